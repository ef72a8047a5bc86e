"""The diagnostics of a map for an editor: all that its profile asks for, and what is wrong with the settings."""

from __future__ import annotations

import gc
from dataclasses import dataclass
from pathlib import Path

from argmap.analysis import Analysis
from argmap.checks.registry import Case
from argmap.config import Settings
from argmap.diagnostics import ArgmapError, Diagnostic, defect
from argmap.fingerprints import Lock, lock_path, read_lock
from argmap.reading.files import project_root, top
from argmap.review import Selection, review

BROKEN = "broken-settings"


@dataclass(frozen=True)
class Reviewed:
    """The diagnostics of a map, without how much turns on each, and what may still hold after the next change."""

    diagnostics: tuple[Diagnostic, ...]
    case: Case


def reviewed(analysis: Analysis, profile: str | None, today: str, before: Reviewed | None = None) -> Reviewed:
    """Review a map under a profile, the project's own where that is None; never raises for what files say.

    Where the settings or the lock file are broken, that is a diagnostic too, and the rest is reviewed without them.
    `before` is the review of an earlier state of the map: what did not change is not worked out again.
    """
    found: list[Diagnostic] = []
    settings, lock = _settings(analysis, found), _lock(analysis, found)
    case = Case(analysis.graph, analysis.evaluation, settings, today, lock)
    if before is not None:
        case.take_over(before.case)
    selection = Selection(profile or settings.profile, is_weighed=False)
    was_on = gc.isenabled()
    gc.disable()
    try:
        told = review(analysis.reading, case, selection)
    except ArgmapError as error:  # the settings name what does not exist
        found.append(defect(BROKEN, str(error), top(settings.path or _settings_file(analysis))))
        plain = Case(analysis.graph, analysis.evaluation, Settings(), today, lock)
        told = review(analysis.reading, plain, Selection(profile or "review", is_weighed=False))
    finally:
        if was_on:
            gc.enable()
    return Reviewed((*found, *told), case)


def _settings(analysis: Analysis, found: list[Diagnostic]) -> Settings:
    try:
        return analysis.settings
    except ArgmapError as error:
        found.append(defect(BROKEN, str(error), top(_settings_file(analysis))))
        return Settings()


def _settings_file(analysis: Analysis) -> Path:
    root = project_root(analysis.path)
    return next((root / name for name in ("argmap.toml", "pyproject.toml") if (root / name).is_file()), root)


def _lock(analysis: Analysis, found: list[Diagnostic]) -> Lock:
    path = lock_path(analysis.path)
    try:
        return read_lock(path)
    except ArgmapError as error:
        found.append(defect(BROKEN, str(error), top(path)))
        return {}
