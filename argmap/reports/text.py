"""Diagnostics as text: place, code, sentence, the lines with carets, help."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from argmap.diagnostics import Diagnostic, Nature, Severity, Span
from argmap.reports.places import shown_place

Lines = Mapping[Path, list[str]]
Style = Callable[[str, str], str]
LINE_WIDTH = 110
MAX_LINES = 3
_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def plain(text: str, role: str) -> str:
    """The style without colours."""
    return text


def one_line(diagnostic: Diagnostic, style: Style = plain) -> str:
    """`path:line:column: code sentence`."""
    place = style(shown_place(diagnostic.span), "place")
    return f"{place}: {style(diagnostic.check, diagnostic.severity.value)} {visible(diagnostic.message)}"


def full(diagnostic: Diagnostic, lines: Lines, style: Style = plain) -> str:
    """A diagnostic with its code frame, related places and help."""
    parts = [one_line(diagnostic, style)]
    parts += _frame(diagnostic.span, lines, style, diagnostic.severity.value)
    for related in diagnostic.related:
        parts.append(f"  {style(shown_place(related.span), 'place')}: {related.message}")
        parts += _frame(related.span, lines, style, "place")
    if diagnostic.help:
        parts.append(f"  {style('help', 'help')}: {visible(diagnostic.help)}")
    if diagnostic.waived:
        parts.append(f"  {style('waived', 'help')}: {visible(diagnostic.waived.because)}")
    return "\n".join(parts)


def listing(diagnostics: Iterable[Diagnostic], lines: Lines, style: Style = plain) -> str:
    """All diagnostics, one after the other, with an empty line between."""
    return "\n\n".join(full(item, lines, style) for item in diagnostics)


def counted(diagnostics: Iterable[Diagnostic]) -> dict[str, int]:
    """How many there are by severity (waived ones apart), of which defects, and how many are waived."""
    counts = {severity.value: 0 for severity in Severity}
    counts |= {nature.value: 0 for nature in Nature} | {"waived": 0}
    for item in diagnostics:
        if item.waived:
            counts["waived"] += 1
        else:
            counts[item.severity.value] += 1
            counts[item.nature.value] += 1
    return counts


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """`2 errors, 1 warning; 3 waived.`"""
    counts = counted(diagnostics)
    words = [_plural(counts[severity.value], severity.value) for severity in Severity if counts[severity.value]]
    text = ", ".join(words) or "no diagnostics"
    return f"{text}; {counts['waived']} waived." if counts["waived"] else f"{text}."


def _plural(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def visible(text: str) -> str:
    """Text in which nothing is hidden: controls and direction overrides are written as escapes."""
    return _INVISIBLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _frame(span: Span, lines: Lines, style: Style, role: str) -> list[str]:
    text = lines.get(span.path)
    if text is None or span.start.line >= len(text):
        return []
    last = min(max(span.start.line, span.end.line - (span.end.column == 0)), span.start.line + MAX_LINES - 1)
    last = min(last, len(text) - 1)
    gutter = len(str(last + 1))
    result = []
    for number in range(span.start.line, last + 1):
        line = text[number]
        start = span.start.column if number == span.start.line else len(line) - len(line.lstrip())
        end = span.end.column if number == span.end.line else len(line.rstrip())
        shown, offset, length = _cropped(line, start, max(end, start + 1))
        result.append(f"  {style(f'{number + 1:>{gutter}} |', 'frame')} {shown}")
        result.append(f"  {style(' ' * gutter + ' |', 'frame')} {' ' * offset}{style('^' * length, role)}")
    return result


def _cropped(line: str, start: int, end: int) -> tuple[str, int, int]:
    """A line cut to the width around a stretch, the stretch's offset and length in columns of a terminal."""
    first = max(0, min(start - LINE_WIDTH // 3, len(line) - LINE_WIDTH))
    before, inside, after = line[first:start], line[start:end], line[end:]
    room = max(0, LINE_WIDTH - len(before))
    cut = len(inside) > room
    inside = inside[:room] if cut else inside
    after = "" if cut else after[: max(0, room - len(inside))]
    head = "…" if first else ""
    tail = "…" if cut or len(before) + len(inside) + len(after) < len(line) - first else ""
    shown = [visible(part.replace("\t", " ")) for part in (before, inside, after)]
    return f"{head}{''.join(shown)}{tail}", columns(head + shown[0]), max(1, columns(shown[1]))


def columns(text: str) -> int:
    """How many columns of a terminal a text takes: two for wide characters, none for combining ones."""
    return sum(
        0 if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf")
        else 2 if unicodedata.east_asian_width(character) in "WF"
        else 1
        for character in text
    )


