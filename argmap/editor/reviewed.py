"""The diagnostics of a map for an editor: all that its profile asks for, and what is wrong with the settings."""

from __future__ import annotations

from pathlib import Path

from argmap.analysis import Analysis
from argmap.checks.registry import Case
from argmap.config import Settings
from argmap.diagnostics import ArgmapError, Diagnostic, defect
from argmap.fingerprints import lock_path
from argmap.reading.files import project_root, top
from argmap.review import Selection, review

BROKEN = "broken-settings"


def diagnosed(analysis: Analysis, profile: str | None, today: str) -> list[Diagnostic]:
    """The diagnostics of a map under a profile, the project's own where that is None; never raises for what files say.

    Where the settings or the lock file are broken, that is a diagnostic too, and the rest is reviewed without them.
    """
    try:
        return analysis.review(Selection(profile or analysis.settings.profile), today)
    except ArgmapError as error:
        found = defect(BROKEN, str(error), top(_blamed(analysis)))
    plain = Case(analysis.graph, analysis.evaluation, Settings(), today)
    return [found, *review(analysis.reading, plain, Selection(profile or "review"))]


def _blamed(analysis: Analysis) -> Path:
    try:
        _ = analysis.settings
    except ArgmapError:
        root = project_root(analysis.path)
        return next((root / name for name in ("argmap.toml", "pyproject.toml") if (root / name).is_file()), root)
    settings = analysis.settings.path
    lock = lock_path(analysis.path)
    return lock if lock.exists() or settings is None else settings
