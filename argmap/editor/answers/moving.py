"""An entry that moves with its lines as they are written, comments and all."""

from __future__ import annotations

import re
from collections.abc import Set

from argmap.diagnostics import ArgmapError
from argmap.editor.edits import Change, Edit, change
from argmap.editor.insert import line_after
from argmap.reading.source import Source
from argmap.reading.tree import Node

_END = re.compile(r"\r\n|\n|\r")
_BEHIND = re.compile(r"[ \t]*,?[ \t]+#[^\r\n]*|[ \t]*")


def moved_lines(source: Source, node: Node, stays: Set[str]) -> tuple[str, str]:
    """The comment behind the `id` of a mapping, and the lines of its keys that move, without their margin.

    `stays` are the keys that do not move. Raises ArgmapError where a comment would be lost, or keys share a line.
    """
    text, inside = source.text, node[2]
    if not isinstance(inside, dict) or text[node[0]] == "{":
        raise ArgmapError("A comment would be lost.")
    keys = sorted((start, key) for key, (start, _, _) in inside.items())
    starts = [_line_start(text, start) for start, _ in keys]
    margin = keys[0][0] - starts[0]
    if any(text[line:start].strip() for line, (start, _) in zip(starts[1:], keys[1:], strict=True)):
        raise ArgmapError("Keys share a line.")
    bounds = [keys[0][0], *starts[1:], line_after(text, node[0] + len(text[node[0] : node[1]].rstrip()))]
    comment, lines = "", list[str]()
    for number, (_, key) in enumerate(keys):
        part = _END.split(text[bounds[number] : bounds[number + 1]])
        part = part[:-1] if part and not part[-1].strip() and number + 1 < len(keys) else part
        said = [part[0].strip(" "), *(line[margin:] if not line[:margin].strip() else line for line in part[1:])]
        if key not in stays:
            lines += said
            continue
        behind = _BEHIND.fullmatch(text, inside[key][2][1], bounds[number] + len(part[0]))
        if behind is None or (behind[0].strip() and key != "id"):
            raise ArgmapError("A comment would be lost.")
        comment = behind[0].rstrip() if key == "id" else comment
        lines += said[1:]
    return comment, "\n".join(lines)


def with_lines(source: Source, planned: Change, name: str, lines: str) -> Change:
    """The change that adds an entry, with these lines in place of those that say the same without comments."""
    opening = re.compile(rf"^([ \t]*){re.escape(name)}:[ \t]*$", re.MULTILINE)
    edits = []
    for edit in planned.edits:
        found = opening.search(edit.text)
        if found is None:
            raise ArgmapError("The entries do not stand on lines of their own.")
        margin = found[1] + "  "
        body = "\n".join(margin + line if line.strip() else line for line in _END.split(lines))
        tail = edit.text[len(edit.text.rstrip("\r\n")) :]
        edits.append(Edit(edit.start, edit.end, f"{edit.text[: found.end()]}\n{body}{tail}"))
    return change(source, edits, planned.expected or {})


def _line_start(text: str, index: int) -> int:
    return max(text.rfind("\n", 0, index), text.rfind("\r", 0, index)) + 1
