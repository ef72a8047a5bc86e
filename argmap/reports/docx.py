"""The table of authorities as a Word document, written by python-docx (extra `office`)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

from argmap.citing.table import Part, Place, Table
from argmap.diagnostics import ArgmapError
from argmap.reports.authorities import COLUMN_HEADS, NOWHERE, as_of_words, counts, place_words, remarks_words
from argmap.reports.text import visible

_DAY_ONE = (1980, 1, 1, 0, 0, 0)
"""The oldest time a zip file can name: a document says nothing of when it was made."""


_WIDTHS = (170, 85, 225)
"""Points for authority, place and use; with margins of 56 points they fill an A4 page."""
_POINT = 12700
"""Of the units in which the library measures."""


def docx_report(tables: Sequence[Table]) -> bytes:
    """The document: a heading for each map and part, a table of authority, place and use. Raises ArgmapError."""
    try:
        import docx  # noqa: PLC0415  # an extra
    except ImportError as error:
        raise ArgmapError("Word documents are an extra: install it with `pip install 'argmap[office]'`.") from error
    document = docx.Document()
    title = " · ".join(visible(table.title) for table in tables)
    document.core_properties.title = f"Table of authorities: {title}"[:255]
    document.core_properties.author = document.core_properties.comments = ""
    page: Any = document.sections[0]
    page.page_width, page.page_height = 595 * _POINT, 842 * _POINT
    page.left_margin = page.right_margin = 56 * _POINT
    normal: Any = document.styles["Normal"]
    normal.font.size = 10 * _POINT
    normal.paragraph_format.space_after = 2 * _POINT
    for table in tables:
        document.add_heading(f"{visible(table.title)}: table of authorities", 1)
        document.add_paragraph(f"{counts(table)}{as_of_words(table)}.")
        for part in table.parts:
            _part(document, table, part)
    out = io.BytesIO()
    document.save(out)
    return _without_times(out.getvalue())


def _part(document: Any, table: Table, part: Part) -> None:
    document.add_heading(part.heading, 2)
    grid = document.add_table(rows=1, cols=len(COLUMN_HEADS), style="Table Grid")
    grid.autofit = False
    for column, width in zip(grid.columns, _WIDTHS, strict=True):
        column.width = width * _POINT
    _fill(grid.rows[0], COLUMN_HEADS)
    for cell in grid.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True
    _repeated(grid.rows[0])
    for row in part.rows:
        for number, place in enumerate(row.places):
            line = grid.add_row()
            name = "" if number else f"{visible(row.citation)}{remarks_words(row)}"
            cells = _fill(line, (name, visible(place_words(place)), ""))
            cells[0]._tc.vMerge = "continue" if number else "restart"
            _uses(cells[2], table, place)


def _uses(cell: Any, table: Table, place: Place) -> None:
    """The question of each issue, and under it what the place is cited for, in the words of the map."""
    for number, (issue, uses) in enumerate(place.by_issue.items()):
        question = cell.add_paragraph() if number else cell.paragraphs[0]
        question.add_run(_line(table.questions.get(issue, NOWHERE))).italic = True
        for use in uses:
            role = f" ({use.role})" if use.role else ""
            cell.add_paragraph(f"{'Rule: ' if use.is_rule else ''}{_line(use.says)}{role}")


def _line(text: str) -> str:
    return visible(" ".join(text.split()))


def _fill(line: Any, texts: Iterable[str]) -> list[Any]:
    cells = list(line.cells)
    for cell, text, width in zip(cells, texts, _WIDTHS, strict=True):
        cell.text, cell.width = text, width * _POINT
    return cells


def _repeated(line: Any) -> None:
    """Have the heading of a table stand again on every page it runs over."""
    from docx.oxml import OxmlElement  # noqa: PLC0415  # an extra

    line._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _without_times(document: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept:
        for item in made.infolist():
            entry = zipfile.ZipInfo(item.filename, _DAY_ONE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            kept.writestr(entry, made.read(item))
    return out.getvalue()
