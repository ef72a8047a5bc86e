"""Every code of a defect that reading reports: what it means, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

DEFECTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        # -- files and folders
        "unreadable-file": (
            "The file or folder is there, but the system does not let argmap read it, or it is no ordinary file.",
            "Give yourself the right to read it, or put an ordinary file in its place.",
        ),
        "ignored-file": (
            "The file looks like an argument file, but its name does not end in `.yaml`, so it is not read.",
            "Rename it so that it ends in `.yaml`.",
        ),
        "broken-link": (
            "A symbolic link points to nothing, or to itself.",
            "Delete the link, or point it to the file that is meant.",
        ),
        "symlink-loop": (
            "A symbolic link leads back to a folder above it, so that following it would never end.",
            "Delete the link.",
        ),
        "link-outside-project": (
            "A symbolic link leads out of the project folder, which argmap does not leave.",
            "Copy what it points to into the project.",
        ),
        "uses-missing": (
            "`uses` names a file or folder that does not exist, or a folder without argument files.",
            "Correct the path; it is read as seen from the folder of the file that says it.",
        ),
        "uses-outside-project": (
            "`uses` names something outside the project folder, or by an absolute path.",
            "Copy it into the project and name it by a relative path.",
        ),
        "uses-wrong-file": (
            "`uses` names a file that is no argument file.",
            "Name a `.yaml` file, or a folder of them.",
        ),
        "too-large": (
            "A file, a map or a folder is larger than argmap reads.",
            "Split the file into several of one map, or name a smaller folder.",
        ),
        "empty-file": (
            "The file holds nothing but blank lines and comments.",
            "Start it with `argmap: 1`, or delete it.",
        ),
        # -- characters
        "not-utf-8": (
            "The file is not a text in UTF-8, the encoding in which every language can be written.",
            "Save it as UTF-8.",
        ),
        "control-character": (
            "The text holds a character that no reader can see and that programs may act upon.",
            "Delete the character.",
        ),
        "bidi-override": (
            "The text holds a character that makes it read in another order than it is stored, misleading a reader.",
            "Delete the character; text in Arabic, Persian or Hebrew needs none.",
        ),
        # -- YAML
        "syntax": (
            "The text is not YAML at this place: something is not closed, not quoted or not indented as it should be.",
            "Correct it as the message says; a text with a colon, quotation marks or brackets is best put in quotes.",
        ),
        "tab": ("A tab is used for indentation, which YAML forbids.", "Indent with spaces, two a level."),
        "too-deep": (
            "Values are nested deeper than any argument needs, or folders are.",
            "Give inner assertions an entry of their own under `assertions`.",
        ),
        "several-documents": (
            "A line `---` or `...` starts a second YAML document in the file; only the first is read.",
            "Delete the line, or move what follows into a file of its own.",
        ),
        "anchor": (
            "`&` before a value makes it a YAML anchor. argmap reads none: what is meant must stand where it is read.",
            "Delete the anchor; put a text that starts with `&` in quotation marks.",
        ),
        "alias": (
            "`*` before a word makes it a YAML alias, a copy of what stands elsewhere. argmap reads none.",
            "Write the value out, or name the id; put a text that starts with `*` in quotation marks.",
        ),
        "yaml-tag": (
            "`!` before a value makes it a YAML tag. argmap reads none.",
            "Delete the tag; put a text that starts with `!` in quotation marks.",
        ),
        "empty-key": (
            "A key that may be left out is written without a value, and so says nothing.",
            "Write the value, or delete the key.",
        ),
        "cut-text": (
            "A `#` with a space before it ends a text, and the rest of the line is a comment.",
            "Put the text in quotation marks; where a comment is meant, write a space after the `#`.",
        ),
        "bad-key": (
            "Before a colon stands nothing, a list or a mapping, where the name of a key belongs.",
            "Write the key; put a text that starts with `[` or `{` in quotation marks.",
        ),
        "duplicate-key": (
            "A key is written twice in one place; by the rules of YAML the second would silently replace the first.",
            "Merge the two, or rename one.",
        ),
        # -- keys and values
        "unsupported-version": (
            "The file is written in a version of the format that this argmap does not read.",
            "Write `argmap: 1`, or use the argmap that reads the version.",
        ),
        "duplicate-map": ("`map` is written in two files of one map.", "Keep the one in `map.yaml`."),
        "unknown-key": (
            "The key does not belong to the format here, so what stands under it would be lost.",
            "Correct its spelling, or move it to where it belongs.",
        ),
        "missing-key": ("A key that must be there is not.", "Add it."),
        "missing-value": ("A key or an item has no value.", "Write the value, or delete the key."),
        "wrong-type": (
            "A value is of the wrong shape: a list where text belongs, or text where keys with values belong.",
            "Write it in the shape that the message names.",
        ),
        "wrong-value": (
            "A value is none of those that may stand here.",
            "Write one of the values that the message names.",
        ),
        "bad-date": (
            "A date is not written as year, month and day, does not exist, or ends before it starts.",
            "Write YYYY-MM-DD, YYYY-MM or YYYY.",
        ),
        # -- ids
        "bad-id": (
            "An id has other characters than small letters, digits and hyphens.",
            "Write it with these alone; the words that a reader sees belong in `text`, `name` or `title`.",
        ),
        "text-for-id": (
            "Words stand where the id of an entry is meant.",
            "Write the id; an assertion may also be defined in place: `{id: new-id, text: …}`.",
        ),
        "duplicate-id": (
            "Two entries have one id. Parties, authorities, rules, issues and assertions share one set of ids.",
            "Rename one of them, and what refers to it.",
        ),
        "dangling-id": (
            "An id is named that nothing in the map has.",
            "Correct its spelling, define the entry, or bring in its file with `uses`.",
        ),
        "wrong-kind": (
            "The id that is named belongs to an entry of another kind, such as an authority among the premises.",
            "Name an entry of the kind that belongs here.",
        ),
        "self-reference": (
            "An assertion is its own premise, counter-position or alternative, or a rule its own rival.",
            "Name another entry, or delete the reference.",
        ),
        "duplicate-premise": ("A premise or an exception is listed twice in one argument.", "Delete one of the two."),
        "duplicate-counter": ("A counter-position is listed twice in one place.", "Delete one of the two."),
        "duplicate-position": ("A position is listed twice in one issue.", "Delete one of the two."),
        "duplicate-reference": ("An id is listed twice in one list.", "Delete one of the two."),
        "contradiction": (
            "A scenario accepts or rejects one thing twice or both ways, or an expectation names one id twice.",
            "Delete one of the two.",
        ),
        # -- rules and authorities
        "unknown-element": (
            "A premise is named for an element, or an exception is invoked, that the rule does not have.",
            "Use the names that the rule gives to its elements and exceptions.",
        ),
        "elements-not-named": (
            "An argument applies a rule, but no premise is named for an element, so every element counts as unmet.",
            "Write the premises by element: `premises: {element: assertion}`.",
        ),
        "incomplete-authority": (
            "An authority lacks a field that its kind needs, so that a reader could not find the source.",
            "Add the field.",
        ),
    }
)
