"""Reading what can be read of a text that is not YAML throughout.

An argument file is shallow at the top: sections, in a section entries under their ids, in an entry fields. A syntax
error spoils one field as a rule. So a block that cannot be read is cut into the parts that start at its own margin;
parts are tried together by halves, then one by one, then each is cut up in its turn. Every broken part is reported; in
its place stands UNREADABLE, and the ids in it are remembered as lost. Each level reads a text at most once for every
halving that its errors need, so the work grows with the size of the text, not with its square.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from argmap.diagnostics import defect
from argmap.reading.events import UNREADABLE, Failure, Key, Node, Tree, Twice, key_twice, parse, several_documents
from argmap.reading.filetext import FileText
from argmap.reading.limits import PARTS
from argmap.reading.lines import LineKey, is_blank, is_item, key_of, margin, word_of
from argmap.reading.phrases import shown
from argmap.reading.syntax import explain, is_tab
from argmap.reading.tabs import guessed_margins, tabs_used, without_tabs

_LEVELS = 4
_INLINE_ID = re.compile(r"\bid: *['\"]?([a-z0-9][a-z0-9-]*)")


class _Part(NamedTuple):
    """The lines from `first` up to `end` that belong to one key or list item; whether its indentation fits."""

    first: int
    end: int
    fits: bool


class Repaired(NamedTuple):
    """What could be read of a text: its tree, and the ids of what could not be."""

    tree: Tree
    lost: frozenset[str]


def read_parts(file: FileText, failure: Failure) -> Repaired:
    """Read a text that is not YAML throughout because of `failure`."""
    if failure.check == "too-large":
        tree = Tree(data={})
        tree.found.add(explain(failure, file))
        return Repaired(tree, frozenset())
    parts = _Parts(file)
    if parts.read_tabs_as_spaces(is_cause=is_tab(failure, file)):
        tree = parse(parts.file)
        if tree.failure is None:
            tree.found.extend(parts.tree.found)
            return Repaired(tree, frozenset())
    parts.read()
    if not parts.told:
        parts.tree.found.add(explain(failure, file))
    return Repaired(parts.tree, frozenset(parts.lost))


class _Parts:
    def __init__(self, file: FileText) -> None:
        self.file = file
        self.lines = file.text.splitlines(keepends=True)
        self.tree = Tree()
        self.lost: set[str] = set()
        self.margins: dict[int, int] = {}
        self.told = False
        self.breaks = 0

    # -- the whole ---------------------------------------------------------------------------------------------------

    def read_tabs_as_spaces(self, *, is_cause: bool) -> bool:
        """Go on with a text without tabs in its indentation; whether it can perhaps be read whole then."""
        untabbed = without_tabs(self.file, is_cause=is_cause)
        if not is_cause and not untabbed.tabbed:
            return False
        if untabbed.tabbed:
            self.told = True
            self.tree.found.add(tabs_used(self.file, untabbed.tabbed))
        self.file = untabbed.file
        self.lines = self.file.text.splitlines(keepends=True)
        if untabbed.is_mixed:
            self.margins = guessed_margins(self.lines, untabbed.tabbed)
        return is_cause and not untabbed.is_mixed

    def read(self) -> None:
        """Read the text in parts; the result is in `tree`, `lost` and `told`."""
        first, end = 0, len(self.lines)
        is_open = False
        for number, line in enumerate(self.lines):
            mark = line[:3] in ("---", "...") and not line[3:].strip()
            if mark and (is_open or line[0] == "."):
                if any(not is_blank(later) for later in self.lines[number + 1 :]):
                    several_documents(self.tree.found, self.file, self.file.starts[number])
                    self.tree.has_more = True
                end = number
                break
            if mark:
                first, is_open = number + 1, True
            is_open = is_open or not (is_blank(line) or line[0] == "%")
        if all(is_blank(line) for line in self.lines[first:end]):
            return
        self.tree.data, self.tree.node = self._block(first, end, 0, is_broken=True)

    # -- blocks and parts --------------------------------------------------------------------------------------------

    def _block(self, first: int, end: int, level: int, *, is_broken: bool) -> tuple[Any, Node]:
        """What the lines say, as far as it can be read; `is_broken` where they are known to be unreadable as a whole."""
        parts = self._cut(first, end)
        pieces: list[tuple[Any, Node]] = []
        run: list[_Part] = []
        for part in parts:
            if part.fits:
                run.append(part)
                continue
            pieces += self._run(run, level)
            pieces.append(self._misfit(part))
            run = []
        pieces += self._run(run, level, is_broken=is_broken and len(run) == len(parts))
        return self._joined(pieces, level)

    def _cut(self, first: int, end: int) -> list[_Part]:
        starts: list[tuple[int, bool]] = []
        step, is_list = -1, False
        for number in range(first, end):
            line = self.lines[number]
            if is_blank(line):
                continue
            indent, mark = self._margin(number), line.strip()[:1]
            if step < 0:
                step, is_list = indent, is_item(line)
            elif indent > step or mark in ("]", "}") or (indent == step and not is_list and is_item(line)):
                continue
            starts.append((number, indent == step))
            if len(starts) == PARTS:
                break
        ends = [number for number, _ in starts[1:]] + [end]
        return [_Part(number, after, fits) for (number, fits), after in zip(starts, ends, strict=True)]

    def _run(self, parts: list[_Part], level: int, *, is_broken: bool = False) -> list[tuple[Any, Node]]:
        """What the parts say: together if they can be read so, else half by half."""
        if not parts:
            return []
        if len(parts) == 1 or not is_broken:
            tree = parse(self.file, self._at(parts[0].first), self._at(parts[-1].end))
            if tree.failure is None:
                self.tree.found.extend(tree.found)
                self.tree.twice += [item._replace(depth=item.depth + level) for item in tree.twice]
                return [(tree.data, tree.node)]
            if len(parts) == 1:
                return [self._broken(parts[0], tree.failure, level)]
        half, breaks = len(parts) // 2, self.breaks
        pieces = self._run(parts[:half], level)
        return pieces + self._run(parts[half:], level, is_broken=self.breaks == breaks)

    def _broken(self, part: _Part, failure: Failure, level: int) -> tuple[Any, Node]:
        """A part that cannot be read as it is: a key of which some fields may be, or nothing but a loss."""
        self.breaks += 1
        header = self.lines[part.first]
        body = next((n for n in range(part.first + 1, part.end) if not is_blank(self.lines[n])), None)
        if level < _LEVELS and body is not None and not is_item(header):
            key, below = key_of(header), self.lines[body]
            is_deeper = self._margin(body) > self._margin(part.first)
            if key and key.is_bare and (is_deeper or is_item(below)):
                return self._keyed(part, key, self._block(body, part.end, level + 1, is_broken=True))
            word = word_of(header)
            if word and is_deeper and (key_of(below) or is_item(below)):
                self._no_colon(part, word)
                return self._keyed(part, word, self._block(body, part.end, level + 1, is_broken=False))
        self._report(part, failure)
        return self._loss(part)

    def _keyed(self, part: _Part, key: LineKey, value: tuple[Any, Node]) -> tuple[Any, Node]:
        """A mapping of one key, which stands in the first line of the part."""
        start, end = self._at(part.first) + key.start, self._at(part.first) + key.end
        return {key.key: value[0]}, (start, value[1][1], {key.key: (start, end, value[1])})

    def _misfit(self, part: _Part) -> tuple[Any, Node]:
        if part.first not in self.margins:
            line = self.lines[part.first]
            start, end = self._at(part.first) + margin(line), self._at(part.first) + len(line.rstrip())
            message = "The indentation of this line fits no line above it."
            self._tell("syntax", message, start, end, "Indent it like the lines beside it.")
        return self._loss(part)

    def _loss(self, part: _Part) -> tuple[Any, Node]:
        """Nothing could be read of a part: what stands in its place; the ids in it are lost."""
        lines = self.lines[part.first : part.end]
        for line in lines:
            found = key_of(line) or word_of(line)
            if found:
                self.lost.add(found.key)
            self.lost.update(_INLINE_ID.findall(line))
        start = self._at(part.first) + margin(lines[0])
        node: Node = (start, start + len(lines[0].strip()), None)
        if is_item(lines[0]):
            return [UNREADABLE], (start, node[1], [node])
        key = key_of(lines[0])
        if key is None:
            return UNREADABLE, node
        return self._keyed(part, key, (UNREADABLE, node))

    # -- putting together --------------------------------------------------------------------------------------------

    def _joined(self, pieces: list[tuple[Any, Node]], level: int) -> tuple[Any, Node]:
        """One mapping or one list made of the pieces; what is of another kind than the first of these is told."""
        kind = next((type(data) for data, _ in pieces if type(data) in (dict, list)), None)
        if kind is None:
            return UNREADABLE, pieces[0][1]
        data, nodes = kind(), kind()
        for whole, place in pieces:
            piece, at = self._stray(whole, place, kind)
            if type(piece) is not kind:
                continue
            if kind is list:
                data += piece
                nodes += at[2]
            else:
                for key, value in piece.items():
                    self._put(key, value, at[2][key], data, nodes, level)  # type: ignore[index]  # the node of a dict holds keys
        return data, (pieces[0][1][0], pieces[-1][1][1], nodes)

    def _stray(self, piece: Any, at: Node, kind: type) -> tuple[Any, Node]:
        """A piece as it is; told and turned into a loss where it is no mapping (or list) among the others."""
        if type(piece) is kind or piece is None or piece is UNREADABLE:
            return piece, at
        help_text = "Check this line and the ones beside it."
        if isinstance(piece, str):
            key, colon, _ = piece.partition(":")
            self.lost.add(piece.split()[0] if piece.split() else "")
            sentence, help_text = "Text stands among list items.", "Start it with `- `, or indent it."
            if kind is dict:
                sentence = "A key needs a colon and a space after it."
                help_text = "Write `key: value`, or indent the line if it continues the text above."
                if colon and key.strip():
                    self._tell("syntax", sentence, at[0], at[1], help_text)
                    return {key: UNREADABLE}, (at[0], at[1], {key: (at[0], at[0] + len(key), at)})
        else:
            sentence = "A list item stands among keys." if kind is dict else "A key stands among list items."
            self.lost.update(piece if isinstance(piece, dict) else ())
        self._tell("syntax", sentence, at[0], at[1], help_text)
        return UNREADABLE, at

    def _put(self, key: str, value: Any, node: Key, data: dict[str, Any], nodes: dict[str, Key], level: int) -> None:
        if key not in nodes:
            data[key], nodes[key] = value, node
            return
        if self.tree.found.wants(self.file.path, "duplicate-key"):
            key_twice(self.tree.found, self.file, key, node[:2], nodes[key])
        if node[2][2]:
            self.tree.twice.append(Twice(level + 1, key, node[0], node[1], value, node[2]))

    # -- telling -----------------------------------------------------------------------------------------------------

    def _report(self, part: _Part, failure: Failure) -> None:
        line = self.file.position(failure.at).line
        if line in self.margins or part.first in self.margins:
            return
        self.told = True
        self.tree.found.add(explain(failure, self.file))

    def _no_colon(self, part: _Part, word: LineKey) -> None:
        start, end = self._at(part.first) + word.start, self._at(part.first) + word.end
        self._tell(
            "syntax",
            f"{shown(word.key)} needs a colon after it.",
            start,
            end,
            "Write it, and what belongs to the key below it, indented.",
        )

    def _tell(self, check: str, message: str, start: int, end: int, help_text: str) -> None:
        self.told = True
        if self.tree.found.wants(self.file.path, check):
            self.tree.found.add(defect(check, message, self.file.span(start, end), help_text))

    def _margin(self, number: int) -> int:
        return self.margins.get(number, margin(self.lines[number]))

    def _at(self, line: int) -> int:
        starts = self.file.starts
        return starts[line] if line < len(starts) else len(self.file.text)
