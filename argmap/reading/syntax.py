"""What libyaml says when a text is not YAML, in the user's words and with what to write instead."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from argmap.catalogue.keys import KEYS
from argmap.diagnostics import Diagnostic, Related, defect
from argmap.reading.filetext import FileText
from argmap.reading.limits import NESTING, VALUES
from argmap.reading.phrases import shown
from argmap.reading.tree import Failure

_QUOTE_IT = 'Put the text in quotation marks: `"…"`.'
_QUOTED = "put the text in quotation marks"


class _Words(NamedTuple):
    """Code, sentence and help, and which of the two places is meant.

    `start` is always that of the opening sign, `above` only where the reader stopped on a later line.
    """

    check: str
    sentence: str
    help: str
    place: Literal["here", "start", "above"] = "here"


def _unquoted(check: str, character: str) -> _Words:
    return _Words(check, f"An unquoted text cannot start with `{character}`.", _QUOTE_IT, "start")


_NO_CHARACTER = _Words("syntax", "This escape stands for no character.", "Write the character itself.")
# part of libyaml's problem or context → words; the first that fits is taken
_PLAIN = {
    "could not find expected ':'": _Words(
        "syntax",
        "A key needs a colon and a space after it.",
        "Write `key: value`, or indent the line if it continues the text above.",
        "start",
    ),
    "did not find expected ',' or ']'": _Words(
        "syntax",
        "A list in brackets is not closed, or lacks a comma.",
        "Close it with `]`; put commas between the items.",
        "above",
    ),
    "did not find expected ',' or '}'": _Words(
        "syntax",
        "A mapping in braces is not closed, or lacks a comma.",
        "Close it with `}`; put commas between the keys.",
        "above",
    ),
    "found unexpected end of stream": _Words(
        "syntax", "Quoted text is not closed.", "Close it with the same quotation mark.", "start"
    ),
    "found unexpected document indicator": _Words(
        "syntax",
        "Quoted text is not closed before the line `---` or `...`.",
        "Close it with the same quotation mark.",
        "start",
    ),
    "found unknown escape character": _Words(
        "syntax",
        "This backslash starts no escape that YAML knows.",
        "Double the backslash, or use single quotation marks.",
    ),
    "did not find expected hexdecimal number": _NO_CHARACTER,
    "invalid Unicode character escape code": _NO_CHARACTER,
    "while scanning an alias": _unquoted("alias", "*"),
    "while scanning an anchor": _unquoted("anchor", "&"),
    "while scanning a tag": _unquoted("yaml-tag", "!"),
    "while parsing a tag": _unquoted("yaml-tag", "!"),
    "undefined tag handle": _unquoted("yaml-tag", "!"),
    "while scanning a block scalar": _Words(
        "syntax",
        "A block of text starts on the line below its sign `|` or `>`.",
        f"Move the text down and indent it, or {_QUOTED}.",
        "start",
    ),
    "block sequence entries are not allowed": _Words(
        "syntax", "A list item cannot start here.", f"Start it on a line of its own, or {_QUOTED}."
    ),
    "directive": _Words(
        "syntax", "A line that starts with `%` at the left margin is no part of an argument file.", "Delete it."
    ),
    "incompatible YAML document": _Words("syntax", "This version of YAML is not known.", "Delete the line `%YAML`."),
}
_VALUE_BEFORE = re.compile(r"[{,]\s*[^\s,{}\[\]:]+:\s+[^,{}\[\]]*$")
"""A key and its value, up to where the reader stopped."""
_KEYS = frozenset(key for keys in KEYS.values() for key in keys)
_OPEN = ("[", "{", ",")
_ASKS = (*_OPEN, ":", "-", "?")
_NAMES = {"`": "a backtick", "": "nothing"}
_IN_QUOTES = {
    "'": "Inside single quotation marks an apostrophe is written twice: `'It''s so'`.",
    '"': 'Inside double quotation marks another one is written `\\"`; or put the whole text in single ones.',
}


def explain(failure: Failure, file: FileText) -> Diagnostic:
    """The defect for a text that could not be read, at its place."""
    at, since = _last_seen(failure, file.text), failure.since
    line = file.position(at).line
    words = _limit(failure) or _in_brackets(failure, file.text[at : at + 1], file.text[file.starts[line] : at])
    words = words or _by_context(failure, file.text[at : at + 1], file.text[file.starts[line] : at])
    words = words or _by_problem(failure)
    is_above = file.position(since).line < line
    place = since if words.place == "start" or (words.place == "above" and is_above) else at
    related: tuple[Related, ...] = ()
    if place == at and is_above and "block" not in failure.context:
        related = (Related(file.span(since, since), "the broken part starts here"),)
    return defect(words.check, words.sentence, file.span(place, place), words.help, "", *related)


def _last_seen(failure: Failure, text: str) -> int:
    """Where the reader stopped; where it missed a value after a sign that asks for one, that sign."""
    if "expected node content" in failure.problem:
        before = text[: failure.at].rstrip()
        is_same_line = not {"\n", "\r"} & set(text[len(before) : failure.at])
        if before.endswith(_ASKS if is_same_line else _OPEN):
            return len(before) - 1
    return failure.at


def is_tab(failure: Failure, file: FileText) -> bool:
    """Whether the text could not be read because a tab stands in its indentation."""
    if "tab character" in failure.problem:
        return True
    return "cannot start any token" in failure.problem and file.text[failure.at : failure.at + 1] == "\t"


def _limit(failure: Failure) -> _Words | None:
    if failure.check == "too-deep":
        help_text = "Give inner assertions an entry of their own under `assertions`."
        return _Words("too-deep", f"The nesting is deeper than {NESTING} levels.", help_text)
    if failure.check == "too-large":
        return _Words(
            "too-large", f"The file holds more than {VALUES:,} values.", "Split it into several files of one map."
        )
    return None


def _by_context(failure: Failure, following: str, before: str) -> _Words | None:
    """The words where they hang on what stands around the place."""
    problem, written = failure.problem, before.strip()
    if "tab character" in problem or "cannot start any token" in problem:
        return _bad_start("\t" if "tab" in problem else following)
    if "mapping values are not allowed" in problem:
        return _colon(written)
    if following == ":" and not written:
        return _Words("bad-key", "A key is missing before the colon.", "Write it.")
    if "expected key" in problem or "<document start>" in problem or "expected '-' indicator" in problem:
        return _misplaced(problem, written)
    if "expected node content" in problem:
        help_text = "Write it, or delete what asks for it; close what is open with `]` or `}`."
        side = "after" if following in _ASKS else "before"
        where = f"{side} `{following}`" if following.strip() else "here"
        return _Words("syntax", f"A value is missing {where}.", help_text)
    return None


def _colon(written: str) -> _Words:
    if re.fullmatch(r"(- +)*[^\s:'\"]+", written):
        key = written.lstrip("- ") + ":"
        sentence = f"{shown(key)} is indented as if it went on with the text above it."
        return _Words("syntax", sentence, "Indent it like the other keys of the same entry.")
    return _Words("syntax", "A colon with a space after it stands inside a text without quotation marks.", _QUOTE_IT)


def _in_brackets(failure: Failure, following: str, before: str) -> _Words | None:
    """The words where a text inside brackets holds a sign that ends it; None where a bracket or comma is missing."""
    if "did not find expected ',' or" not in failure.problem:
        return None
    word = before.split()[-1:] or [""]
    if following == ":" and _VALUE_BEFORE.search(before) and word[0] not in _KEYS:
        sentence = "A colon with a space after it stands inside a text without quotation marks."
        return _Words("syntax", sentence, f"{_QUOTE_IT} If a new key starts here, write a comma before it.")
    if before[-1:] in _IN_QUOTES and not following.isspace():
        return _Words("syntax", "Text follows a closing quotation mark.", _IN_QUOTES[before[-1]])
    return None


def _bad_start(character: str) -> _Words:
    if character == "\t":
        return _Words("tab", "A tab is used for indentation.", "Indent with spaces, two a level.")
    return _Words("syntax", f"An unquoted text cannot start with {_NAMES.get(character, f'`{character}`')}.", _QUOTE_IT)


def _misplaced(problem: str, written: str) -> _Words:
    end = written[-1:]
    if end in ("'", '"'):
        return _Words("syntax", "Text follows a closing quotation mark.", _IN_QUOTES[end])
    if end in ("]", "}"):
        return _Words("syntax", f"Text follows a closing `{end}`.", _QUOTE_IT)
    above = "list" if "'-'" in problem else "lines"
    return _Words("syntax", f"This line does not fit the {above} above it.", "Check its indentation.")


def _by_problem(failure: Failure) -> _Words:
    for part, words in _PLAIN.items():
        if part in failure.problem or part in failure.context:
            return words
    problem = failure.problem or failure.context
    return _Words("syntax", f"The text is not YAML here: {problem}.", "Check this line and the one above it.")
