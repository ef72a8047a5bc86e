"""`argmap new`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import click

from argmap.catalogue import legal_tests
from argmap.cli.changing import diff_option, make
from argmap.cli.options import or_default, path_argument, tell_finished
from argmap.config import nearest_hint
from argmap.diagnostics import ArgmapError
from argmap.editor import scaffold
from argmap.editor.names import maps_around
from argmap.editor.outdated import told_of_schemas
from argmap.editor.scaffold import Entries, meant_rule, placed
from argmap.reading.files import SUFFIX
from argmap.reading.merge import Reading
from argmap.reading.project import Library, read_maps


@dataclass(frozen=True)
class Wish:
    """What one call of the command asks for."""

    name: str
    text: str
    kind: str
    issue: str
    by: str
    rule: str
    like: str
    positions: tuple[str, ...]
    fields: Mapping[str, str]


class _What(click.Choice[str]):
    """What can be added; a path in its place is told as one."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if isinstance(value, str) and value not in self.choices and _is_a_map(value):
            self.fail(f"Before the path `{value}`, say what to add: {', '.join(self.choices)}.", param, ctx)
        return super().convert(value, param, ctx)


@click.command("new")
@click.argument("what", type=_What(["assertion", "authority", "rule", "issue", "party"]), required=False)
@click.argument("id_", metavar="ID", required=False)
@path_argument
@click.option("--text", default="", help="The text, or an authority's title, an issue's question, a party's name.")
@click.option("--kind", default="", help="The kind; an authority needs one: it decides which keys are asked for.")
@click.option("--issue", default="", metavar="ID", help="The issue an assertion belongs to.")
@click.option("--by", default="", metavar="ID", help="The party that makes an assertion, or bears a burden.")
@click.option(
    "--rule", default="", metavar="RULE", help="The rule an assertion applies: each element becomes an assertion."
)
@click.option("--like", default="", metavar="TEST", help="A legal test that a rule starts from: see `argmap explain`.")
@click.option(
    "--position", "positions", multiple=True, metavar="ID", help="A position on an issue; a new one is added."
)
@click.option("--set", "pairs", multiple=True, metavar="KEY=VALUE", help="A further key. May be repeated.")
@click.option(
    "--file", type=click.Path(path_type=Path, dir_okay=False), help="The file it goes to.  [default: like ones]"
)
@diff_option
def command(
    what: str | None,
    id_: str | None,
    path: Path | None,
    text: str,
    kind: str,
    issue: str,
    by: str,
    rule: str,
    like: str,
    positions: tuple[str, ...],
    pairs: tuple[str, ...],
    file: Path | None,
    only_shows: bool,
) -> None:
    """Put a new entry into a map, with the keys it needs, to be filled in.

    PATH is a map; without one, the only one in arguments/. With --rule, an assertion comes with an open assertion for
    each element of the rule, which may be one of the map or a legal test that argmap knows; the beginning of its name
    is enough. `argmap new --rule caroline` alone adds the assertion `caroline-imminence-met`; with several maps, say
    `argmap new assertion --rule caroline my-case`, where `my-case` is a folder here.

    Example: argmap new assertion strike-imminent arguments/my-case --rule caroline-imminence --by united-states
    """
    if id_ and path is None and _is_a_map(id_):
        path, id_ = _only_a_path(what, id_, rule), None
    is_unnamed = not what or not id_
    if not what or not id_:
        what, id_ = _unnamed(what, id_, rule)
    library = Library()
    reading = _one(read_maps(or_default([path] if path else []), library))
    wish = _with_fields(Wish(id_, text, kind, issue, by, rule, like, positions, {}), what, _fields(pairs))
    wish = replace(wish, like=meant_rule(wish.like, legal_tests())) if wish.like else wish
    _known(reading, wish, what)
    around = [other for other in maps_around([reading], library) if other.path.resolve() != reading.path.resolve()]
    entries = _MADE[what](reading, wish)
    changes = placed([reading, *around], entries, file)
    for line in make(changes, only_shows):
        click.echo(line)
    if is_unnamed and not only_shows:
        click.echo(f"The assertion is `{id_}`.")
    told = told_of_schemas([reading.path], new=[name for section in entries.values() for name in section])
    if told and not only_shows:
        click.echo(told, err=True)


def _only_a_path(what: str | None, word: str, rule: str) -> Path:
    """The path that stands where an id may stand; it may where a rule names the id. Raises UsageError elsewhere."""
    if not rule:
        kind = "a folder with argument files" if Path(word).is_dir() else "a path"
        raise click.UsageError(
            f"`{word}` is {kind}; say the id before it: `argmap new {what} ID {word}`. "
            "Where it is meant as the id, name the map after it."
        )
    tell_finished(Path(word))
    return Path(word)


def _unnamed(what: str | None, id_: str | None, rule: str) -> tuple[str, str]:
    """What is added where a call names no id. Raises UsageError where no rule names it either."""
    if what not in (None, "assertion") or not rule:
        raise click.UsageError("Say what to add and its id: `argmap new assertion ID`; or only `--rule RULE`.")
    return "assertion", id_ or f"{meant_rule(rule, legal_tests())}-met"


