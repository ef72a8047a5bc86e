"""Reading what can be read of a text that is not YAML throughout.

An argument file is shallow at the top: sections, in a section entries under their ids, in an entry fields. A syntax
error spoils one field as a rule. So a block that cannot be read is cut into the parts that start at its own margin;
parts are tried together by halves, then one by one, then each is cut up in its turn. Every broken part is reported; in
its place stands UNREADABLE, and the ids in it are remembered as lost. Each level reads a text at most once for every
halving that its errors need, so the work grows with the size of the text, not with its square.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple, TypeAlias

from argmap.diagnostics import defect
from argmap.model.file import NOUN_SECTIONS
from argmap.reading.blocks import Lines, Part
from argmap.reading.events import parse
from argmap.reading.filetext import FileText
from argmap.reading.lines import LineKey, ids_within, is_blank, is_item, key_of, margin, word_of
from argmap.reading.phrases import shown
from argmap.reading.slips import keys_twice, several_documents
from argmap.reading.syntax import explain, is_tab
from argmap.reading.tabs import guessed_margins, tabs_used, without_tabs
from argmap.reading.tree import UNREADABLE, Failure, Key, Node, Tree, Twice

_LEVELS = 4
_USE_SPACES = "Indent with spaces, two a level."
_INLINE_ID = re.compile(r"\bid: *['\"]?([a-z0-9][a-z0-9-]*)")


_Piece: TypeAlias = "tuple[Any, Node]"
"""What some lines say, and where it stands."""


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


def read_entry(file: FileText, first: int, end: int) -> Repaired | None:
    """Read the lines of one entry of a section, which are not YAML, as `read_parts` does where all else is.

    None where these lines alone do not tell what was meant.
    """
    parts = _Parts(file)
    pieces = parts._run([Part(first, end, fits=True)], 1)
    if len(pieces) != 1 or parts.hoisted or not parts.told or not isinstance(pieces[0][0], dict):
        return None
    parts.tree.data, parts.tree.node = pieces[0]
    return Repaired(parts.tree, frozenset(parts.lost))


class _Parts:
    def __init__(self, file: FileText) -> None:
        self.written = self.file = file
        self.lines = Lines(file.text)
        self.tree = Tree()
        self.lost: set[str] = set()
        self.hoisted: list[_Piece] = []
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
        self.lines = Lines(self.file.text)
        if untabbed.is_mixed:
            self.lines.margins = guessed_margins(self.lines.lines, untabbed.tabbed)
        return is_cause and not untabbed.is_mixed

    def read(self) -> None:
        """Read the text in parts; the result is in `tree`, `lost` and `told`."""
        first, end = 0, len(self.lines)
        is_open = False
        for number, line in enumerate(self.lines.lines):
            mark = line[:3] in ("---", "...") and not line[3:].strip()
            if mark and (is_open or line[0] == "."):
                if any(not is_blank(later) for later in self.lines.lines[number + 1 :]):
                    several_documents(self.tree.found, self.file, self.file.starts[number])
                    self.tree.has_more = True
                end = number
                break
            if mark:
                first, is_open = number + 1, True
            is_open = is_open or not (is_blank(line) or line[0] == "%")
        if all(is_blank(line) for line in self.lines.lines[first:end]):
            return
        whole = self._block(first, end, 0, is_broken=True)
        self.tree.data, self.tree.node = self._joined([whole, *self.hoisted], 0) if self.hoisted else whole

    # -- blocks and parts --------------------------------------------------------------------------------------------

    def _block(self, first: int, end: int, level: int, *, is_broken: bool) -> _Piece:
        """What the lines say, as far as it can be read; `is_broken` where they are known not to be readable whole."""
        parts = self.lines.cut(first, end) if level else self.lines.sections(first, end)
        pieces: list[_Piece] = []
        run: list[Part] = []
        for part in parts:
            if part.fits:
                run.append(part)
                continue
            pieces += self._run(run, level)
            pieces += self._misfit(part, level)
            run = []
        pieces += self._run(run, level, is_broken=is_broken and len(run) == len(parts))
        return self._joined(pieces, level)

    def _run(self, parts: list[Part], level: int, *, is_broken: bool = False) -> list[_Piece]:
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

    def _broken(self, part: Part, failure: Failure, level: int) -> _Piece:
        """A part that cannot be read as it is: a key of which some fields may be, or nothing but a loss."""
        self.breaks += 1
        header = self.lines[part.first]
        body = self.lines.following(part.first, part.end)
        if level < _LEVELS and body is not None and not is_item(header):
            key, below = key_of(header), self.lines[body]
            is_deeper = self.lines.margin(body) > self.lines.margin(part.first)
            if key and key.is_bare and (is_deeper or is_item(below)):
                return self._keyed(part, key, self._block(body, part.end, level + 1, is_broken=True))
            word = word_of(header)
            if word and is_deeper and (key_of(below) or is_item(below)):
                self._no_colon(part, word)
                return self._keyed(part, word, self._block(body, part.end, level + 1, is_broken=False))
        self._report(part, failure)
        return self._loss(part)

    def _keyed(self, part: Part, key: LineKey, value: _Piece) -> _Piece:
        """A mapping of one key, which stands in the first line of the part."""
        start, end = self._at(part.first) + key.start, self._at(part.first) + key.end
        return {key.key: value[0]}, (start, value[1][1], {key.key: (start, end, value[1])})

    def _misfit(self, part: Part, level: int) -> list[_Piece]:
        """A part whose indentation fits nothing; an entry, or a section among entries, is read all the same."""
        if part.first not in self.lines.margins:
            line = self.lines[part.first]
            start, end = self._at(part.first) + margin(line), self._at(part.first) + len(line.rstrip())
            if "\t" in self.written.text[self._at(part.first) : start]:
                self._tell("tab", "A tab is used for indentation.", start - 1, start, _USE_SPACES)
            else:
                message = "The indentation of this line fits no line above it."
                self._tell("syntax", message, start, end, "Indent it like the lines beside it.")
        below = self.lines.following(part.first, part.end)
        is_deeper = below is not None and self.lines.margin(below) > self.lines.margin(part.first)
        key = key_of(self.lines[part.first])
        if level != 1 or not is_deeper or key is None or not key.is_bare:
            return [self._loss(part)]
        if key.key in NOUN_SECTIONS:
            self.hoisted += self._run([part], 0)
            return []
        return self._run([part], level)

    def _loss(self, part: Part) -> _Piece:
        """Nothing could be read of a part: what stands in its place; the ids in it are lost."""
        lines = self.lines.lines[part.first : part.end]
        for line in lines:
            found = key_of(line) or word_of(line)
            if found:
                self.lost.add(found.key)
            self.lost.update(_INLINE_ID.findall(line))
        self.lost.update(ids_within(lines[0])[:1])
        start = self._at(part.first) + margin(lines[0])
        node: Node = (start, start + len(lines[0].strip()), None)
        if is_item(lines[0]):
            return [UNREADABLE], (start, node[1], [node])
        key = key_of(lines[0])
        if key is None:
            return UNREADABLE, node
        return self._keyed(part, key, (UNREADABLE, node))

    # -- putting together --------------------------------------------------------------------------------------------

    def _joined(self, pieces: list[_Piece], level: int) -> _Piece:
        """One mapping or one list made of the pieces; what is of another kind than the first of these is told."""
        kind = next((type(data) for data, _ in pieces if type(data) in (dict, list)), None)
        if kind is None:
            return UNREADABLE, pieces[0][1] if pieces else (0, 0, None)
        fitting = [piece for piece in (self._stray(*piece, kind) for piece in pieces) if type(piece[0]) is kind]
        start, end = pieces[0][1][0], pieces[-1][1][1]
        if kind is dict:
            data, nodes = self._mapping(fitting, level)
            return data, (start, end, nodes)
        items = [(item, node) for data, at in fitting for item, node in zip(data, at[2] or (), strict=True)]
        return [item for item, _ in items], (start, end, [node for _, node in items])  # type: ignore[misc]  # of lists

    def _mapping(self, pieces: list[_Piece], level: int) -> tuple[dict[str, Any], dict[str, Key]]:
        data: dict[str, Any] = {}
        nodes: dict[str, Key] = {}
        again: list[tuple[str, int, int]] = []
        for piece, at in pieces:
            for key, place in at[2].items():  # type: ignore[union-attr]  # the node of a dict holds keys
                if key not in nodes:
                    data[key], nodes[key] = piece[key], place
                    continue
                again.append((key, place[0], place[1]))
                if place[2][2]:
                    self.tree.twice.append(Twice(level + 1, key, place[0], place[1], piece[key], place[2]))
        if again:
            keys_twice(self.tree.found, self.file, (data, nodes), again)
        return data, nodes

    def _stray(self, piece: Any, at: Node, kind: type) -> _Piece:
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

    # -- telling -----------------------------------------------------------------------------------------------------

    def _report(self, part: Part, failure: Failure) -> None:
        line = self.file.position(failure.at).line
        if line in self.lines.margins or part.first in self.lines.margins:
            return
        self.told = True
        self.tree.found.add(explain(failure, self.file))

    def _no_colon(self, part: Part, word: LineKey) -> None:
        start, end = self._at(part.first) + word.start, self._at(part.first) + word.end
        message, help_text = (
            f"{shown(word.key)} needs a colon after it.",
            "Write it, and indent what belongs to the key.",
        )
        self._tell("syntax", message, start, end, help_text)

    def _tell(self, check: str, message: str, start: int, end: int, help_text: str) -> None:
        self.told = True
        if self.tree.found.wants(self.file.path, check):
            self.tree.found.add(defect(check, message, self.file.span(start, end), help_text))

    def _at(self, line: int) -> int:
        starts = self.file.starts
        return starts[line] if line < len(starts) else len(self.file.text)
