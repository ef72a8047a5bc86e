"""Writes docs/reference/ from the code: the keys of a file, kinds of authority, checks, defects, commands, words."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from argmap.catalogue.glossary import GLOSSARY
from argmap.catalogue.keys import KEYS
from argmap.checks.registry import Check, all_checks, documentation
from argmap.cli.main import COMMANDS, Commands, argmap
from argmap.evaluation.standards import STANDARDS
from argmap.explain import Topic, topics
from argmap.model.authority import AUTHORITY_KINDS
from argmap.model.values import DATE_PATTERN, ID_PATTERN
from argmap.reading.defects import DEFECTS
from argmap.review import REVIEW_CODES
from argmap.schema import file_schema, summary

FOLDER = Path(__file__).parent / "reference"
MARK = "<!-- Written by `./dev docs` from the code. Change the code, not this page. -->"
# How each noun of the model is called on the page of keys, in the order of a file.
NOUNS = {
    "ArgumentFile": "A file",
    "MapHeader": "`map`",
    "Party": "A party",
    "Authority": "An authority",
    "Passage": "A passage of an authority",
    "Checked": "`checked`",
    "Rule": "A rule",
    "Issue": "An issue",
    "Assertion": "An assertion",
    "Attribution": "An item of `asserted_by`",
    "Argument": "An argument: an item of `because`",
    "Premise": "A premise in its long form",
    "Citation": "A citation: an item of `authorities`",
    "CounterEntry": "A counter: an item of `counters`",
    "Review": "`review`",
    "Waiver": "A waiver",
    "Expectation": "`expect`",
    "Scenario": "A scenario",
    "View": "A view",
}

SCHEMES = (
    "Patterns of argument, and the critical questions an argument of each must survive. An argument names one with",
    "`scheme:` and answers questions under `answers:`. `argmap explain NAME` shows the same.",
)
LEGAL_TESTS = (
    "Rules as their sources state them, for a map to start from. Whether one is the law is for the map to say.",
    "`argmap explain NAME` shows the same.",
)


def pages() -> dict[str, str]:
    """Every generated page by its file name."""
    return {
        "keys.md": "\n".join(_keys()) + "\n",
        "authorities.md": "\n".join(_authorities()) + "\n",
        "checks.md": "\n".join(_checks()) + "\n",
        "defects.md": "\n".join(_defects()) + "\n",
        "commands.md": "\n".join(_commands()) + "\n",
        "schemes.md": "\n".join(_topics("scheme", "Schemes", *SCHEMES)) + "\n",
        "legal-tests.md": "\n".join(_topics("legal test", "Legal tests", *LEGAL_TESTS)) + "\n",
        "words.md": "\n".join(_words()) + "\n",
    }


def stale() -> list[str]:
    """The names of pages that are missing, left over, or say something else than the code."""
    made = pages()
    left_over = [path.name for path in sorted(FOLDER.glob("*.md")) if path.name not in made]
    return [name for name, text in made.items() if _on_disk(name) != text] + left_over


def _on_disk(name: str) -> str | None:
    path = FOLDER / name
    return path.read_text(encoding="utf-8") if path.is_file() else None


def write() -> list[str]:
    """Write what has changed, delete what is left over; the names of both."""
    made, changed = pages(), stale()
    FOLDER.mkdir(exist_ok=True)
    for name in changed:
        if name in made:
            (FOLDER / name).write_text(made[name], encoding="utf-8")
        else:
            (FOLDER / name).unlink()
    return changed


def main(arguments: list[str]) -> int:
    """Write the pages, or with `--check` only tell; the exit code is 1 where `--check` finds one stale."""
    only_check = arguments == ["--check"]
    changed = stale() if only_check else write()
    for name in changed:
        print(f"docs/reference/{name}{': stale, run ./dev docs' if only_check else ': written'}")
    return int(only_check and bool(changed))


def _head(title: str, *lines: str) -> Iterator[str]:
    yield from (MARK, "", f"# {title}", "", *lines, "")


def _table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    names = list(header)
    yield f"| {' | '.join(names)} |"
    yield f"| {' | '.join('---' for _ in names)} |"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"
    yield ""


# -- keys --------------------------------------------------------------------------------------------------------------


def _keys() -> Iterator[str]:
    yield from _head(
        "The keys of an argument file",
        "Every key that a file may have. Keys in **bold** are required. What they mean together, with examples, is in",
        "[the file format](../file-format.md). `argmap schema` gives the same to an editor.",
    )
    schema = file_schema()
    bodies: dict[str, Any] = {**schema["definitions"], "ArgumentFile": schema}
    for noun, heading in NOUNS.items():
        body = bodies[noun]
        yield from (f"## {heading}", "", body["description"], "")
        required = body.get("required", ())
        rows = []
        for key, value in body["properties"].items():
            name = f"**`{key}`**" if key in required else f"`{key}`"
            written = str(value.get("default", "")).lower()
            default = f" Default: `{written}`." if written and written != "false" else ""
            rows.append((name, _kind(value, bodies), f"{KEYS[noun][key]}{default}"))
        yield from _table(("key", "holds", "meaning"), rows)


def _kind(value: Mapping[str, Any], bodies: Mapping[str, Any]) -> str:
    """What a value is, in words."""
    if "$ref" in value:
        name = value["$ref"].rsplit("/", 1)[1]
        return _link(name) if name in NOUNS else _DEFINED.get(name) or _kind(bodies[name], bodies)
    if "anyOf" in value:
        return _one_of([_kind(part, bodies) for part in value["anyOf"]])
    if "enum" in value:
        return _words_of(value["enum"])
    if value.get("type") == "array":
        return f"a list, each {_kind(value['items'], bodies)}"
    return _mapping(value, bodies) if value.get("type") == "object" else _SCALARS.get(value.get("pattern", ""), "text")


def _one_of(parts: Iterable[str]) -> str:
    """`an id or a list of such`."""
    found: list[str] = []
    for part in parts:
        many = part.startswith(f"a list, each {' or '.join(found)}") or part.removeprefix("a list, each ") in found
        found.append("a list of such" if many else part)
    return " or ".join(dict.fromkeys(found))


def _words_of(words: Sequence[object]) -> str:
    if True in words and "true" in words:
        return "`true` or `false`"
    return ", ".join(f"`{word}`" for word in dict.fromkeys(map(str, words)))


def _mapping(value: Mapping[str, Any], bodies: Mapping[str, Any]) -> str:
    held = value.get("additionalProperties")
    if not held:
        return f"`{{{', '.join(f'{key}: …' for key in value['properties'])}}}`"
    by = "id" if value.get("propertyNames", {}).get("pattern") == ID_PATTERN else "pinpoint"
    return f"{_kind(held, bodies)}, by {by}"


_DEFINED = {"AssertionDefinedHere": "an assertion defined here", "CounterDefinedHere": "an assertion defined here"}
_SCALARS = {
    ID_PATTERN: "an id",
    DATE_PATTERN: "a date",
    r"^[0-9]+$": "a number",
    r"^[a-z0-9][a-z0-9-]*( .+)?$": "`id pinpoint`",
    r"^at-least[: ]\s*[1-9]\d{0,3}$": "`at-least N`",
    r"^\d{4}(-\d{2}(-\d{2})?)?(/\d{4}(-\d{2}(-\d{2})?)?)?$": "a date or `from/to`",
}


def _link(noun: str) -> str:
    heading = NOUNS[noun]
    anchor = "".join(letter for letter in heading.lower() if letter.isalnum() or letter in " -_").replace(" ", "-")
    words = heading.partition(":")[0].replace("`", "")
    return f"[{words[0].lower() + words[1:]}](#{anchor})"


# -- authorities, checks, defects, words -------------------------------------------------------------------------------


def _authorities() -> Iterator[str]:
    yield from _head(
        "Kinds of authority",
        "What each kind is, what it counts as (on the model of article 38 of the Statute of the International Court",
        "of Justice), which keys it needs beside `title`, and how strong a citation is where no `strength` is written:",
        "for assertions of law or mixed ones, and for assertions of fact. A binding authority is always strong.",
    )
    rows = [
        (
            f"`{kind}`",
            summary(noun),
            noun.source_class.value,
            ", ".join(f"`{key}`" for key in noun.needs),
            noun.strength.word,
            noun.strength_for_facts.word,
        )
        for kind, noun in AUTHORITY_KINDS.items()
    ]
    yield from _table(("kind", "is", "counts as", "needs", "strength", "for facts"), rows)


def _checks() -> Iterator[str]:
    yield from _head(
        "Checks",
        "What `argmap review` looks for. Each finds something in its first example and nothing in its second; both are",
        "run as tests. `argmap explain NAME` shows the same.",
    )
    checks = all_checks()
    yield from _table(
        ("check", "asks for", "reported as"),
        ((f"[{c.name}](#{c.name})", c.nature.value, _severity(c)) for c in checks.values()),
    )
    for check in checks.values():
        parts = documentation(check)
        yield from (f"## {check.name}", "", parts.what, "", f"Why: {parts.why}", "")
        yield from ("It finds:", "", "```yaml", parts.gap.rstrip(), "```", "")
        yield from ("It is closed by:", "", "```yaml", parts.closed.rstrip(), "```", "")


def _severity(check: Check) -> str:
    if check.filing and check.filing is not check.severity:
        return f"{check.severity.value}; for filing {check.filing.value}"
    return check.severity.value


def _defects() -> Iterator[str]:
    yield from _head(
        "Defects",
        "What `argmap check` reports when a file does not say what a file may say, each with file, line and column.",
    )
    rows = ((f"`{code}`", what, to_do) for code, (what, to_do) in {**DEFECTS, **REVIEW_CODES}.items())
    yield from _table(("defect", "means", "what to do"), rows)


def _topics(sort: str, title: str, *lines: str) -> Iterator[str]:
    yield from _head(title, *lines)
    chosen: list[Topic] = [topic for same in topics().values() for topic in same if topic.sort == sort]
    for topic in sorted(chosen, key=lambda topic: topic.name):
        yield from (f"## {topic.name}", "", topic.what, "")
        for paragraph in topic.more:
            yield from (paragraph.replace(":\n- ", ":\n\n- ", 1), "")


def _words() -> Iterator[str]:
    yield from _head("Words", "The words of argmap, one for each thing. `argmap explain WORD` shows the same.")
    yield from _table(
        ("word", "means"), ((f"**{word.replace('-', ' ')}**", meaning) for word, meaning in GLOSSARY.items())
    )
    yield from ("## Proof standards", "")
    yield from _table(
        ("standard", "holds when"),
        ((f"`{name}`", " ".join((f.__doc__ or "").split())) for name, f in STANDARDS.items()),
    )
    yield "How labels follow from them is in [what stands](../semantics.md)."


# -- commands ----------------------------------------------------------------------------------------------------------


def _commands() -> Iterator[str]:
    yield from _head(
        "Commands",
        "What each command says with `--help`. Exit codes: 0 clean, 1 diagnostics at or above `--fail-on` (or stale",
        "files), 2 could not run.",
    )
    yield from _table(
        ("command", "does"), ((f"[`argmap {name}`](#argmap-{name})", does) for name, does in COMMANDS.items())
    )
    for name in COMMANDS:
        command = Commands().get_command(click.Context(argmap), name)
        assert command is not None
        context = click.Context(
            command, info_name=f"argmap {name}", terminal_width=100, max_content_width=100, color=False
        )
        yield from (f"## argmap {name}", "", "```text", command.get_help(context), "```", "")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
