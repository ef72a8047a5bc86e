"""The table of authorities as text, Markdown, CSV and plain data."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap
from typing import Any

from argmap.citing.table import Place, Row, Table, Use
from argmap.reports.findings import plural
from argmap.reports.json import written
from argmap.reports.markdown import escaped
from argmap.reports.text import Style, plain, visible

WHOLE = "as a whole"
MAX_WIDTH = 110
"""Characters of a line on the screen; `MAX_PLACE` of them for a pinpoint, and a longer one pushes its line out."""
MAX_PLACE = 30
COLUMN_HEADS = ("Authority", "Place", "Cited for")
_WHOLE_WORDS: dict[str, Any] = {"break_on_hyphens": False, "break_long_words": False}
NOWHERE = "in no issue"
_COLUMNS = ("map", "part", "id", "citation", "place", "cited for", "issue", "role", "url", "remarks")
_FORMULA = ("=", "+", "-", "@", "\t")


def text_report(tables: Sequence[Table], style: Style = plain) -> str:
    """The tables as a terminal shows them."""
    return "\n\n".join("\n\n".join(_text(table, style)) for table in tables)


def _text(table: Table, style: Style) -> Iterator[str]:
    yield f"{style(visible(table.title), 'place')}{as_of_words(table)}\n{counts(table)}"
    for part in table.parts:
        lines = [style(part.heading.upper(), "place")]
        for row in part.rows:
            lines.append(f"  {visible(row.citation)} [{row.name}]{remarks_words(row)}")
            width = min(MAX_PLACE, max(len(visible(place_words(place))) for place in row.places))
            lines += [line for place in row.places for line in _place_lines(place, width)]
        yield "\n".join(lines)


def _place_lines(place: Place, width: int) -> list[str]:
    begin, under = f"    {visible(place_words(place)):<{width}}  ", " " * (width + 6)
    return wrap(uses_words(place), MAX_WIDTH, initial_indent=begin, subsequent_indent=under, **_WHOLE_WORDS)


def markdown_report(tables: Sequence[Table]) -> str:
    """The tables as Markdown, one table a part."""
    return "\n\n".join("\n\n".join(_markdown(table)) for table in tables)


def _markdown(table: Table) -> Iterator[str]:
    yield f"# {escaped(table.title)}: table of authorities"
    yield f"{counts(table)}{as_of_words(table)}."
    for part in table.parts:
        lines = [f"## {part.heading}", "", f"| {' | '.join(COLUMN_HEADS)} |", "|---|---|---|"]
        for row in part.rows:
            link = f"[{escaped(row.citation)}](<{row.url}>)" if _is_linkable(row.url) else escaped(row.citation)
            for number, place in enumerate(row.places):
                begin = "" if number else f"{link} {escaped(remarks_words(row))}".rstrip()
                lines.append(f"| {begin} | {escaped(place_words(place))} | {escaped(uses_words(place))} |")
        yield "\n".join(lines)


def csv_report(tables: Sequence[Table]) -> str:
    """One line for each use, with a heading; cells that a spreadsheet would calculate are kept from it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for table in tables:
        for part in table.parts:
            for row in part.rows:
                for place in row.places:
                    for use in place.uses:
                        cells = (table.title, part.heading, row.name, row.citation, place.pinpoint or "", use.owner)
                        more = (use.issue, use.role, row.url or "", "; ".join(row.warnings))
                        writer.writerow([_cell(value) for value in (*cells, *more)])
    return out.getvalue().rstrip("\n")


def json_report(tables: Sequence[Table], paths: Sequence[str]) -> str:
    """Plain data: `{"map", "parts": [{"heading", "authorities": [...]}]}`, under `"maps"` where there are several."""
    found = {path: _object(table) for path, table in zip(paths, tables, strict=True)}
    return written({"maps": found} if len(found) > 1 else next(iter(found.values())))


def _object(table: Table) -> dict[str, Any]:
    return {
        "map": table.title,
        "as_of": table.as_of,
        "parts": [
            {"heading": part.heading, "authorities": [_authority(row) for row in part.rows]} for part in table.parts
        ],
    }


def _authority(row: Row) -> dict[str, Any]:
    return {
        "id": row.name,
        "citation": row.citation,
        "url": row.url,
        "remarks": list(row.warnings),
        "places": [
            {
                "at": place.pinpoint,
                "uses": [
                    {"rule" if use.is_rule else "assertion": use.owner, "issue": use.issue or None, "role": use.role}
                    for use in place.uses
                ],
            }
            for place in row.places
        ],
    }


def counts(table: Table) -> str:
    """`103 authorities, 240 uses`."""
    rows = list(table.rows)
    number = "1 authority" if len(rows) == 1 else f"{len(rows)} authorities"
    return f"{number}, {plural(sum(len(place.uses) for row in rows for place in row.places), 'use')}"


def as_of_words(table: Table) -> str:
    """`, as of 2020-01-03`, or nothing."""
    return f", as of {table.as_of}" if table.as_of else ""


def place_words(place: Place) -> str:
    """The pinpoint, or that it is cited as a whole."""
    return " ".join(place.pinpoint.split()) if place.pinpoint else WHOLE


def remarks_words(row: Row) -> str:
    """What a reader should know before relying on it, in brackets."""
    return f" ({', '.join(row.warnings)})" if row.warnings else ""


def uses_words(place: Place) -> str:
    """`use-of-force: charter-breach, rule self-defence-51; immunity: envoy (contradicts)`."""
    return "; ".join(f"{issue or NOWHERE}: {', '.join(_named(uses))}" for issue, uses in place.by_issue.items())


def _named(uses: Iterable[Use]) -> Iterator[str]:
    for use in uses:
        name = f"rule {use.owner}" if use.is_rule else use.owner
        yield f"{name} ({use.role})" if use.role else name


def _is_linkable(url: str | None) -> bool:
    return bool(url) and not any(sign in str(url) for sign in "<>\\|\n")


def _cell(value: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{value}" if value.startswith(_FORMULA) else value
