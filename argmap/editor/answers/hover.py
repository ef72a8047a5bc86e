"""What an editor shows of the thing under the pointer."""

from __future__ import annotations

from typing import NamedTuple

from argmap.analysis import Analysis
from argmap.catalogue.values import meaning
from argmap.diagnostics import Position, Span
from argmap.editor.answers import words
from argmap.editor.answers.shapes import help_of_key
from argmap.editor.answers.things import Thing, section_of, thing_at
from argmap.explain import topics
from argmap.reading.source import Source


class Hover(NamedTuple):
    """Markdown about the thing at `span`."""

    text: str
    span: Span


def hover(analysis: Analysis, source: Source, position: Position) -> Hover | None:
    """What there is to say of a place; None where that is nothing."""
    thing = thing_at(source, position)
    if thing is None:
        return None
    text = _about(analysis, thing)
    return Hover(text, thing.span) if text else None


def _about(analysis: Analysis, thing: Thing) -> str:
    match thing.sort:
        case "id" | "entry":
            section = section_of(analysis.reading, thing)
            return words.about(analysis, section, thing.name) if section else ""
        case "pinpoint":
            return words.passage(analysis, thing.owner, thing.name)
        case "element" | "exception":
            return words.element(analysis, thing.owner, thing.name)
    return _of_catalogue(thing) or _key_or_word(thing)


def _of_catalogue(thing: Thing) -> str:
    match thing.sort:
        case "scheme":
            return words.scheme(thing.name)
        case "question":
            return words.question(thing.owner, thing.name)
        case "check":
            return words.explained(thing.name)
    return ""


def _key_or_word(thing: Thing) -> str:
    if thing.is_key:
        meant = help_of_key(thing.path)
        return f"`{thing.name}`: {meant}" if meant else ""
    key = next((step for step in reversed(thing.path) if isinstance(step, str)), "")
    if meant := meaning(key, thing.name):
        return f"`{thing.name}`: {meant}"
    if key in ("kind", "standard"):
        found = [
            topic for topic in topics().get(thing.name, ()) if topic.sort in ("kind of authority", "proof standard")
        ]
        return "\n\n".join(f"**{topic.name}** · {topic.sort}\n\n{topic.what}" for topic in found)
    return ""
