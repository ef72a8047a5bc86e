"""The project's settings: `argmap.toml`, or `[tool.argmap]` in `pyproject.toml`."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Any

from argmap.diagnostics import ArgmapError, Severity

THRESHOLDS: Mapping[str, int] = MappingProxyType(
    {
        "long-assertion-words": 45,
        "long-chain-steps": 7,
        "oversized-issue-assertions": 60,
        "compound-assertion-words": 6,
        "stale-after-days": 1095,
        "near-duplicate-percent": 85,
        "expired-review-days": 730,
        "one-sided-authorities": 2,
        "thin-counter-ratio": 5,
    }
)
"""Numbers that checks compare with; each may be set under `[thresholds]`."""
SETTINGS_FILES = ("argmap.toml", "pyproject.toml")
PROFILES = ("draft", "review", "opponent", "filing")
"""Cumulative: defects; and gaps; and questions; and what a court would send back."""
MANY = 30
"""More names than these are not listed in a message."""
_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True)
class Settings:
    """What a project asks of the review.

    `disable` and `severity` go by the names of checks, `thresholds` has every name of THRESHOLDS, `words` adds to (or,
    with a leading hyphen, takes from) the word lists by their names. `path` is the file the settings come from.
    """

    profile: str = "review"
    disable: frozenset[str] = frozenset()
    severity: Mapping[str, Severity] = field(default_factory=lambda: _NOTHING)
    thresholds: Mapping[str, int] = field(default_factory=lambda: THRESHOLDS)
    words: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: _NOTHING)
    path: Path | None = None


def load_settings(root: Path) -> Settings:
    """The settings of the project in a folder; the defaults where it has none. Raises ArgmapError for a wrong file."""
    own, project = (root / name for name in SETTINGS_FILES)
    if os.path.lexists(own):  # a link that leads nowhere is told, not passed over
        return _settings(_read(own), own)
    if project.is_file():
        table = _read(project).get("tool", {})
        if isinstance(table, dict) and "argmap" in table:
            return _settings(table["argmap"], project)
    return Settings()


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ArgmapError(f"`{path}` cannot be read: {(error.strerror or str(error)).lower()}.") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ArgmapError(f"`{path}` cannot be read: {error}.") from error
    except RecursionError as error:
        raise ArgmapError(f"`{path}` cannot be read: it is nested too deeply.") from error


def _settings(table: Any, path: Path) -> Settings:
    known = ("profile", "disable", "severity", "thresholds", "words")
    _expect(isinstance(table, dict), path, "argmap", "a table")
    _known(table, known, path, "setting")
    profile = table.get("profile", "review")
    _choice(profile, PROFILES, path, "profile")
    disable = table.get("disable", [])
    _expect(_is_words(disable), path, "disable", "a list of check names")
    return Settings(
        profile,
        frozenset(disable),
        {name: _severity(value, path, name) for name, value in _table(table, "severity", path).items()},
        _thresholds(_table(table, "thresholds", path), path),
        {name: _words(value, path, name) for name, value in _table(table, "words", path).items()},
        path,
    )


def _table(table: Mapping[str, Any], key: str, path: Path) -> Mapping[str, Any]:
    value = table.get(key, {})
    _expect(isinstance(value, dict), path, key, "a table")
    return value  # type: ignore[no-any-return]  # a dict, as was just made sure


def _severity(value: Any, path: Path, name: str) -> Severity:
    _choice(value, [severity.value for severity in Severity], path, f"severity.{name}")
    return Severity(value)


def _thresholds(table: Mapping[str, Any], path: Path) -> Mapping[str, int]:
    _known(table, THRESHOLDS, path, "threshold")
    for name, value in table.items():
        _expect(type(value) is int and value > 0, path, f"thresholds.{name}", "a number above 0")
    return {**THRESHOLDS, **table}


def _words(value: Any, path: Path, name: str) -> tuple[str, ...]:
    _expect(_is_words(value), path, f"words.{name}", "a list of words")
    return tuple(value)


def _is_words(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) and item for item in value)


def _choice(value: Any, words: Sequence[str], path: Path, key: str) -> None:
    if value not in words:
        near = nearest_hint(value, words, "") if isinstance(value, str) else ""
        raise ArgmapError(f"`{key}` in `{path.name}` must be one of {', '.join(words)}. {near}".rstrip())


def _expect(holds: bool, path: Path, key: str, meant: str) -> None:
    if not holds:
        raise ArgmapError(f"`{key}` in `{path.name}` must be {meant}.")


def _known(table: Iterable[str], known: Iterable[str], path: Path, what: str) -> None:
    for name in table:
        if name not in known:
            raise ArgmapError(f"`{path.name}` has no {what} `{name}`. {nearest_hint(name, known)}")


def nearest_hint(name: str, known: Iterable[str], otherwise: str | None = None) -> str:
    """`Did you mean …?`, else what is given, else what there is."""
    there = sorted(known)
    near = get_close_matches(name, there, n=1)
    if near:
        return f"Did you mean `{near[0]}`?"
    if otherwise is None and len(there) > MANY:
        return "`argmap explain` lists what there is."
    return f"There are: {', '.join(there)}." if otherwise is None else otherwise
