"""A collection of defects that stays small whatever the files hold."""

from __future__ import annotations

from pathlib import Path

from argmap.diagnostics import Diagnostic
from argmap.reading.limits import SAME_DEFECT


class Found:
    """Defects as they are found: of one code in one file the first few are kept, the rest are counted."""

    def __init__(self) -> None:
        self._kept: dict[tuple[Path, str], list[Diagnostic]] = {}
        self._counts: dict[tuple[Path, str], int] = {}
        self.told = 0
        """How many defects were found so far, those that are only counted among them."""

    def add(self, item: Diagnostic, of: Path | None = None) -> None:
        """Keep a defect, or count it where its file has enough of the kind; `of` is what it is counted for instead."""
        path = of or item.span.path
        self.told += 1
        if self.wants(path, item.check):
            key = (path, item.check)
            self._kept.setdefault(key, []).append(item)
            self._counts[key] = self._counts.get(key, 0) + 1

    def wants(self, path: Path, check: str) -> bool:
        """Whether one more defect of the code would be kept for the file; where not, it is counted by this question.

        One more is kept than is shown: its place is where the count of the rest is told.
        """
        key = (path, check)
        if len(self._kept.get(key, ())) <= SAME_DEFECT:
            return True
        self._counts[key] += 1
        self.told += 1
        return False

    def extend(self, other: Found) -> None:
        """Take over all that another collection holds and counts."""
        for key, items in other._kept.items():
            kept = self._kept.setdefault(key, [])
            kept.extend(items[: SAME_DEFECT + 1 - len(kept)])
            self._counts[key] = self._counts.get(key, 0) + other._counts[key]

    def listed(self) -> tuple[Diagnostic, ...]:
        """The defects that are shown, and for each code and file that has more, how many those are."""
        shown: list[Diagnostic] = []
        for key, items in self._kept.items():
            hidden = self._counts[key] - SAME_DEFECT
            if hidden <= 1:
                shown.extend(items)
                continue
            shown.extend(items[:SAME_DEFECT])
            where = "in this file" if items[-1].span.path == key[0] else "like this"
            message = f"{hidden:,} more defects of the kind `{key[1]}` {where} are not listed."
            shown.append(items[-1].with_changes(message=message, help="", subject="", related=()))
        return tuple(shown)
