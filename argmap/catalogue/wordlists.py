"""Word lists as data: the lists in `words/`, what a project adds to them, and finding their words in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from sys import intern
from typing import NamedTuple

_TOKEN = re.compile(r"[^\W_]+(?:['’\-‐‑][^\W_]+)*")
_BETWEEN = re.compile(r"\s+\Z")
_OPENING = re.compile(r"""["“„«‘`]|(?<!\w)'""")
_CLOSING = {
    '"': re.compile('"'),
    "“": re.compile("”"),
    "„": re.compile("[“”]"),
    "«": re.compile("»"),
    "‘": re.compile(r"’(?!\w)"),
    "'": re.compile(r"'(?!\w)"),
    "`": re.compile("`"),
}
"""What closes a quotation, by what opens it; an apostrophe inside a word closes none."""

KEPT = 1 << 16
"""Of how many texts what was found in them is kept."""


class Hit(NamedTuple):
    """A listed word or phrase as it stands in a text, and what to write instead (empty where the list has nothing).

    `nth` counts the places before where exactly these words stand, quotations included.
    """

    words: str
    nth: int
    instead: str


class WordList:
    """Words and phrases to look for, whole and in either case."""

    def __init__(self, entries: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for words, instead in _forms(entries).items():
            self._by_first.setdefault(words[0], []).append((words, instead))
        for phrases in self._by_first.values():
            phrases.sort(key=lambda phrase: -len(phrase[0]))

    def hits(self, text: str) -> tuple[Hit, ...]:
        """The listed words in a text outside quotations, in the order of the text, each form of words once."""
        return () if self._by_first.keys().isdisjoint(_tokens(text)) else _hits(self, text)

    def look(self, text: str) -> tuple[Hit, ...]:
        """As `hits`, without a look at the words first."""
        found: dict[str, Hit] = {}
        for start, end, instead in self._places(unquoted(text)):
            words = text[start:end]
            if words.casefold() not in found:
                found[words.casefold()] = Hit(words, places(words, text[:start]), instead)
        return tuple(found.values())

    def _places(self, text: str) -> Iterator[tuple[int, int, str]]:
        tokens = [(found.start(), found.end(), _plain(found[0])) for found in _TOKEN.finditer(text)]
        after = 0
        for at, (start, _, word) in enumerate(tokens):
            if start < after:
                continue
            for words, instead in self._by_first.get(word, ()):
                stretch = tokens[at : at + len(words)]
                if tuple(token[2] for token in stretch) == words and _is_unbroken(text, stretch):
                    after = stretch[-1][1]
                    yield start, after, instead
                    break


# An editor reviews the same texts again and again, and every list looks at each of them: what was found is kept.
@lru_cache(maxsize=KEPT)
def _tokens(text: str) -> frozenset[str]:
    return frozenset(map(intern, _TOKEN.findall(_plain(text))))


@lru_cache(maxsize=KEPT)
def _hits(words: WordList, text: str) -> tuple[Hit, ...]:
    return words.look(text)


def _is_unbroken(text: str, tokens: list[tuple[int, int, str]]) -> bool:
    return all(_BETWEEN.match(text[a[1] : b[0]]) for a, b in pairwise(tokens))


def _plain(word: str) -> str:
    return word.casefold().replace("’", "'").replace("‐", "-").replace("‑", "-")


def unquoted(text: str) -> str:
    """The text with everything inside quotation marks blanked; every other character keeps its place."""
    parts: list[str] = []
    done = 0
    for start, end in _quotations(text):
        parts += [text[done:start], " " * (end - start)]
        done = end
    return "".join((*parts, text[done:]))


def _quotations(text: str) -> Iterator[tuple[int, int]]:
    """Where quotations begin and end. What opens none once, for want of an end, opens none later: so linear time."""
    unclosed: set[str] = set()
    opening = _OPENING.search(text)
    while opening:
        after = opening.end()
        closing = None if opening[0] in unclosed else _CLOSING[opening[0]].search(text, after)
        if closing:
            after = closing.end()
            yield opening.start(), after
        else:
            unclosed.add(opening[0])
        opening = _OPENING.search(text, after)


def places(words: str, text: str) -> int:
    """How many times words stand in a text, whatever white space is between them."""
    return len(as_written(words).findall(text))


def as_written(words: str) -> re.Pattern[str]:
    """A pattern for exactly these words, whole, with any white space between them."""
    inside = r"\s+".join(re.escape(word) for word in words.split())
    return re.compile(rf"(?<!\w){inside}(?!\w)")


@cache
def entries(name: str) -> tuple[str, ...]:
    """The lines of a list that argmap brings along, comments left out. FileNotFoundError where there is none."""
    text = (files("argmap.catalogue") / "words" / f"{name}.txt").read_text(encoding="utf-8")
    return tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


def list_names() -> list[str]:
    """The names of all lists that argmap brings along."""
    folder = files("argmap.catalogue") / "words"
    return sorted(item.name.removesuffix(".txt") for item in folder.iterdir() if item.name.endswith(".txt"))


def word_list(name: str, changes: Mapping[str, tuple[str, ...]]) -> WordList:
    """A list by name, with what a project's settings add to it (or, after a hyphen, take from it)."""
    return _word_list(name, tuple(changes.get(name, ())))


@cache
def _word_list(name: str, changes: tuple[str, ...]) -> WordList:
    gone = {_forms_key(change[1:]) for change in changes if change.startswith("-")}
    added = [change for change in changes if not change.startswith("-")]
    return WordList([line for line in (*entries(name), *added) if _forms_key(line) not in gone])


def _forms_key(line: str) -> str:
    return " ".join(line.partition(" = ")[0].casefold().split()).rstrip("~")


def _forms(lines: Iterable[str]) -> dict[tuple[str, ...], str]:
    """Every form of every line as a tuple of words, with what to write instead."""
    found: dict[tuple[str, ...], str] = {}
    for line in lines:
        written, _, instead = line.partition(" = ")
        words = [_plain(word) for word in written.split()]
        for last in _endings(words[-1]) if words else ():
            found.setdefault((*words[:-1], last), instead.strip())
    return found


def _endings(word: str) -> tuple[str, ...]:
    """The forms of a word that ends in `~`; any other word is its only form."""
    if not word.endswith("~"):
        return (word,)
    stem = word[:-1]
    if stem.endswith("e"):
        return (stem, *(stem + end for end in ("s", "d", "ly", "r", "rs")), stem[:-1] + "ing")
    if stem.endswith("y"):
        return (stem, *(stem[:-1] + end for end in ("ies", "ied", "ily")), stem + "ing")
    return (stem, *(stem + end for end in ("s", "es", "ed", "ing", "ly", "ally", "er", "ers")))
