"""Differences as text and as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from argmap.difference import Difference
from argmap.difference.words import Told
from argmap.reports.difference import Outline, Shown, outline
from argmap.reports.markdown import escaped
from argmap.reports.text import Style, plain, visible

_ROLES = {"+": "help", "-": "error", "~": "warning", "": "text"}
_WORDS = {"+": "added", "-": "removed", "~": "changed"}


def as_text(differences: Sequence[Difference], style: Style = plain) -> str:
    """Every map, one after the other."""
    return "\n\n".join(_text(outline(of), style) for of in differences)


def _text(of: Outline, style: Style) -> str:
    before, after = of.versions
    head = [style(visible(of.title), "place"), f"  {visible(before)} → {visible(after)}", f"  {of.summary}"]
    blocks = ["\n".join([*head, *(f"  {note}" for note in of.notes)])]
    for block in of.blocks:
        lines = (line for item in block.lines for line in _lines(item, style, 1))
        blocks.append("\n".join([style(block.title, "place"), *lines]))
    return "\n\n".join(blocks)


def _lines(item: Told, style: Style, depth: int) -> Iterator[str]:
    indent = "  " * depth
    mark = f"{style(item.mark, _ROLES[item.mark])} " if item.mark else ""
    yield f"{indent}{mark}{visible(item.words)}"
    inner = indent + "    "
    if item.before or item.after:
        yield f"{inner}was: {visible(item.before)}"
        yield f"{inner}now: {visible(item.after)}"
    for line in item.below:
        yield from _lines(line, style, depth + 2)


def as_markdown(differences: Sequence[Difference], pictures: Sequence[Sequence[Shown]] = ()) -> str:
    """A heading for each map, a section for each block; then the drawings of each, where there are `pictures`."""
    pairs = zip(differences, pictures or [()] * len(differences), strict=True)
    return "\n\n".join(part for of, links in pairs for part in _markdown(outline(of), links))


def _markdown(of: Outline, pictures: Sequence[Shown]) -> Iterator[str]:
    before, after = of.versions
    yield f"# {escaped(of.title)}"
    yield f"From {escaped(before)} to {escaped(after)}. {of.summary}"
    yield from (escaped(note) for note in of.notes)
    for block in of.blocks:
        yield f"## {block.title}"
        yield "\n".join(line for item in block.lines for line in _items(item, 0))
    if pictures:
        yield "## As a picture"
    yield from (f"{'!' if one.image else ''}[{escaped(one.words)}]({one.link})" for one in pictures)


def _items(item: Told, depth: int) -> Iterator[str]:
    indent = "  " * depth
    word = f"**{_WORDS[item.mark]}** " if item.mark else ""
    yield f"{indent}- {word}{escaped(item.words)}"
    if item.before or item.after:
        yield f"{indent}  - was: {escaped(item.before)}"
        yield f"{indent}  - now: {escaped(item.after)}"
    for line in item.below:
        yield from _items(line, depth + 1)
