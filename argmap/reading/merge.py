"""From the fragments of a map's files to one map: ids unique, references resolved, every defect with its places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from argmap.diagnostics import Diagnostic, Nature, Position, Related, Severity, Span, by_place, defect
from argmap.model.assertion import Assertion
from argmap.model.authority import Authority
from argmap.model.citation import CounterEntry
from argmap.model.file import NOUN_SECTIONS, SHARED_NAMESPACE, ArgumentMap
from argmap.model.header import Expectation, MapHeader, Waiver
from argmap.model.values import Noun
from argmap.reading.limits import SUGGESTIONS
from argmap.reading.load import Entry, Fragment, singular
from argmap.reading.references import Reference, references
from argmap.reading.source import Path_, Source
from argmap.reading.wording import did_you_mean, one_of


class Home(NamedTuple):
    """The file in which an entry stands, and its path there."""

    source: Source
    path: Path_


@dataclass(frozen=True)
class Places:
    """Where everything in a map stands: from a symbolic place (section, id, path inside the entry) to a span."""

    root: Path
    homes: dict[tuple[str, str], Home]

    def span(self, section: str, name: str, path: Path_ = ()) -> Span:
        """The span of the value at a path inside an entry; with no path, that of the entry's id."""
        home = self.homes.get((section, name))
        if home is None:
            return Span(self.root, Position(0, 0), Position(0, 0))
        if path:
            return home.source.span(home.path + path)
        if len(home.path) > 2:
            return home.source.span((*home.path, "id"))
        return home.source.key_span(home.path)


@dataclass(frozen=True)
class Reading:
    """One map as read: the map, where everything stands, its files and every defect, ordered by place.

    `path` is the file or folder the map was read from; `is_map` is false for a library that is read by itself. `sound` is false when a defect of severity error was found: the
    map then lacks what could not be read.
    """

    path: Path
    map: ArgumentMap
    places: Places
    sources: tuple[Source, ...]
    defects: tuple[Diagnostic, ...]
    is_map: bool = True

    @property
    def sound(self) -> bool:
        """Whether no defect is an error."""
        return all(item.severity is not Severity.ERROR for item in self.defects)


@dataclass
class _Merge:
    found: list[Diagnostic] = field(default_factory=list)
    nouns: dict[str, dict[str, Noun | None]] = field(default_factory=dict)
    homes: dict[tuple[str, str], Home] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)
    suggestions: int = SUGGESTIONS

    def known(self, sections: Iterable[str]) -> list[str]:
        return [name for section in sections for name in self.nouns[section]]


def merge(path: Path, own: Sequence[Fragment], used: Sequence[Fragment], extra: Sequence[Diagnostic] = ()) -> Reading:
    """Merge a map's own fragments with those it uses; `extra` are defects found on the way to the files.

    Of a used file the parties, authorities, rules, issues, assertions and waivers join the map; its header,
    expectations, scenarios and views stay its own.
    """
    state = _Merge(nouns={section: {} for section in NOUN_SECTIONS})
    state.found.extend(extra)
    for fragment in (*own, *used):
        state.found.extend(fragment.defects)
        state.lost |= fragment.lost
    for fragment in own:
        _collect(state, fragment, NOUN_SECTIONS)
    for fragment in used:
        _collect(state, fragment, SHARED_NAMESPACE)
    for section, nouns in state.nouns.items():
        for name, noun in nouns.items():
            if noun is not None:
                _resolve(state, section, name, noun)
    header = _header(state, path, own)
    expect = _expect(state, own)
    waivers = _waivers(state, (*own, *used))
    whole: dict[str, Any] = {
        section: {name: noun for name, noun in nouns.items() if noun is not None}
        for section, nouns in state.nouns.items()
    }
    sources = tuple(fragment.source for fragment in (*own, *used))
    return Reading(
        path,
        ArgumentMap(header, waivers=waivers, expect=expect, **whole),
        Places(path, state.homes),
        sources,
        tuple(sorted(dict.fromkeys(state.found), key=by_place)),
    )


def _collect(state: _Merge, fragment: Fragment, sections: Iterable[str]) -> None:
    for section in sections:
        for name, entry in fragment.entries[section].items():
            home = Home(fragment.source, entry.path)
            rivals = SHARED_NAMESPACE if section in SHARED_NAMESPACE else (section,)
            taken = next((other for other in rivals if name in state.nouns[other]), None)
            if taken is not None:
                _twice(state, (taken, name), section, home, entry)
                continue
            state.nouns[section][name] = entry.noun
            state.homes[section, name] = home


