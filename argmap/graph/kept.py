"""Methods of a frozen value whose answer is worked out once and kept with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import TypeVar

Owner = TypeVar("Owner")
Item = TypeVar("Item")


def kept(method: Callable[[Owner], Iterable[Item]]) -> Callable[[Owner], tuple[Item, ...]]:
    """The method, giving all its items as one tuple that is kept with its owner."""
    place = f"_kept_{method.__name__}"

    @wraps(method)
    def once(self: Owner) -> tuple[Item, ...]:
        found: tuple[Item, ...] | None = self.__dict__.get(place)
        if found is None:
            found = self.__dict__[place] = tuple(method(self))
        return found

    return once


def kept_by_name(method: Callable[[Owner, str], Iterable[Item]]) -> Callable[[Owner, str], tuple[Item, ...]]:
    """As `kept`, for a method that is asked about one name: a tuple a name. What it raises is not kept."""
    place = f"_kept_{method.__name__}"

    @wraps(method)
    def once(self: Owner, name: str) -> tuple[Item, ...]:
        try:
            found: tuple[Item, ...] = self.__dict__[place][name]
        except KeyError:
            found = tuple(method(self, name))
            self.__dict__.setdefault(place, {})[name] = found
        return found

    return once
