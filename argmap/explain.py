"""What argmap's own words mean: checks, defects, standards, kinds of authority, schemes, legal tests, words, keys."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from argmap.catalogue import LegalTest, Scheme, legal_tests, schemes
from argmap.catalogue.glossary import GLOSSARY
from argmap.catalogue.keys import KEYS, WHERE
from argmap.checks.registry import Check, all_checks, documentation
from argmap.evaluation.standards import STANDARDS
from argmap.model.authority import AUTHORITY_KINDS, Authority
from argmap.reading.defects import DEFECTS
from argmap.review import REVIEW_CODES

HEADINGS = MappingProxyType(
    {
        "check": "Checks",
        "defect": "Defects",
        "proof standard": "Proof standards",
        "kind of authority": "Kinds of authority",
        "scheme": "Schemes",
        "legal test": "Legal tests",
        "word": "Words",
        "key": "Keys",
    }
)
"""Every sort of topic, in the order in which they are listed, and its plural as a heading."""


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing that can be explained.

    `sort` is what it is, a key of HEADINGS; `what` one or two sentences, `more` further paragraphs; `examples` are YAML
    under a heading each, without the lines that every map begins with.
    """

    name: str
    sort: str
    what: str
    more: tuple[str, ...] = ()
    examples: tuple[tuple[str, str], ...] = ()


def topics() -> dict[str, tuple[Topic, ...]]:
    """Everything that can be explained by its name; a few names stand for two things (a scheme and a kind, say)."""
    found: dict[str, tuple[Topic, ...]] = {}
    for topic in _all():
        found[topic.name] = (*found.get(topic.name, ()), topic)
    return found


def _all() -> Iterator[Topic]:
    yield from map(_check, all_checks().values())
    for name, (what, to_do) in {**DEFECTS, **REVIEW_CODES}.items():
        yield Topic(name, "defect", what, (f"What to do: {to_do}",))
    for standard, holds in STANDARDS.items():
        yield Topic(standard.value, "proof standard", _doc(holds), (f"Write it as `standard: {standard.value}`.",))
    for kind, noun in AUTHORITY_KINDS.items():
        yield _authority(kind, noun)
    yield from map(_scheme, schemes().values())
    yield from map(_legal_test, legal_tests().values())
    for word, meaning in GLOSSARY.items():
        yield Topic(word, "word", meaning)
    yield from _keys()


def _keys() -> Iterator[Topic]:
    """A topic for each key of an argument file, with what it means wherever it may stand."""
    meanings: dict[str, dict[str, list[str]]] = {}
    for noun, keys in KEYS.items():
        for key, meaning in keys.items():
            meanings.setdefault(key, {}).setdefault(meaning, []).append(WHERE[noun])
    for key in sorted(meanings):
        (first, places), *rest = meanings[key].items()
        more = (f"In {_and(others)}: {meaning}" for meaning, others in rest)
        yield Topic(key, "key", f"In {_and(places)}: {first}", tuple(more))


def _and(parts: Sequence[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def _check(check: Check) -> Topic:
    parts = documentation(check)
    nature = {"defect": "It reports a defect", "gap": "It reports a gap", "question": "It asks a question"}
    severity = f"{nature[check.nature.value]}, as {_with_article(check.severity.value)}"
    if check.filing and check.filing is not check.severity:
        severity += f"; with `--profile filing` as {_with_article(check.filing.value)}"
    examples = (("What it finds", parts.gap), ("How it is closed", parts.closed))
    return Topic(check.name, "check", parts.what, (f"Why: {parts.why}", f"{severity}."), examples)


def _authority(kind: str, noun: type[Authority]) -> Topic:
    needs = " and ".join(f"`{key}`" for key in ("title", *noun.needs))
    law, fact = noun.strength.word, noun.strength_for_facts.word
    strength = law if law == fact else f"{law}, or {fact} for a factual assertion"
    more = f"It counts as {noun.source_class.value} and needs {needs}. A citation of it is {strength}"
    return Topic(kind, "kind of authority", _doc(noun), (f"{more}, where no `strength` is written.",))


def _scheme(scheme: Scheme) -> Topic:
    more = (
        _listed("Its parts, the last of which is the conclusion", scheme.roles),
        _listed("The critical questions, which `answers` may take up", scheme.questions),
        _sources(scheme.sources),
    )
    return Topic(scheme.name, "scheme", f"{scheme.title}.", (f"Write it as `scheme: {scheme.name}`.", *more))


def _legal_test(test: LegalTest) -> Topic:
    more = [test.text, _listed(f"Elements ({test.mode} of them)", test.elements)]
    if test.exceptions:
        more.append(_listed("Exceptions", test.exceptions))
    more.append(f"Burden: {test.burden}")
    if test.rivals:
        more.append(f"Rivals: {', '.join(f'`{name}`' for name in test.rivals)}.")
    if test.disputed:
        more.append("\n".join(["Disputed:", *(f"- {point}" for point in test.disputed)]))
    return Topic(test.name, "legal test", f"{test.title}.", (*more, _sources(test.sources)))


def _listed(heading: str, items: Mapping[str, str]) -> str:
    return "\n".join([f"{heading}:", *(f"- {name}: {text}" for name, text in items.items())])


def _sources(sources: Iterable[str]) -> str:
    return "\n".join(
        [
            "Sources, not checked against their texts; look each up before you cite it:",
            *(f"- {source}" for source in sources),
        ]
    )


def _doc(thing: object) -> str:
    return " ".join((inspect.getdoc(thing) or "").split())


def _with_article(word: str) -> str:
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


def as_text(topic: Topic) -> str:
    """A topic as it is printed."""
    lines = [f"{topic.name}: {topic.sort}", "", topic.what]
    for paragraph in topic.more:
        lines += ["", paragraph]
    for heading, example in topic.examples:
        lines += ["", f"{heading}:", "", *(f"    {line}".rstrip() for line in example.splitlines())]
    return "\n".join(lines)


def as_list(all_topics: Iterable[Topic]) -> str:
    """The names of all topics, by sort, each with its first sentence."""
    members = list(all_topics)
    parts = []
    for sort, heading in HEADINGS.items():
        chosen = [topic for topic in members if topic.sort == sort]
        width = max((len(topic.name) for topic in chosen), default=0)
        parts.append("\n".join([f"{heading}:", *(f"  {topic.name:{width}}  {_first(topic.what)}" for topic in chosen)]))
    return "\n\n".join(parts)


def _first(text: str) -> str:
    return re.split(r"(?<=[.?]) (?=[A-Z`])", text)[0]