def _twice(state: _Merge, first: tuple[str, str], section: str, home: Home, entry: Entry) -> None:
    taken, name = first
    other = state.homes[first]
    what = "" if taken == section else f", as {singular(taken)} and as {singular(section)}"
    related = Related(_id_span(other), "first defined here")
    state.found.append(
        defect("duplicate-id", f"`{name}` is defined twice{what}.", _id_span(home), "Rename one of them.", name, related)
    )


def _id_span(home: Home) -> Span:
    path = (*home.path, "id") if len(home.path) > 2 else home.path
    return home.source.span(path) if len(home.path) > 2 else home.source.key_span(path)


def _resolve(state: _Merge, section: str, name: str, noun: Noun) -> None:
    home = state.homes[section, name]
    seen: set[tuple[Path_, str]] = set()
    for reference in references(noun):
        _check_id(state, reference, home, name)
        if section == "assertions" and reference.id == name and (reference.group or reference.sections == ("assertions",)):
            _self_reference(state, reference, home, name)
        if reference.group:
            if (reference.group, reference.id) in seen:
                _listed_twice(state, reference, home, name)
            seen.add((reference.group, reference.id))
    if isinstance(noun, Assertion):
        _check_elements(state, noun, home, name)
        _check_how(state, noun, home, name)
    if isinstance(noun, Authority):
        _check_fields(state, noun, home, name)


def _check_id(state: _Merge, reference: Reference, home: Home, subject: str) -> None:
    if any(reference.id in state.nouns[section] for section in reference.sections) or reference.id in state.lost:
        return
    span = home.source.span(home.path + reference.path)
    meant = " or ".join(singular(section) for section in reference.sections)
    kind = next((section for section in SHARED_NAMESPACE if reference.id in state.nouns[section]), None)
    if kind is not None:
        message = f"`{reference.id}` is {singular(kind)}; `{subject}` needs {meant} here."
        state.found.append(defect("wrong-kind", message, span, _right_place(kind), subject))
        return
    help_text = ""
    if state.suggestions > 0:
        state.suggestions -= 1
        help_text = did_you_mean(reference.id, state.known(reference.sections))
    message = f"`{subject}` names {meant} `{reference.id}` that does not exist."
    help_text = help_text or f"Define it under `{reference.sections[0]}`, or correct the id."
    state.found.append(defect("dangling-id", message, span, help_text, subject))


def _right_place(kind: str) -> str:
    if kind == "authorities":
        return "Cite an authority under `authorities`."
    if kind == "assertions":
        return "An assertion belongs under `premises`, `counters` or `positions`."
    return "Name something of the right kind."


def _self_reference(state: _Merge, reference: Reference, home: Home, name: str) -> None:
    role = "counter-position" if reference.opposes else "premise or alternative"
    span = home.source.span(home.path + reference.path)
    message = f"`{name}` is its own {role}."
    state.found.append(defect("self-reference", message, span, "Name another assertion, or delete this.", name))


def _listed_twice(state: _Merge, reference: Reference, home: Home, name: str) -> None:
    span = home.source.span(home.path + reference.path)
    check = "duplicate-counter" if reference.opposes else "duplicate-premise"
    if reference.group == ("positions",):
        check = "duplicate-position"
    message = f"`{reference.id}` is listed twice in `{reference.group[-1]}` of `{name}`."
    state.found.append(defect(check, message, span, "Delete one of the two.", name))


def _check_elements(state: _Merge, noun: Assertion, home: Home, name: str) -> None:
    for index, argument in enumerate(noun.because):
        named = state.nouns["rules"].get(argument.rule) if argument.rule else None
        if argument.rule and named is None:
            continue  # the dangling or broken rule is reported already
        for key, what in (("premises", "elements"), ("unless", "exceptions")):
            known: dict[str, str] = getattr(named, what, {})
            for premise in getattr(argument, key):
                if premise.element is None or premise.element in known:
                    continue
                place = home.path + ("because", index, key, premise.element)
                owner = f"Rule `{argument.rule}`" if argument.rule else f"`{name}` applies no rule, so it"
                message = f"{owner} has no {what[:-1]} `{premise.element}`."
                help_text = did_you_mean(premise.element, known) or (f"It has {one_of(list(known))}." if known else "")
                state.found.append(defect("unknown-element", message, home.source.key_span(place), help_text, name))
        elements = getattr(named, "elements", {})
        if elements and argument.premises and all(premise.element is None for premise in argument.premises):
            message = f"`{name}` applies rule `{argument.rule}` but names no element, so every element counts as unmet."
            help_text = f"Write `premises: {{{next(iter(elements))}: …}}`."
            span = home.source.key_span(home.path + ("because", index, "premises"))
            item = Diagnostic("elements-not-named", Severity.WARNING, Nature.DEFECT, message, span, help_text, name)
            state.found.append(item)


