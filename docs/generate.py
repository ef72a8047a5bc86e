"""Writes what can be written from the code: the pages in docs/reference/, and what `argmap --help` says."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from key_tables import keys
from pieces import head, table

from argmap.catalogue.glossary import GLOSSARY
from argmap.checks.registry import Check, all_checks, documentation
from argmap.cli.main import COMMANDS, Commands, argmap
from argmap.evaluation.standards import STANDARDS
from argmap.explain import Topic, topics
from argmap.model.authority import AUTHORITY_KINDS
from argmap.reading.defects import DEFECTS
from argmap.review import REVIEW_CODES
from argmap.schema import summary

ROOT = Path(__file__).parents[1]
SCHEMES = (
    "Patterns of argument, and the critical questions an argument of each must survive. An argument names one with",
    "`scheme:` and answers questions under `answers:`. `argmap explain NAME` shows the same.",
)
LEGAL_TESTS = (
    "Rules as their sources state them, for a map to start from. Whether one is the law is for the map to say.",
    "`argmap explain NAME` shows the same.",
)


def pages() -> dict[str, str]:
    """Every generated file: its text by its path in the project."""
    reference = {
        "keys": keys(),
        "authorities": _authorities(),
        "checks": _checks(),
        "defects": _defects(),
        "commands": _commands(),
        "schemes": _topics("scheme", "Schemes", *SCHEMES),
        "legal-tests": _topics("legal test", "Legal tests", *LEGAL_TESTS),
        "words": _words(),
    }
    made = {f"docs/reference/{name}.md": "\n".join(lines) + "\n" for name, lines in reference.items()}
    return {**made, "argmap/cli/help.py": _help()}


def stale() -> list[str]:
    """The paths of files that are missing, left over, or say something else than the code."""
    made = pages()
    there = [path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "docs" / "reference").glob("*.md"))]
    return [path for path, text in made.items() if _on_disk(path) != text] + [
        path for path in there if path not in made
    ]


def _on_disk(path: str) -> str | None:
    return (ROOT / path).read_text(encoding="utf-8") if (ROOT / path).is_file() else None


def write() -> list[str]:
    """Write what has changed, delete what is left over; the paths of both."""
    made, changed = pages(), stale()
    for path in changed:
        if path in made:
            (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
            (ROOT / path).write_text(made[path], encoding="utf-8")
        else:
            (ROOT / path).unlink()
    return changed


def main(arguments: list[str]) -> int:
    """Write the files, or with `--check` only tell; the exit code is 1 where `--check` finds one stale."""
    only_check = arguments == ["--check"]
    changed = stale() if only_check else write()
    for path in changed:
        print(f"{path}: {'stale, run ./dev docs' if only_check else 'written'}")
    return int(only_check and bool(changed))


# -- authorities, checks, defects, words -------------------------------------------------------------------------------


def _authorities() -> Iterator[str]:
    yield from head(
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
    yield from table(("kind", "is", "counts as", "needs", "strength", "for facts"), rows)


def _checks() -> Iterator[str]:
    yield from head(
        "Checks",
        "What `argmap review` looks for. Each finds something in its first example and nothing in its second; both are",
        "run as tests. `argmap explain NAME` shows the same.",
    )
    checks = all_checks()
    yield from table(
        ("check", "is about", "finds a", "reported as"),
        ((f"[{c.name}](#{c.name})", c.group, c.nature.value, _severity(c)) for c in checks.values()),
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
    yield from head(
        "Defects",
        "What `argmap check` reports when a file does not say what a file may say, each with file, line and column.",
    )
    rows = ((f"`{code}`", what, to_do) for code, (what, to_do) in {**DEFECTS, **REVIEW_CODES}.items())
    yield from table(("defect", "means", "what to do"), rows)


def _topics(sort: str, title: str, *lines: str) -> Iterator[str]:
    yield from head(title, *lines)
    chosen: list[Topic] = [topic for same in topics().values() for topic in same if topic.sort == sort]
    for topic in sorted(chosen, key=lambda topic: topic.name):
        yield from (f"## {topic.name}", "", topic.what, "")
        for paragraph in topic.more:
            yield from (paragraph.replace(":\n- ", ":\n\n- ", 1), "")


def _words() -> Iterator[str]:
    yield from head("Words", "The words of argmap, one for each thing. `argmap explain WORD` shows the same.")
    yield from table(
        ("word", "means"), ((f"**{word.replace('-', ' ')}**", meaning) for word, meaning in GLOSSARY.items())
    )
    yield from ("## Proof standards", "")
    yield from table(
        ("standard", "holds when"),
        ((f"`{name}`", " ".join((f.__doc__ or "").split())) for name, f in STANDARDS.items()),
    )
    yield "How labels follow from them is in [what stands](../semantics.md)."


# -- commands ----------------------------------------------------------------------------------------------------------


def _commands() -> Iterator[str]:
    yield from head(
        "Commands",
        "What each command says with `--help`. Exit codes: 0 clean, 1 diagnostics at or above `--fail-on` (or stale",
        "files), 2 could not run.",
    )
    yield from table(
        ("command", "does"), ((f"[`argmap {name}`](#argmap-{name})", does) for name, does in COMMANDS.items())
    )
    for name in COMMANDS:
        yield from (f"## argmap {name}", "", "```text", _help_of(name, 100), "```", "")


def _help_of(name: str | None, width: int) -> str:
    """What `argmap NAME --help` says on a terminal of a width; without a name, `argmap --help`."""
    settings: dict[str, Any] = {"terminal_width": width, "max_content_width": width, "color": False}
    context = click.Context(argmap, info_name="argmap", **argmap.context_settings, **settings)
    if name is None:
        return argmap.get_help(context)
    command = Commands().get_command(context, name)
    assert command is not None
    return command.get_help(click.Context(command, parent=context, info_name=name, **settings))


def _help() -> str:
    docstring = "What `argmap --help` says, written by `./dev docs`: loading click takes longer than answering."
    return f'"""{docstring}"""\n\nHELP = """\\\n{_help_of(None, 80)}\n"""\n'


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
