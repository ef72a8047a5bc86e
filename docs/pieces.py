"""What every generated page is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

MARK = "<!-- Written by `./dev docs` from the code. Change the code, not this page. -->"


def head(title: str, *lines: str) -> Iterator[str]:
    yield from (MARK, "", f"# {title}", "", *lines, "")


def table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    names = list(header)
    yield f"| {' | '.join(names)} |"
    yield f"| {' | '.join('---' for _ in names)} |"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"
    yield ""
