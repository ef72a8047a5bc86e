"""What libyaml says when a text is not YAML, in the user's words and with what to write instead."""

from __future__ import annotations

import re
from typing import NamedTuple

from argmap.diagnostics import Diagnostic, Related, defect
from argmap.reading.events import Failure
from argmap.reading.filetext import FileText
from argmap.reading.limits import NESTING, VALUES

_QUOTE_IT = 'Put the text in quotation marks: `"…"`.'


class _Words(NamedTuple):
    """Code, sentence and help; whether the place is where the broken part starts (an opening quotation mark, say)."""

    check: str
    sentence: str
    help: str
    at_start: bool = False


# part of libyaml's problem or context → words; the first that fits is taken
_PLAIN = {
    "could not find expected ':'": _Words(
        "syntax",
        "A key needs a colon and a space after it.",
        "Write `key: value`, or indent the line if it continues the text above.",
        at_start=True,
    ),
    "did not find expected ',' or ']'": _Words(
        "syntax",
        "A list in brackets is not closed, or lacks a comma.",
        "Close it with `]`; put commas between the items.",
        True,
    ),
    "did not find expected ',' or '}'": _Words(
        "syntax",
        "A mapping in braces is not closed, or lacks a comma.",
        "Close it with `}`; put commas between the keys.",
        True,
    ),
    "found unexpected end of stream": _Words(
        "syntax", "Quoted text is not closed.", "Close it with the same quotation mark.", True
    ),
    "found unexpected document indicator": _Words(
        "syntax",
        "Quoted text is not closed before the line `---` or `...`.",
        "Close it with the same quotation mark.",
        True,
    ),
    "found unknown escape character": _Words(
        "syntax",
        "This backslash starts no escape that YAML knows.",
        "Double the backslash, or use single quotation marks.",
    ),
    "did not find expected hexdecimal number": _Words(
        "syntax", "This escape stands for no character.", "Write the character itself."
    ),
    "invalid Unicode character escape code": _Words(
        "syntax", "This escape stands for no character.", "Write the character itself."
    ),
    "while scanning an alias": _Words("alias", "An unquoted text cannot start with `*`.", _QUOTE_IT, True),
    "while scanning an anchor": _Words("anchor", "An unquoted text cannot start with `&`.", _QUOTE_IT, True),
    "while scanning a tag": _Words("yaml-tag", "An unquoted text cannot start with `!`.", _QUOTE_IT, True),
    "while parsing a tag": _Words("yaml-tag", "An unquoted text cannot start with `!`.", _QUOTE_IT, True),
    "undefined tag handle": _Words("yaml-tag", "An unquoted text cannot start with `!`.", _QUOTE_IT, True),
    "found undefined tag handle": _Words("yaml-tag", "An unquoted text cannot start with `!`.", _QUOTE_IT, True),
    "while scanning a block scalar": _Words(
        "syntax",
        "A block of text starts on the line below its sign `|` or `>`.",
        f"Move the text down and indent it. If the sign is part of the text: {_QUOTE_IT[0].lower()}{_QUOTE_IT[1:]}",
        at_start=True,
    ),
    "block sequence entries are not allowed": _Words(
        "syntax",
        "A list item cannot start here.",
        f"Start it on a line of its own, or: {_QUOTE_IT[0].lower()}{_QUOTE_IT[1:]}",
    ),
    "directive": _Words(
        "syntax", "A line that starts with `%` at the left margin is no part of an argument file.", "Delete it."
    ),
    "incompatible YAML document": _Words("syntax", "This version of YAML is not known.", "Delete the line `%YAML`."),
}
_IN_QUOTES = {
    "'": "Inside single quotation marks an apostrophe is written twice: `'It''s so'`.",
    '"': 'Inside double quotation marks another one is written `\\"`; or put the whole text in single ones.',
}


def explain(failure: Failure, file: FileText) -> Diagnostic:
    """The defect for a text that could not be read, at its place."""
    line = file.position(failure.at).line
    before = file.text[file.starts[line] : failure.at]
    words = _limit(failure) or _by_context(failure, file.text, before) or _by_problem(failure)
    is_earlier = words.at_start and failure.since < failure.at
    place = failure.since if is_earlier else failure.at
    related: tuple[Related, ...] = ()
    if not is_earlier and file.position(failure.since).line < line and "block" not in failure.context:
        related = (Related(file.span(failure.since, failure.since), "the broken part starts here"),)
    return defect(words.check, words.sentence, file.span(place, place), words.help, "", *related)


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


def _by_context(failure: Failure, text: str, before: str) -> _Words | None:
    """The words where they hang on what stands around the place."""
    problem, written = failure.problem, before.strip()
    following = text[failure.at : failure.at + 1]
    if "tab character" in problem or "cannot start any token" in problem:
        return _bad_start("\t" if "tab" in problem else following)
    if "mapping values are not allowed" in problem:
        return _colon(written)
    if following == ":" and not written:
        return _Words("bad-key", "A key is missing before the colon.", "Write it.")
    if "expected key" in problem or "<document start>" in problem or "expected '-' indicator" in problem:
        return _misplaced(problem, written)
    if "expected node content" in problem:
        return _Words("syntax", "A value is missing here.", "Write it, or delete the comma.")
    return None


def _colon(written: str) -> _Words:
    if re.fullmatch(r"(- +)*[^\s:'\"]+", written):
        sentence = f"`{written.lstrip('- ')}:` is indented as if it went on with the text above it."
        return _Words("syntax", sentence, "Indent it like the other keys of the same entry.")
    return _Words("syntax", "A colon with a space after it stands inside a text without quotation marks.", _QUOTE_IT)


def _bad_start(character: str) -> _Words:
    if character == "\t":
        return _Words("tab", "A tab is used for indentation.", "Indent with spaces, two a level.")
    return _Words("syntax", f"An unquoted text cannot start with `{character}`.", _QUOTE_IT)


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
