"""Which item of a list was which before: by what an item is known by, and not by its place."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

Known = Callable[[Any], Any]


class Pairs(NamedTuple):
    """Places in a list before and after: those of the same item, those that are gone, those that are new."""

    same: list[tuple[int, int]]
    gone: list[int]
    new: list[int]


def _by(*keys: str) -> Known:
    return lambda item: tuple(_text(item.get(key)) for key in keys) if isinstance(item, dict) else None


def _rule_and_premises(argument: Any) -> Any:
    return (argument.get("rule"), tuple(sorted(_premises(argument)))) if _premises(argument) else None


# The list that a key holds → what an item is known by, the surest first. One that is equal is always the same.
KNOWN_BY: Mapping[str, tuple[Known, ...]] = MappingProxyType(
    {
        "premises": (_by("assertion"), _by("element")),
        "unless": (_by("assertion"), _by("element")),
        "authorities": (_by("cite", "at"), _by("cite")),
        "counters": (_by("assertion", "how"), _by("assertion")),
        "because": (_rule_and_premises,),
        "asserted_by": (_by("party", "in", "at"), _by("party", "in"), _by("party")),
        "burdens": (_by("party"),),
        "waivers": (_by("check", "at", "about"), _by("check", "at")),
    }
)


def paired(key: str, before: Sequence[Any], after: Sequence[Any]) -> Pairs:
    """Which item is which, in a list that stands under a key; each once, and the same from either side."""
    old, new = dict(enumerate(before)), dict(enumerate(after))
    same: list[tuple[int, int]] = []
    for known in (_text, *KNOWN_BY.get(key, ())):
        same += _matched(known, old, new)
    if key == "because":
        same += _akin(old, new)
    return Pairs(sorted(same, key=lambda pair: pair[1]), list(old), list(new))


def _matched(known: Known, old: dict[int, Any], new: dict[int, Any]) -> list[tuple[int, int]]:
    """Take out what both have under the same name, one by one in their order."""
    there: dict[Any, list[int]] = {}
    for at, item in old.items():
        there.setdefault(known(item), []).append(at)
    found = []
    for at, item in list(new.items()):
        name = known(item)
        if there.get(name) and name not in (None, ("null",)):
            found.append((there[name].pop(0), at))
            del old[found[-1][0]], new[at]
    return found


def _akin(old: dict[int, Any], new: dict[int, Any]) -> list[tuple[int, int]]:
    """Take out the arguments that have most in common, those most alike first."""
    alike = [(_common(one, other), i, j) for i, one in old.items() for j, other in new.items()]
    found: list[tuple[int, int]] = []
    for share, i, j in sorted(alike, key=lambda pair: (-pair[0], *sorted(pair[1:]))):
        if share and i in old and j in new:
            found.append((i, j))
            del old[i], new[j]
    return found


def _common(one: Any, other: Any) -> int:
    same = sum(2 for key in ("rule", "scheme", "warrant") if key in one and one[key] == other.get(key))
    cited = ({item["cite"] for item in argument.get("authorities", [])} for argument in (one, other))
    return same + 2 * len(_premises(one) & _premises(other)) + len(set.intersection(*cited))


def _premises(argument: Any) -> set[str]:
    return {item["assertion"] for item in argument.get("premises", [])}


def _text(item: Any) -> str:
    return json.dumps(item, ensure_ascii=False, sort_keys=True)