def _is_a_map(word: str) -> bool:
    """Whether what stands where an id may stand is a path: no id has a slash or ends like a file.

    A bare word may be both; where it names a folder with argument files, it is taken as that.
    """
    if "/" in word or word.endswith(SUFFIX) or word in (".", ".."):
        return True
    folder = Path(word)
    return folder.is_dir() and any(found for depth in ("*", "*/*") for found in folder.glob(depth + SUFFIX))


def _one(readings: list[Reading]) -> Reading:
    maps = [reading for reading in readings if reading.is_map] or readings
    if len(maps) > 1:
        names = ", ".join(f"`{reading.path}`" for reading in maps)
        raise ArgmapError(f"There are {len(maps)} maps here; name one: {names}.")
    return maps[0]


def _fields(pairs: tuple[str, ...]) -> dict[str, str]:
    wrong = next((pair for pair in pairs if "=" not in pair), None)
    if wrong:
        raise click.UsageError(f"--set goes with KEY=VALUE, not `{wrong}`.")
    return {key: value for key, _, value in (pair.partition("=") for pair in pairs)}


_OPTIONS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "assertion": {"text": "text", "kind": "kind", "issue": "issue", "asserted_by": "by"},
        "authority": {"title": "text", "kind": "kind"},
        "rule": {"text": "text", "burden": "by"},
        "issue": {"question": "text", "burden": "by", "positions": "positions"},
        "party": {"name": "text", "kind": "kind"},
    }
)
"""The keys of each entry that have an option: `--set` for one of them is that option."""


def _with_fields(wish: Wish, what: str, fields: Mapping[str, str]) -> Wish:
    """What is asked for, with further keys. Raises UsageError where one is given twice."""
    rest = {}
    for key, value in fields.items():
        option = _OPTIONS[what].get(key)
        if option is None:
            rest[key] = value
        elif getattr(wish, option):
            raise click.UsageError(f"--{option.removesuffix('s')} and --set {key}=… are the same; give one of them.")
        else:
            given: str | tuple[str, ...] = (value,) if option == "positions" else value
            wish = replace(wish, **{option: given})  # type: ignore[arg-type]  # each option has one of the two types
    if wish.rule and "because" in rest:
        raise click.UsageError("--rule writes `because` itself; leave out --set because=….")
    return replace(wish, fields=rest)


_FITS = MappingProxyType(
    {
        "kind": ("assertion", "authority", "party"),
        "issue": ("assertion",),
        "by": ("assertion", "rule", "issue"),
        "rule": ("assertion",),
        "like": ("rule",),
        "positions": ("issue",),
    }
)


def _known(reading: Reading, wish: Wish, what: str) -> None:
    """Raises UsageError for an option that does not fit, ArgmapError where an id that is named does not exist."""
    for option, fits in _FITS.items():
        if getattr(wish, option) and what not in fits:
            raise click.UsageError(f"--{option.removesuffix('s')} goes with {' or '.join(fits)}.")
    if what == "authority" and not wish.kind:
        raise click.UsageError("An authority needs --kind; `argmap explain` lists the kinds.")
    for name, there, word in ((wish.issue, reading.map.issues, "issue"), (wish.by, reading.map.parties, "party")):
        if name and name not in there:
            hint = nearest_hint(name, there) if there else f"`argmap new {word} {name}` adds it."
            raise ArgmapError(f"There is no {word} `{name}` in `{reading.path}`. {hint}")
    if wish.like and wish.like not in legal_tests():
        raise ArgmapError(f"There is no legal test `{wish.like}`. {nearest_hint(wish.like, legal_tests())}")


def _assertion(reading: Reading, wish: Wish) -> Entries:
    fields = {"kind": wish.kind, "issue": wish.issue, "asserted_by": wish.by, **wish.fields}
    if wish.rule:
        return scaffold.under_rule(reading, wish.name, wish.rule, wish.text, **fields)
    return {"assertions": {wish.name: scaffold.assertion(wish.text, **fields)}}


def _authority(reading: Reading, wish: Wish) -> Entries:
    return {"authorities": {wish.name: scaffold.authority(wish.kind, wish.text, **wish.fields)}}


def _rule(reading: Reading, wish: Wish) -> Entries:
    test = legal_tests()[wish.like] if wish.like else None
    return {"rules": {wish.name: scaffold.rule(wish.text, test, burden=wish.by, **wish.fields)}}


def _issue(reading: Reading, wish: Wish) -> Entries:
    new = [name for name in wish.positions if name not in reading.map.assertions]
    made = scaffold.issue(wish.text, wish.positions, burden=wish.by, **wish.fields)
    positions = {name: scaffold.assertion(issue=wish.name) for name in new}
    return {"issues": {wish.name: made}, **({"assertions": positions} if positions else {})}


def _party(reading: Reading, wish: Wish) -> Entries:
    return {"parties": {wish.name: scaffold.party(wish.text, kind=wish.kind, **wish.fields)}}


_MADE: Mapping[str, Callable[[Reading, Wish], Entries]] = MappingProxyType(
    {"assertion": _assertion, "authority": _authority, "rule": _rule, "issue": _issue, "party": _party}
)
