"""How large a part of a page is, and how large one assertion is while its branches are cut off one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from argmap.graph import ArgumentGraph
from argmap.render.stacks import HIGHEST

Name = str | None
"""An assertion; None is what stands above everything a view begins with."""


class Extent(NamedTuple):
    """How large a part of a page is: the assertions it shows in full, all its cards with those that refer to other
    pages, the columns of cards side by side by estimate, its levels.
    """

    assertions: int
    cards: int
    columns: int
    levels: int

    def within(self, limit: Extent) -> bool:
        """Whether nothing of it is above a limit."""
        return all(one <= most for one, most in zip(self, limit, strict=True))


NOTHING = Extent(0, 0, 0, 0)


def beside(one: Extent, other: Extent) -> Extent:
    """The extent of two parts that stand side by side."""
    sums = (a + b for a, b in zip(one, other, strict=True))
    return Extent(*sums)._replace(levels=max(one.levels, other.levels))


class Tally:
    """The branches that an assertion keeps, and its extent with them; those it does not keep are single cards.

    `others` is how many cards the assertion has below it that stand for no assertion.

    Cutting off a branch costs as much as it has links to the assertion, so that all of them together cost no more than
    looking at each once.
    """

    def __init__(
        self, graph: ArgumentGraph, at: Name, kept: Iterable[str], extents: Mapping[str, Extent], others: int = 0
    ) -> None:
        self.kept = dict.fromkeys(kept)
        self._extents = extents
        self._heaviest: dict[int, Iterator[str]] = {}
        self._levels = Counter(extents[name].levels for name in self.kept)
        self._assertions = sum(extents[name].assertions for name in self.kept)
        self._cards = sum(extents[name].cards for name in self.kept)
        self._is_top = at is None
        self._links: Counter[str] = Counter() if at is None else Counter(graph.below(at))
        self._others = others
        self._references = others + sum(count for name, count in self._links.items() if name not in self.kept)
        self._stacks = _Stacks(graph, at, self._links, {name for name in self.kept if self._is_wide(name)})
        self._wide = sum(extents[name].columns for name in self.kept if self._is_wide(name))

    def _is_wide(self, name: str) -> bool:
        """Whether a branch has columns of its own, and is no card in a stack."""
        return self._is_top or self._extents[name].levels > 1

    @property
    def extent(self) -> Extent:
        """The extent of the assertion with the branches it keeps now."""
        levels = max(self._levels, default=0)
        if self._is_top:
            return Extent(self._assertions, self._cards, self._wide, levels)
        columns = max(self._wide + self._stacks.columns - (-self._others // HIGHEST), 1)
        return Extent(self._assertions + 1, self._cards + 1 + self._references, columns, levels + 1)

    def cut_heaviest(self, by: int) -> str:
        """Cut off the branch that has most of the part of the extent with a number; the name of it."""
        if by not in self._heaviest:
            order = sorted(self.kept, key=lambda name: (self._extents[name][by], self._extents[name]), reverse=True)
            self._heaviest[by] = iter(order)
        name = next(name for name in self._heaviest[by] if name in self.kept)
        self._cut(name)
        return name

    def _cut(self, name: str) -> None:
        del self.kept[name]
        extent = self._extents[name]
        self._assertions -= extent.assertions
        self._cards -= extent.cards
        self._references += self._links[name]
        self._levels[extent.levels] -= 1
        if not self._levels[extent.levels]:
            del self._levels[extent.levels]
        if self._is_wide(name):
            self._wide -= extent.columns
            self._stacks.add(name)


class _Stacks:
    """The columns of the single cards below an assertion: those that are no wide branch stand in stacks."""

    def __init__(self, graph: ArgumentGraph, at: Name, links: Mapping[str, int], wide: Iterable[str]) -> None:
        self._links = links
        self._of_argument: dict[str, list[int]] = {}
        self._mixed = 0
        self._simple = 0
        self._leaves: list[int] = []
        self._all: list[int] = []
        without = frozenset(wide)
        for number, argument in enumerate(() if at is None else graph.assertions[at].arguments):
            names = [premise.assertion for premise in argument.premises]
            for name in names:
                self._of_argument.setdefault(name, []).append(number)
            self._leaves.append(sum(name not in without for name in names))
            self._all.append(-1 if argument.undercutters else len(names))
            self._count(number, 1)
        self._counters = sum(
            count for name, count in links.items() if name not in without and name not in self._of_argument
        )

    @property
    def columns(self) -> int:
        return self._mixed - (-self._simple // HIGHEST) - (-self._counters // HIGHEST)

    def add(self, name: str) -> None:
        """A card more: the branch that stood for it is cut off."""
        for number in self._of_argument.get(name, ()):
            self._count(number, -1)
            self._leaves[number] += 1
            self._count(number, 1)
        if name not in self._of_argument:
            self._counters += self._links.get(name, 0)

    def _count(self, number: int, sign: int) -> None:
        leaves = self._leaves[number]
        if leaves == self._all[number]:
            self._simple += sign * leaves
        else:
            self._mixed += sign * -(-leaves // HIGHEST)
