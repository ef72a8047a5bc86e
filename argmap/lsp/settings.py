"""What an editor sets for the server: `profile`, `debounce`, `reference`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from argmap.config import PROFILES

DEBOUNCE = 0.12
"""Seconds that the server waits for the next key press before it looks at the map."""


@dataclass(frozen=True)
class Settings:
    """`profile` overrules that of the project; `reference` is the url of the folder that explains codes."""

    profile: str | None = None
    debounce: float = DEBOUNCE
    reference: str | None = None


def settings(options: Any, before: Settings | None = None) -> Settings:
    """Settings from what an editor sends, whatever that is; what it does not say, or says wrongly, stays as it was."""
    found = before or Settings()
    if isinstance(options, dict) and isinstance(options.get("argmap"), dict):
        options = options["argmap"]
    if not isinstance(options, dict):
        return found
    profile, wait, reference = (options.get(key) for key in ("profile", "debounce", "reference"))
    if profile in PROFILES:
        found = replace(found, profile=profile)
    if isinstance(wait, (int, float)) and not isinstance(wait, bool) and 0 <= wait <= 10_000:
        found = replace(found, debounce=wait / 1000)
    if isinstance(reference, str) and reference:
        found = replace(found, reference=reference)
    return found
