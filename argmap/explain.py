"""What argmap's own words mean: checks, defects, proof standards, kinds of authority and the words of its messages."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from argmap.catalogue.glossary import GLOSSARY
from argmap.checks.registry import Check, all_checks, documentation
from argmap.evaluation.standards import STANDARDS
from argmap.model.authority import AUTHORITY_KINDS, Authority
from argmap.reading.defects import DEFECTS

REVIEW_CODES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "unused-waiver": (
            "A waiver excuses nothing, or names a check that does not exist.",
            "Delete it, or correct its `check` and `at`.",
        ),
        "expired-waiver": (
            "A waiver's `until` has passed, so what it excused is shown again.",
            "Close the gap, or give the waiver a new date.",
        ),
        "check-failed": (
            "A check broke down on this map. The fault is argmap's, not the file's; the other checks have run.",
            "Report it to the maintainers with the file, if you can.",
        ),
    }
)
"""Codes that the review itself gives: what each means, and what to do."""


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing that can be explained.

    `sort` is what it is (a check, a defect …), `what` one or two sentences, `more` further paragraphs; `examples` are
    YAML under a heading each, without the lines that every map begins with.
    """

    name: str
    sort: str
    what: str
    more: tuple[str, ...] = ()
    examples: tuple[tuple[str, str], ...] = ()


def topics() -> dict[str, Topic]:
    """Everything that can be explained, by its name: checks, defects, standards, kinds of authority, then words."""
    found: dict[str, Topic] = {}
    for topic in _all():
        found.setdefault(topic.name, topic)
    return found


def _all() -> Iterator[Topic]:
    for check in all_checks().values():
        yield _check(check)
    for name, (what, to_do) in {**DEFECTS, **REVIEW_CODES}.items():
        yield Topic(name, "defect", what, (f"What to do: {to_do}",))
    for standard, holds in STANDARDS.items():
        yield Topic(standard.value, "proof standard", f"{_doc(holds)} Write it as `standard: {standard.value}`.")
    for kind, noun in AUTHORITY_KINDS.items():
        yield _authority(kind, noun)
    for word, meaning in GLOSSARY.items():
        yield Topic(word, "word", meaning)


def _check(check: Check) -> Topic:
    parts = documentation(check)
    severity = f"It is reported as {_with_article(check.severity.value)}"
    if check.filing and check.filing is not check.severity:
        severity += f"; with `--profile filing` as {_with_article(check.filing.value)}"
    examples = (("What it finds", parts.gap), ("How it is closed", parts.closed))
    return Topic(
        check.name, f"check ({check.nature.value})", parts.what, (f"Why: {parts.why}", f"{severity}."), examples
    )


def _authority(kind: str, noun: type[Authority]) -> Topic:
    needs = " and ".join(f"`{key}`" for key in ("title", *noun.needs))
    law, fact = noun.strength.word, noun.strength_for_facts.word
    strength = law if law == fact else f"{law}, or {fact} for a factual assertion"
    more = f"It counts as {noun.source_class.value} and needs {needs}. A citation of it is {strength}"
    return Topic(kind, "kind of authority", _doc(noun), (f"{more}, where no `strength` is written.",))


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
    """The names of all topics, by sort, each with the first sentence."""
    by_sort: dict[str, list[Topic]] = {}
    for topic in all_topics:
        by_sort.setdefault(topic.sort.partition(" (")[0], []).append(topic)
    parts = []
    for sort, members in by_sort.items():
        width = max(len(topic.name) for topic in members)
        rows = [f"  {topic.name:{width}}  {_first_sentence(topic.what)}" for topic in members]
        parts.append("\n".join([f"{HEADINGS[sort]}:", *rows]))
    return "\n\n".join(parts)


HEADINGS = MappingProxyType(
    {
        "check": "Checks",
        "defect": "Defects",
        "proof standard": "Proof standards",
        "kind of authority": "Kinds of authority",
        "word": "Words",
    }
)
"""The plural of each sort, as a heading."""


def _first_sentence(text: str) -> str:
    return re.split(r"(?<=[.?]) (?=[A-Z`])", text)[0]
