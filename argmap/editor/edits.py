"""Edits of a text by place, and proof that a file still says what it should after them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from argmap.diagnostics import ArgmapError, Severity
from argmap.reading.load import load
from argmap.reading.source import Source, read_source


class Edit(NamedTuple):
    """Replace the text from one index up to another."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Change:
    """What becomes of one file: the edits of its text, and what it must say with them.

    `source` is the file as it was read, None for a new one; `expected` is None where the file is to go. With `mends`,
    the file may have errors: of syntax before, and afterwards those that could not be seen before.
    """

    path: Path
    edits: tuple[Edit, ...]
    expected: dict[str, Any] | None
    source: Source | None = None
    mends: bool = False

    @property
    def before(self) -> str:
        """The text as it was read; nothing for a new file."""
        return self.source.text if self.source else ""

    @property
    def after(self) -> str:
        """The text with the edits; nothing for a file that is to go."""
        return "" if self.expected is None else edited(self.before, self.edits)


def change(source: Source, edits: Iterable[Edit], expected: dict[str, Any], *, mends: bool = False) -> Change:
    """The change of a file that is there; what is put in takes the file's own line ends."""
    end = line_end(source.text)
    made = tuple(Edit(at, to, _with_ends(text, end)) for at, to, text in sorted(edits))
    return Change(source.path, made, expected, source, mends)


def created(path: Path, text: str) -> Change:
    """A new file with a text. Raises ValueError where the text is no mapping that can be read."""
    source = read_source(text.encode("utf-8"), path)
    if source.defects:
        raise ValueError(source.defects[0].message)
    return Change(path, (Edit(0, 0, text),), source.data)


def removed(source: Source) -> Change:
    """A file that goes."""
    return Change(source.path, (), None, source)


def line_end(text: str) -> str:
    """The line end that a text uses most."""
    windows, old = text.count("\r\n"), text.count("\r")
    unix = text.count("\n") - windows
    if windows > unix:
        return "\r\n"
    return "\r" if old - windows > unix else "\n"


def _with_ends(text: str, end: str) -> str:
    return text if end == "\n" or "\n" not in text else text.replace("\r\n", "\n").replace("\n", end)


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with all edits made. ValueError where two overlap."""
    parts, at = [], 0
    for edit in sorted(edits):
        if edit.start < at or edit.end < edit.start:
            raise ValueError("edits overlap")
        parts += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*parts, text[at:]])


def proven(planned: Change) -> str:
    """The text of a file after a change, which says exactly what is expected and has no new error.

    Raises ArgmapError where the file cannot be read in full, or would not say what is expected.
    """
    source = planned.source
    if source is not None and not planned.mends:
        refuse_broken(source)
    if planned.expected is None:
        return ""
    text = planned.after
    again = read_source(text.encode("utf-8", "surrogatepass"), planned.path)
    before = Counter(code for code, _ in errors_of(source, planned)) if source is not None else Counter[str]()
    for code, message in errors_of(again, planned):
        before[code] -= 1
        if before[code] < 0:
            raise ArgmapError(f"{_left(planned)}: with the change it would have an error. {message}")
    if again.data != planned.expected:
        raise ArgmapError(f"{_left(planned)}: argmap cannot change it safely the way it is written.")
    return text


def refuse_broken(source: Source) -> None:
    """Raises ArgmapError where a file cannot be read in full, so that a change might miss something in it."""
    if any(item.severity is Severity.ERROR for item in source.defects):
        raise ArgmapError(
            f"`{source.path}` cannot be read in full; `argmap check {source.path}` shows why. Mend it first."
        )


def errors_of(source: Source, planned: Change) -> list[tuple[str, str]]:
    """Code and message of each error that a file has by itself; where a change mends, of its YAML alone."""
    defects = source.defects if planned.mends else load(source).defects
    return [(item.check, item.message) for item in defects if item.severity is Severity.ERROR]


def _left(planned: Change) -> str:
    what = "is left as it was" if planned.source else "is not written"
    return f"`{planned.path}` {what}"