def _check_how(state: _Merge, noun: Assertion, home: Home, name: str) -> None:
    """Only an assertion can be rebutted; arguments, citations and counters are undercut."""

    def entries(path: Path_, counters: Iterable[CounterEntry]) -> Iterator[tuple[Path_, CounterEntry]]:
        for index, entry in enumerate(counters):
            yield (*path, index), entry
            yield from entries((*path, index, "counters"), entry.counters)

    places: list[tuple[Path_, CounterEntry]] = []
    for index, entry in enumerate(noun.counters):
        places.extend(entries(("counters", index, "counters"), entry.counters))
    for index, citation in enumerate(noun.authorities):
        places.extend(entries(("authorities", index, "counters"), citation.counters))
    for index, argument in enumerate(noun.because):
        places.extend(entries(("because", index, "counters"), argument.counters))
        for number, citation in enumerate(argument.authorities):
            places.extend(entries(("because", index, "authorities", number, "counters"), citation.counters))
    for path, entry in places:
        if entry.how == "rebuts":
            span = home.source.span(home.path + (*path, "how"))
            message = f"`{entry.assertion}` cannot rebut here: only an assertion can be rebutted."
            help_text = "Write `how: undercuts`, or set the counter against an assertion."
            state.found.append(defect("wrong-value", message, span, help_text, name))


def _check_fields(state: _Merge, noun: Authority, home: Home, name: str) -> None:
    missing = noun.missing_fields()
    if missing:
        words = one_of([f"`{field}`" for field in missing]).replace(" or ", " and ")
        article = "An" if noun.kind[0] in "aeo" else "A"
        message = f"{article} {noun.kind} needs {words}, which `{name}` lacks."
        span = _id_span(home)
        help_text = f"Add `{missing[0]}: …`."
        item = Diagnostic("incomplete-authority", Severity.WARNING, Nature.DEFECT, message, span, help_text, name)
        state.found.append(item)


def _header(state: _Merge, path: Path, own: Sequence[Fragment]) -> MapHeader:
    with_header = [fragment for fragment in own if fragment.has_header]
    for fragment in with_header[1:]:
        first = Related(with_header[0].source.key_span(("map",)), "first written here")
        span = fragment.source.key_span(("map",))
        help_text = "A map has one `map`; in a folder it stands in `map.yaml`."
        state.found.append(defect("duplicate-map", "`map` is written in two files of one map.", span, help_text, "", first))
    if not with_header:
        holder = next((fragment for fragment in own if fragment.source.path.name == "map.yaml"), None)
        if holder is not None and "map" not in holder.source.lost and not holder.source.defects:
            span = holder.source.span(())
            message = "`map.yaml` has no `map`."
            help_text = "Write `map: {title: …}`."
            state.found.append(defect("missing-key", message, Span(span.path, span.start, span.start), help_text))
    if with_header:
        state.homes["map", "map"] = Home(with_header[0].source, ("map",))
    header = next((fragment.header for fragment in with_header if fragment.header is not None), None)
    return header or MapHeader(title=path.stem)


def _expect(state: _Merge, own: Sequence[Fragment]) -> Expectation:
    merged: dict[str, tuple[str, ...]] = {"in": (), "out": (), "undecided": ()}
    for fragment in own:
        expect = fragment.expect
        if expect is None:
            continue
        home = Home(fragment.source, ("expect",))
        for reference in references(expect):
            _check_id(state, reference, home, "expect")
            state.homes.setdefault(("expect", reference.id), Home(fragment.source, ("expect", *reference.path)))
        for key, names in (("in", expect.ins), ("out", expect.out), ("undecided", expect.undecided)):
            merged[key] += names
    return Expectation.model_validate(merged)


def _waivers(state: _Merge, fragments: Sequence[Fragment]) -> tuple[Waiver, ...]:
    found: list[Waiver] = []
    for fragment in fragments:
        for path, waiver in fragment.waivers:
            state.homes["waivers", str(len(found))] = Home(fragment.source, path)
            found.append(waiver)
    return tuple(found)


