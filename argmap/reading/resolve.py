"""Whether what an entry names is there, is of the right kind, and is named in a sensible way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from argmap.diagnostics import Diagnostic, Nature, Severity, defect
from argmap.model.assertion import Argument, Assertion, Attribution
from argmap.model.authority import Authority
from argmap.model.citation import Citation, CounterEntry
from argmap.model.file import NOUN_SECTIONS, SHARED_NAMESPACE, SINGULAR
from argmap.model.rule import Burden, Rule
from argmap.model.values import Noun
from argmap.reading.found import Found
from argmap.reading.nearest import Known
from argmap.reading.phrases import named, one_of
from argmap.reading.references import Reference, references
from argmap.reading.source import Path_, Source

_RIGHT_PLACE = {
    "parties": "A party belongs under `asserted_by`, `burden` or `binding`.",
    "authorities": "An authority is cited under `authorities`.",
    "rules": "A rule is applied with `rule: …` under `because`.",
    "issues": "An issue is named with `issue: …`.",
    "assertions": "An assertion belongs under `premises`, `counters` or `positions`.",
}
_TWICE = {
    "positions": "duplicate-position",
    "rivals": "duplicate-reference",
    "alternative_to": "duplicate-reference",
    "issues": "duplicate-reference",
    "burdens": "duplicate-reference",
}


_NOUNS: tuple[type[Noun], ...] = (*NOUN_SECTIONS.values(), Argument, Attribution, Burden, Citation, CounterEntry)
_FIELDS = frozenset(name for model in _NOUNS for name in model.model_fields)
"""Words that are no ids, as a rule, where they stand in something that could not be read."""


class Home(NamedTuple):
    """The file in which an entry stands, and its path there."""

    source: Source
    path: Path_


class Item(NamedTuple):
    """An entry to look at: its section, id, what is known of it, where it stands, whether its file is a used one."""

    section: str
    name: str
    noun: Noun
    home: Home
    is_whole: bool = True
    is_used: bool = False


def singular(section: str) -> str:
    """`an assertion` for `assertions`."""
    word = SINGULAR[section]
    return f"{'an' if word[0] in 'aio' else 'a'} {word}"


@dataclass
class Resolver:
    """The entries of a map by section and id (None where one is broken), and the ids of what could not be read.

    Of the sections in `unread` no id is called dangling, since it may stand in what could not be read.
    """

    nouns: Mapping[str, Mapping[str, Noun | None]]
    lost: set[str]
    found: Found
    unread: frozenset[str] = frozenset()
    _near: dict[tuple[str, ...], Known] = field(default_factory=dict)
    _lost: Known | None = None

    def resolve(self, item: Item) -> None:
        """Report what is wrong with the references of an entry."""
        seen: set[tuple[Path_, str]] = set()
        nouns, section, name = self.nouns, item.section, item.name
        for reference in references(item.noun):
            _, named, sections, group, _ = reference
            if group:
                if (group, named) in seen:
                    if named not in self.lost:
                        self._twice(item, reference)
                    continue
                seen.add((group, named))
            if named == name and section in sections:
                self._itself(item, reference)
            elif named not in nouns[sections[0]] and not any(named in nouns[other] for other in sections[1:]):
                self._missing(item, reference)
        if section == "assertions":
            self._assertion(item)
        elif section == "authorities" and item.is_whole:
            self._fields(item)
        elif section == "rules":
            self._burdens(item)

    def _assertion(self, item: Item) -> None:
        noun: Assertion = item.noun  # type: ignore[assignment]  # by its section
        for index, argument in enumerate(noun.because):
            if argument.premises or argument.unless:
                self._elements(item, index, argument)
        for path, entry in _only_undercut(noun):
            self._rebuts(item, path, entry)

    # -- references --------------------------------------------------------------------------------------------------

    def _missing(self, item: Item, reference: Reference) -> None:
        if reference.id in self.lost or (item.is_used and reference.path[0] == "binding"):
            return  # a shared authority binds parties whether or not this map has them
        meant = one_of([singular(section) for section in reference.sections])
        kind = next((section for section in SHARED_NAMESPACE if reference.id in self.nouns[section]), None)
        if kind is not None:
            message = f"{named(reference.id)} is {singular(kind)}; {named(item.name)} needs {meant} here."
            self._say("wrong-kind", message, item, reference.path, _RIGHT_PLACE[kind])
        elif self.unread.isdisjoint(reference.sections) and self.found.wants(item.home.source.path, "dangling-id"):
            message = f"{named(item.name)} names {meant} {named(reference.id)} that does not exist."
            if self._is_near_lost(reference.id):
                return
            near = self._nearest(reference)
            define = f"Define it under `{reference.sections[0]}`, or correct the id."
            self._say("dangling-id", message, item, reference.path, f"Did you mean `{near}`?" if near else define)

    def _is_near_lost(self, name: str) -> bool:
        """Whether an id is likely that of an entry of which not even the id could be read for sure."""
        if self.lost and self._lost is None:
            self._lost = Known(sorted(self.lost - _FIELDS))
        return self._lost is not None and self._lost.nearest(name) is not None

    def _nearest(self, reference: Reference) -> str | None:
        if reference.sections not in self._near:
            known = (name for section in reference.sections for name in self.nouns[section])
            self._near[reference.sections] = Known(known)
        return self._near[reference.sections].nearest(reference.id)

    def _itself(self, item: Item, reference: Reference) -> None:
        role = "whole" if reference.path[0] == "part_of" else "premise"
        if reference.path[0] in ("alternative_to", "rivals"):
            role = "alternative" if reference.path[0] == "alternative_to" else "rival"
        elif reference.opposes:
            role = "counter-position"
        message = f"{named(item.name)} is its own {role}."
        self._say("self-reference", message, item, reference.path, "Name another one, or delete this.")

    def _twice(self, item: Item, reference: Reference) -> None:
        if item.section in ("scenarios", "expect"):
            keys = one_of([f"`{key}`" for key in reference.group], "and")
            message = f"{named(reference.id)} may stand once in all of {keys} of {named(item.name)}."
            self._say("contradiction", message, item, reference.path, "Delete one of the two.")
            return
        last = next(step for step in reversed(reference.group) if isinstance(step, str))
        check = _TWICE.get(last, "duplicate-counter" if reference.opposes else "duplicate-premise")
        message = f"{named(reference.id)} is listed twice in `{last}` of {named(item.name)}."
        self._say(check, message, item, reference.path, "Delete one of the two.")

    # -- arguments and counters --------------------------------------------------------------------------------------

    def _elements(self, item: Item, index: int, argument: Argument) -> None:
        rule = self.nouns["rules"].get(argument.rule) if argument.rule else None
        if not isinstance(rule, Rule) and (argument.rule or not item.is_whole):
            return  # the dangling or broken rule is reported already
        if not argument.rule:
            self._no_rule(item, index, argument)
            return
        for key, what in (("premises", "elements"), ("unless", "exceptions")):
            known: dict[str, str] = getattr(rule, what, {})
            for premise in getattr(argument, key):
                if premise.element is not None and premise.element not in known:
                    path = ("because", index, key, premise.element)
                    self._unknown_element(item, argument, path, what[:-1], known)
        if isinstance(rule, Rule) and rule.elements and all(premise.element is None for premise in argument.premises):
            self._unnamed(item, index, argument, rule)

    def _burdens(self, item: Item) -> None:
        """A divided burden of a rule names elements and exceptions that the rule has."""
        rule: Rule = item.noun  # type: ignore[assignment]  # by its section
        known = {**rule.elements, **rule.exceptions} if item.is_whole else {}
        for number, burden in enumerate(rule.burdens):
            for at, part in enumerate(burden.shows):
                if known and part not in known:
                    message = f"Rule {named(item.name)} has no element or exception {named(part)}."
                    self._say("unknown-element", message, item, ("burdens", number, "shows", at), _choice(part, known))

    def _unknown_element(self, item: Item, argument: Argument, path: Path_, what: str, known: dict[str, str]) -> None:
        name = str(path[-1])
        owner = (
            f"Rule {named(str(argument.rule))}" if argument.rule else f"{named(item.name)} applies no rule here, so it"
        )
        message = f"{owner} has no {what} {named(name)}."
        self._say("unknown-element", message, item, path, _choice(name, known), at_key=True)

    def _no_rule(self, item: Item, index: int, argument: Argument) -> None:
        for key, what in (("premises", "elements"), ("unless", "exceptions")):
            if any(premise.element is not None for premise in getattr(argument, key)):
                message = f"{named(item.name)} names {what} here, but applies no rule."
                help_text = f"Add `rule: …`, or write `{key}` as a list."
                self._say("unknown-element", message, item, ("because", index, key), help_text, at_key=True)
                return

    def _unnamed(self, item: Item, index: int, argument: Argument, rule: Rule) -> None:
        if not argument.premises:
            return
        applies = f"{named(item.name)} applies rule {named(str(argument.rule))}"
        message = f"{applies} but names no element, so every element counts as unmet."
        help_text = f"Write `premises: {{{next(iter(rule.elements))}: …}}`."
        self._warn("elements-not-named", message, item, ("because", index, "premises"), help_text)

    def _rebuts(self, item: Item, path: Path_, entry: CounterEntry) -> None:
        message = f"{named(entry.assertion)} cannot rebut here: only an assertion can be rebutted."
        help_text = "Write `how: undercuts`, or set the counter against an assertion."
        self._say("wrong-value", message, item, (*path, "how"), help_text)

    def _fields(self, item: Item) -> None:
        noun: Authority = item.noun  # type: ignore[assignment]  # by its section
        missing = noun.missing_fields()
        if missing:
            words = one_of([f"`{name}`" for name in missing], "and")
            message = f"{named(item.name)} lacks {words}, which an authority of kind `{noun.kind}` needs."
            self._warn("incomplete-authority", message, item, (), f"Add `{': …`, `'.join(missing)}: …`.")

    # -- telling -----------------------------------------------------------------------------------------------------

    def _say(self, check: str, message: str, item: Item, path: Path_, help_text: str, *, at_key: bool = False) -> None:
        source, base = item.home
        if self.found.wants(source.path, check):
            span = source.key_span(base + path) if at_key else source.span(base + path)
            self.found.add(defect(check, message, span, help_text, item.name))

    def _warn(self, check: str, message: str, item: Item, path: Path_, help_text: str) -> None:
        source, base = item.home
        if self.found.wants(source.path, check):
            span = source.key_span(base + path) if path else source.id_span(base)
            kind = Severity.WARNING, Nature.DEFECT
            self.found.add(Diagnostic(check, *kind, message, span, help_text, item.name))


def _choice(name: str, known: Mapping[str, str]) -> str:
    """The nearest of what there is, else all of it."""
    near = Known(known).nearest(name)
    if near:
        return f"Did you mean `{near}`?"
    return f"It has {one_of([f'`{word}`' for word in known], 'and')}." if known else ""


def _only_undercut(noun: Assertion) -> Iterator[tuple[Path_, CounterEntry]]:
    """The entries of an assertion that say `rebuts` where nothing can be rebutted: arguments, citations, counters."""
    for index, entry in enumerate(noun.counters):
        if entry.counters:
            yield from _rebutting(("counters", index, "counters"), entry.counters)
    for index, citation in enumerate(noun.authorities):
        if citation.counters:
            yield from _rebutting(("authorities", index, "counters"), citation.counters)
    for index, argument in enumerate(noun.because):
        yield from _rebutting(("because", index, "counters"), argument.counters)
        for number, citation in enumerate(argument.authorities):
            yield from _rebutting(("because", index, "authorities", number, "counters"), citation.counters)


def _rebutting(path: Path_, counters: Iterable[CounterEntry]) -> Iterator[tuple[Path_, CounterEntry]]:
    for index, entry in enumerate(counters):
        if entry.how == "rebuts":
            yield (*path, index), entry
        yield from _rebutting((*path, index, "counters"), entry.counters)
