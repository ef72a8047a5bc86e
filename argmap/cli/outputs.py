"""Where a command may write what it makes: never over an argument file, or over anything that it reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from argmap.analysis import Analysis
from argmap.baseline import is_baseline
from argmap.config import SETTINGS_FILES
from argmap.diagnostics import ArgmapError
from argmap.fingerprints import lock_path
from argmap.reading.files import SUFFIX, project_root
from argmap.reading.merge import Reading
from argmap.reports.places import shown_path
from argmap.writing import behind_links

_OURS = (SUFFIX, ".yml", ".lock")


def refuse_our_names(out: Path) -> None:
    """Raises ArgmapError where a path, itself or behind a link, has the name of arguments, settings or a lock."""
    for path in (out, behind_links(out)):
        if path.suffix.lower() in _OURS or path.name in SETTINGS_FILES:
            what = "settings" if path.name in SETTINGS_FILES else "a lock" if path.suffix == ".lock" else "arguments"
            raise ArgmapError(f"`{shown_path(out)}` has the name of a file of {what}; name another file to write to.")


def refuse_what_is_read(out: Path, read: Iterable[Path]) -> None:
    """Raises ArgmapError where a file is one of those that are read, under whatever name."""
    if any(_is_same(out, path) for path in read):
        raise ArgmapError(f"`{shown_path(out)}` is read here; name another file to write to.")


def refuse_but_baselines(out: Path) -> None:
    """Raises ArgmapError where a file is there already and is neither empty nor a baseline."""
    if out.is_file() and out.stat().st_size and not is_baseline(out):
        raise ArgmapError(f"`{shown_path(out)}` is there already and is no baseline; name another file to write to.")


def files_read(analyses: Sequence[Analysis]) -> list[Path]:
    """What a review of maps reads: their argument files, their locks and their settings."""
    found = files_of_maps([analysis.reading for analysis in analyses])
    for analysis in analyses:
        root = project_root(analysis.path)
        found += [lock_path(analysis.path), *(root / name for name in SETTINGS_FILES)]
    return found


def files_of_maps(readings: Iterable[Reading]) -> list[Path]:
    """The argument files of maps, those among them that they use."""
    return [source.path for reading in readings for source in reading.sources]


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:  # one of them is not there
        return False
