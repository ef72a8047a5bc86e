"""Two versions of the same maps: both out of files, or one out of the history of Git; which map is which."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from argmap.analysis import Analysis, analyse, named
from argmap.cli.options import or_default, today
from argmap.cli.scenarios import errors, refuse_unsound, relocated
from argmap.diagnostics import ArgmapError
from argmap.difference import Difference, Version, difference
from argmap.history import Earlier, earlier
from argmap.reports.places import shown_path
from argmap.review import Selection

Shown = Callable[[Path], Path]


class Side(NamedTuple):
    """The maps of one version by what they are known by, and how a path of that version is told to people."""

    maps: dict[str, Analysis]
    shown: Shown


class Sides(NamedTuple):
    """The two versions."""

    before: Side
    after: Side


@contextmanager
def two_files(old: Path, new: Path) -> Iterator[Sides]:
    """Two versions that stand in files or folders."""
    yield Sides(*(Side(_known(_maps([path], path)), lambda path: path) for path in (old, new)))


@contextmanager
def since(revision: str, until: str | None, paths: Sequence[Path]) -> Iterator[Sides]:
    """The maps at some paths as they were at a revision, and as they are (or were at another one)."""
    chosen = or_default(paths)
    with earlier(revision, chosen) as old:
        before = _side_at(old, chosen)
        if until is not None:
            with earlier(until, chosen) as new:
                yield _checked(before, _side_at(new, chosen), chosen)
            return
        there = [path for path in chosen if path.exists()]
        maps = [one for one in analyse(there) if _counts(one)] if there else []
        yield _checked(before, Side({_key(one.path, old.project): one for one in maps}, lambda path: path), chosen)


def _side_at(at: Earlier, paths: Sequence[Path]) -> Side:
    then = [path for path in map(at.path, paths) if path.exists()]
    found = [one for one in analyse(then) if _counts(one)] if then else []
    return Side({_key(one.path, at.folder): one for one in found}, at.shown)


def _checked(before: Side, after: Side, paths: Sequence[Path]) -> Sides:
    if not before.maps and not after.maps:
        names = ", ".join(f"`{shown_path(path)}`" for path in paths)
        raise ArgmapError(f"There is no map at {names}, neither now nor then.")
    return Sides(before, after)


def _maps(paths: Sequence[Path], base: Path) -> list[tuple[str, Analysis]]:
    found = [one for one in analyse(paths) if _counts(one)]
    if not found:
        raise ArgmapError(f"There is no map at `{shown_path(base)}`: no file has a `map:`.")
    return [(_key(one.path, base), one) for one in found]


def _counts(one: Analysis) -> bool:
    """Whether it is a map, or a file so broken that it cannot be told."""
    return one.reading.is_map or not one.reading.sound


def _known(found: Sequence[tuple[str, Analysis]]) -> dict[str, Analysis]:
    """Maps by their places; the only one by none, so that it is compared whatever it is called."""
    return {"": found[0][1]} if len(found) == 1 else dict(found)


def _key(path: Path, base: Path) -> str:
    own, root = path.resolve(), base.resolve()
    return own.relative_to(root).as_posix() if own.is_relative_to(root) else own.as_posix()


class Compared(NamedTuple):
    """What comparing gives: the differences of maps that both versions have, with the names of those maps, and the maps
    that only one version has.
    """

    differences: list[Difference]
    names: list[str]
    new: list[Analysis]
    gone: list[Analysis]
    errors: bool


def compared(sides: Sides, profile: str | None, *, keep_going: bool) -> Compared:
    """The differences of all maps, in the order of their places; a map with errors ends the command, unless it is to
    keep going.
    """
    (old, shown_before), (new, shown_after) = sides
    for side in sides:
        unsound = [one for one in side.maps.values() if not one.reading.sound]
        refuse_unsound(unsound, keep_going, "compared", side.shown)
    found = []
    both = sorted(old.keys() & new.keys())
    for key in both:
        chosen = profile or new[key].settings.profile
        versions = [
            _version(one, shown, Selection(chosen))
            for one, shown in ((old[key], shown_before), (new[key], shown_after))
        ]
        told = difference(*versions)
        found.append(_relocated(told, shown_before, shown_after))
    only_new = [new[key] for key in sorted(new.keys() - old.keys())]
    only_old = [old[key] for key in sorted(old.keys() - new.keys())]
    is_broken = any(errors(one) for side in sides for one in side.maps.values())
    return Compared(found, list(named([new[key] for key in both])), only_new, only_old, is_broken)


def _version(one: Analysis, shown: Shown, selection: Selection) -> Version:
    called = shown_path(shown(one.path))
    return Version(called, one.reading, one.evaluation, tuple(one.review(selection, today())))


def _relocated(of: Difference, before: Shown, after: Shown) -> Difference:
    """The difference with places as they are told to people."""
    effects = of.effects
    told = effects._replace(
        opened=tuple(relocated(item, after) for item in effects.opened),
        closed=tuple(relocated(item, before) for item in effects.closed),
        excused=tuple(relocated(item, after) for item in effects.excused),
        unexcused=tuple(relocated(item, after) for item in effects.unexcused),
    )
    return replace(of, effects=told)
