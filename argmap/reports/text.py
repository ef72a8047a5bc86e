"""Diagnostics as text: place, code, sentence, the lines with carets, help."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable

from argmap.diagnostics import Diagnostic, Span
from argmap.reports.findings import Findings, Lines, summary
from argmap.reports.guidance import guidance, impact_words
from argmap.reports.places import shown_place

Style = Callable[[str, str], str]
LINE_WIDTH = 110
MAX_LINES = 3
_INVISIBLE = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def plain(text: str, role: str) -> str:
    """The style without colours."""
    return text


def one_line(diagnostic: Diagnostic, style: Style = plain) -> str:
    """`path:line:column: code sentence`."""
    place = style(visible(shown_place(diagnostic.span)), "place")
    return f"{place}: {style(diagnostic.check, diagnostic.severity.value)} {visible(diagnostic.message)}"


def full(diagnostic: Diagnostic, lines: Lines, style: Style = plain, *, is_explained: bool = False) -> str:
    """A diagnostic with its code frame, related places, help and impact; if explained, also why it matters."""
    parts = [one_line(diagnostic, style)]
    parts += _frame(diagnostic.span, lines, style, diagnostic.severity.value)
    for related in diagnostic.related:
        parts.append(f"  {style(visible(shown_place(related.span)), 'place')}: {related.message}")
        parts += _frame(related.span, lines, style, "place")
    said = [("help", diagnostic.help), ("impact", impact_words(diagnostic))]
    if is_explained:
        meaning = guidance(diagnostic.check)
        said += [("what", meaning.what), ("why", meaning.why), ("how", meaning.close)]
    if diagnostic.waived:
        said.append(("waived", diagnostic.waived.because))
    parts += [f"  {style(label, 'help')}: {visible(' '.join(text.split()))}" for label, text in said if text]
    return "\n".join(parts)


def listing(
    diagnostics: Iterable[Diagnostic], lines: Lines, style: Style = plain, *, is_explained: bool = False
) -> str:
    """All diagnostics, one after the other, with an empty line between."""
    return "\n\n".join(full(item, lines, style, is_explained=is_explained) for item in diagnostics)


def report(findings: Findings, style: Style = plain) -> str:
    """All diagnostics with their code frames, and the summary."""
    listed = listing(findings.diagnostics, findings.lines, style, is_explained=findings.is_explained)
    return "\n\n".join(part for part in (listed, summary(findings.counts)) if part)


def concise(findings: Findings, style: Style = plain) -> str:
    """All diagnostics, one a line, and the summary; a waived one ends with the reason it is waived for."""
    lines = [one_line(item, style) + _waived(item, style) for item in findings.diagnostics]
    return "\n".join([*lines, summary(findings.counts)])


def _waived(item: Diagnostic, style: Style) -> str:
    return f" [{style('waived', 'help')}: {visible(' '.join(item.waived.because.split()))}]" if item.waived else ""


def visible(text: str) -> str:
    """Text on one line in which nothing is hidden: controls and direction overrides are written as escapes."""
    return _INVISIBLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _frame(span: Span, lines: Lines, style: Style, role: str) -> list[str]:
    text = lines.get(span.path)
    if text is None or span.start.line >= len(text) or not text[span.start.line].strip():
        return []
    last = min(max(span.start.line, span.end.line - (span.end.column == 0)), span.start.line + MAX_LINES - 1)
    last = min(last, len(text) - 1)
    gutter = len(str(last + 1))
    result = []
    for number in range(span.start.line, last + 1):
        line = text[number]
        if not line.strip():
            result.append(f"  {style(f'{number + 1:>{gutter}} |', 'frame')}")
            continue
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
        0
        if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf")
        else 2
        if unicodedata.east_asian_width(character) in "WF"
        else 1
        for character in text
    )
