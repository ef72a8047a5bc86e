"""What the ids in a stretch of a file stand for, in a few words beside each."""

from __future__ import annotations

from typing import NamedTuple

from argmap.analysis import Analysis
from argmap.diagnostics import Position
from argmap.editor.answers.references import place_of
from argmap.editor.answers.things import index_of
from argmap.editor.answers.words import entry_of, first_line, says
from argmap.editor.mentions import Mention
from argmap.reading.source import Source

LENGTH = 48
_TOLD = ("assertions", "authorities", "rules", "issues")


class Hint(NamedTuple):
    """Words to show behind a place, and more for who points at them."""

    at: Position
    text: str
    more: str


def hints(analysis: Analysis, source: Source, found: list[Mention], first: Position, last: Position) -> list[Hint]:
    """The hints between two positions, in the order of the text."""
    start, end = index_of(source, first), index_of(source, last)
    told = []
    for item in found:
        if start <= item.start <= end and not item.is_definition and not item.is_word and not item.of:
            section = next((section for section in item.sections if section in _TOLD), "")
            noun = entry_of(analysis, section, item.id) if section else None
            text = getattr(noun, "short", None) or says(noun)
            if noun is not None and text:
                at = source.file.position(place_of(source, item)[1])
                told.append(Hint(at, shortened(text), f"{first_line(analysis, section, item.id)}\n\n{text}"))
    return told


def shortened(text: str) -> str:
    """The beginning of a text, cut between words."""
    plain = " ".join(text.split())
    if len(plain) <= LENGTH:
        return plain
    return plain[:LENGTH].rsplit(" ", 1)[0].rstrip(" ,;:.") + " …"
