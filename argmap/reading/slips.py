"""What YAML allows and a writer hardly means: a key twice, a second document, a comment in a text."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from argmap.diagnostics import Diagnostic, Nature, Related, Severity, defect
from argmap.reading.filetext import FileText
from argmap.reading.found import Found
from argmap.reading.phrases import named, shown
from argmap.reading.tree import UNREADABLE, Key

_CUT = re.compile(r"[ \t]+#[^\s#]")


def cut_text(found: Found, file: FileText, end: int) -> None:
    """Report a `#` that ends a text where the writer may not have meant a comment: `the rent #2`."""
    cut = _CUT.match(file.text, end)
    if cut is not None and found.wants(file.path, "cut-text"):
        span = file.span(cut.end() - 2, cut.end())
        message = "The text ends here: what follows ` #` is a comment."
        help_text = "Put the text in quotation marks; or, if a comment is meant, write a space after `#`."
        found.add(Diagnostic("cut-text", Severity.WARNING, Nature.DEFECT, message, span, help_text))


def several_documents(found: Found, file: FileText, at: int) -> None:
    """Report that a second document starts at an index."""
    message = "A second document starts here; a file holds one."
    help_text = "Delete the line `---`, or move what follows into a file of its own."
    found.add(defect("several-documents", message, file.span(at, at), help_text))


def keys_twice(
    found: Found, file: FileText, mapping: tuple[dict[str, Any], dict[str, Key]], again: list[tuple[str, int, int]]
) -> None:
    """Report the keys that a mapping has twice, given with the place of the second.

    Where they follow a key without a value, they belong to that key: an entry that is indented too far.
    """
    data, nodes = mapping
    header = _header_of(data, nodes, again)
    if header is None:
        for key, start, end in again:
            if found.wants(file.path, "duplicate-key"):
                key_twice(found, file, key, (start, end), nodes[key])
        return
    data[header] = UNREADABLE
    message = f"{named(header + ':')} stands among the keys of the entry above it, and so does what belongs to it."
    span = file.span(*nodes[header][:2])
    found.add(defect("syntax", message, span, "Indent it like the other entries.", header))


def _header_of(data: dict[str, Any], nodes: dict[str, Key], again: list[tuple[str, int, int]]) -> str | None:
    if len(again) < 2:
        return None
    first, start, _ = again[0]
    for key in islice(reversed(nodes), 100):
        if data[key] is None and nodes[first][0] < nodes[key][0] < start:
            return key
    return None


def key_twice(found: Found, file: FileText, key: str, span: tuple[int, int], first: Key) -> None:
    """Report that a key is written twice in one mapping."""
    related = Related(file.span(first[0], first[1]), "first written here")
    message = f"{shown(key)} is written twice; the second would replace the first."
    help_text = "Merge the two, or rename one."
    found.add(defect("duplicate-key", message, file.span(*span), help_text, key, related))
