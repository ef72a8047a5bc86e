"""What libyaml says when a text is not YAML, in the user's words."""

from __future__ import annotations

from pathlib import Path

import yaml

from argmap.diagnostics import Diagnostic, Position, Related, Span, defect

# part of libyaml's problem → code, sentence, help; the first that fits is taken
_WORDS = (
    ("found character '\\t'", "tab", "A tab is used for indentation.", "Indent with two spaces."),
    ("found a tab character", "tab", "A tab is used for indentation.", "Indent with two spaces."),
    (
        "mapping values are not allowed",
        "syntax",
        "This colon starts a value where none can stand.",
        "Quote text that holds a colon and a space, or check the indentation.",
    ),
    (
        "could not find expected ':'",
        "syntax",
        "A key needs a colon and a space after it.",
        "Write `key: value`, or indent the line if it continues the text above.",
    ),
    ("did not find expected ',' or ']'", "syntax", "A list in brackets is not closed.", "Close it with `]`."),
    ("did not find expected ',' or '}'", "syntax", "A mapping in braces is not closed.", "Close it with `}`."),
    ("found unexpected end of stream", "syntax", "Quoted text is not closed.", "Close it with the quotation mark."),
    (
        "found unknown escape character",
        "syntax",
        "This backslash starts no escape that YAML knows.",
        "Use single quotes, or double the backslash.",
    ),
    (
        "unicode character escape code",
        "syntax",
        "This escape stands for no character.",
        "Write the character itself.",
    ),
    (
        "cannot start any token",
        "syntax",
        "Text cannot start with this character.",
        "Put the text in quotation marks.",
    ),
    ("did not find expected '-' indicator", "syntax", "This line does not fit the list above it.", "Check its indentation."),
    ("did not find expected key", "syntax", "This line does not fit the lines above it.", "Check its indentation."),
    (
        "found unexpected document indicator",
        "syntax",
        "The line `---` or `...` stands inside quoted text.",
        "Close the quotation first.",
    ),
    ("expected a comment or a line break", "syntax", "Text stands after the sign for a block of text.", "Move it down."),
    ("undefined tag handle", "yaml-tag", "This is a YAML tag, which argmap does not read.", "Delete it, or quote the text."),
    ("while parsing a tag", "yaml-tag", "This is a YAML tag, which argmap does not read.", "Delete it, or quote the text."),
    ("block entries are not allowed", "syntax", "A list item cannot start here.", "Start it on a line of its own."),
    ("block sequence entries are not allowed", "syntax", "A list item cannot start here.", "Start it on a line of its own."),
)


def explain(error: yaml.MarkedYAMLError, path: Path) -> Diagnostic:
    """The defect for a syntax error, at its place, with the start of the broken construct beside it."""
    problem, context = error.problem or "", error.context or ""
    code, sentence, help_text = "syntax", f"The text is not YAML here: {problem or context}.", "Check this line and the one above."
    for part, *words in _WORDS:
        if part in problem or part in context:
            code, sentence, help_text = words
            break
    mark = error.problem_mark or error.context_mark
    place = Position(mark.line, mark.column) if mark else Position(0, 0)
    related: tuple[Related, ...] = ()
    if error.context_mark and error.context_mark.line != place.line:
        start = Position(error.context_mark.line, error.context_mark.column)
        related = (Related(Span(path, start, start), "the broken part starts here"),)
    return defect(code, sentence, Span(path, place, place), help_text, "", *related)
