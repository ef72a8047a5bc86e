"""Diagnostics: the only way argmap tells a user that something is wrong, missing or open to question."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple


class ArgmapError(Exception):
    """The environment is broken (no engine, unwritable folder): caught once a shell, shown as one sentence."""


class Severity(StrEnum):
    """How bad a diagnostic is; `rank` orders them, worst first."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for an error, 1 for a warning, 2 for a note."""
        return _RANKS[self]


_RANKS = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


class Nature(StrEnum):
    """What a diagnostic is about: a file that is wrong, an argument that is thin, or a question it must survive."""

    DEFECT = "defect"
    GAP = "gap"
    QUESTION = "question"


class Position(NamedTuple):
    """A place in a text: zero-based line and column, the column in code points."""

    line: int
    column: int


class Span(NamedTuple):
    """A stretch of one file, from `start` up to but without `end`."""

    path: Path
    start: Position
    end: Position


class Related(NamedTuple):
    """A second place that belongs to a diagnostic, with a few words on why."""

    span: Span
    message: str


class Impact(NamedTuple):
    """How much turns on a subject: how many issue outcomes and labels of other assertions change with it."""

    issues: int = 0
    assertions: int = 0


NO_IMPACT = Impact()
WHOLE_MAP = "map"
"""The subject of a diagnostic about a map as a whole."""
CAUSES = frozenset({"unreadable-file", "not-utf-8", "too-large", "empty-file"})
"""Codes of files of which nothing, or not all, is read: other diagnostics may only follow from them."""
_NAMED = re.compile("`([^`]+)`|“([^”]+)”")


class Excuse(NamedTuple):
    """Why a diagnostic is waived: the text of the waiver, who gave it and until when it holds."""

    because: str
    by: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing to tell the user.

    `check` is the code (a name such as `missing-pinpoint`), `message` one sentence that names the thing by its id,
    `help` what to write instead, `subject` the id of the thing (WHOLE_MAP for the map
    itself, empty for a whole file), `details` what it is about
    besides, where the message does not name all of it.
    """

    check: str
    severity: Severity
    nature: Nature
    message: str
    span: Span
    help: str = ""
    subject: str = ""
    related: tuple[Related, ...] = ()
    impact: Impact = NO_IMPACT
    waived: Excuse | None = None
    details: tuple[str, ...] = ()

    @property
    def about(self) -> tuple[str, ...]:
        """What it names besides its subject, sorted: what is missing, cited, opposed; by this two alike are told apart.

        These are its `details`, or else what its message has between backticks or quotation marks.
        """
        named = self.details or (tick or word for tick, word in _NAMED.findall(self.message))
        return tuple(sorted({*named} - {self.subject}))

    def with_changes(self, **changes: object) -> Diagnostic:
        """The same diagnostic with some fields replaced."""
        return replace(self, **changes)  # type: ignore[arg-type]  # dataclass fields by name


def defect(check: str, message: str, span: Span, help: str = "", subject: str = "", *related: Related) -> Diagnostic:
    """An error of nature *defect*: the file does not say what a file may say."""
    return Diagnostic(check, Severity.ERROR, Nature.DEFECT, message, span, help, subject, related)


def by_place(diagnostic: Diagnostic) -> tuple[bool, str, Position, Position, str, str]:
    """Sort key: causes of others first; then file, place, code, message."""
    span = diagnostic.span
    return (
        diagnostic.check not in CAUSES,
        span.path.as_posix(),
        span.start,
        span.end,
        diagnostic.check,
        diagnostic.message,
    )
