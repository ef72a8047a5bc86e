"""What a check is, and the table of all of them."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import textwrap
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import argmap.checks
from argmap.config import Settings
from argmap.diagnostics import Nature, Severity
from argmap.evaluation.labels import Evaluation
from argmap.evaluation.sensitivity import Falls
from argmap.evaluation.stakes import Stakes
from argmap.fingerprints import Lock, fingerprints
from argmap.graph import ArgumentGraph

Steps = tuple[str | int, ...]


class Where(NamedTuple):
    """A symbolic place: section, id, path inside the entry; and where it is about some words of a text, which ones.

    `words` are as they stand in the text, `nth` counts the places before where exactly these words stand.
    """

    section: str
    name: str
    path: Steps = ()
    words: str = ""
    nth: int = 0


class Other(NamedTuple):
    """A second symbolic place that belongs to a gap."""

    where: Where
    message: str


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing a check found: about which id, where, in one sentence, and what to write.

    `subject` is the id of the assertion, authority, rule, issue or party it is about (`map` for the whole map): waivers
    name it, and its impact is the gap's. `related` are further places worth seeing. `details` are the ids it is about
    besides; they go without saying where the message names them all, between backticks.
    """

    subject: str
    where: Where
    message: str
    help: str
    related: tuple[Other, ...] = ()
    details: tuple[str, ...] = ()


@dataclass(frozen=True)
class Case:
    """What a check looks at: the graph, its evaluation, the project's settings, the day, and what was reviewed before.

    `today` is YYYY-MM-DD, or None where the day does not matter (drawings): then nothing has expired. `reviewed` maps
    the ids of assertions to what they said and relied on when they were last accepted (see `argmap.fingerprints`).
    """

    graph: ArgumentGraph
    evaluation: Evaluation
    settings: Settings = field(default_factory=Settings)
    today: str | None = None
    reviewed: Lock = field(default_factory=dict)
    _found: dict[str, tuple[Gap, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def gaps(self, check: Check) -> tuple[Gap, ...]:
        """What a check finds; it is run once. Raises whatever the check does."""
        if check.name not in self._found:
            self._found[check.name] = tuple(check.run(self))
        return self._found[check.name]

    def take_over(self, before: Case) -> None:
        """Go on from an earlier state of the map: what depends on nothing that has changed is not looked for again."""
        self.falls.take_over(before.falls)
        same = (before.evaluation.assume, before.settings, before.today, before.reviewed)
        if same != (self.evaluation.assume, self.settings, self.today, self.reviewed):
            return
        if before.graph.shape is self.graph.shape:
            self._found.update((name, found) for name, found in before._found.items() if not _FOUND[name].words)

    @cached_property
    def falls(self) -> Falls:
        """What changes when one thing falls; worked out when asked, once."""
        return Falls(self.graph, self.evaluation)

    @cached_property
    def stakes(self) -> Stakes:
        """What turns on one thing; worked out when asked, once."""
        return Stakes(self.falls)

    @cached_property
    def fingerprints(self) -> Lock:
        """What every assertion says and rests on now, to compare with `reviewed`."""
        return fingerprints(self.graph)

    def threshold(self, name: str) -> int:
        """A number from the settings."""
        return self.settings.thresholds[name]


Run = Callable[[Case], Iterable[Gap]]


@dataclass(frozen=True, slots=True)
class Check:
    """A check: its name, how severe it is, what it is about, the function; `filing` is its severity before a court.

    `doc` is the function's docstring: what, why, and the examples `Gap:` and `Closed:`. Where `words`, what it finds
    depends on how assertions are worded.
    """

    name: str
    severity: Severity
    nature: Nature
    run: Run
    filing: Severity | None
    doc: str
    group: str
    of_maps: bool = False
    words: bool = False


class Documentation(NamedTuple):
    """A check's docstring in its parts; the examples are YAML, without the lines that every map begins with."""

    what: str
    why: str
    gap: str
    closed: str

    @staticmethod
    def whole(example: str) -> str:
        """An example as a complete map."""
        header = "" if example.startswith("map:") or "\nmap:" in example else "map: {title: An example}\n"
        return f"argmap: 1\n{header}{example}"


_FOUND: dict[str, Check] = {}


def check(
    group: str,
    severity: Severity,
    nature: Nature,
    *,
    filing: Severity | None = None,
    of_maps: bool = False,
    words: bool = False,
) -> Callable[[Run], Run]:
    """Register the decorated function as a check; its name, with hyphens, is the check's code.

    With `of_maps` it is about a map as a whole, and says nothing about a library that is read by itself. With `words`
    it looks at the `text` or `notes` of assertions; without, an editor does not run it again when only these change.
    """

    def register(run: Run) -> Run:
        name = run.__name__.replace("_", "-")
        _FOUND[name] = Check(name, severity, nature, run, filing, run.__doc__ or "", group, of_maps, words)
        return run

    return register


def documentation(check: Check) -> Documentation:
    """The parts of a check's docstring."""
    text = inspect.cleandoc(check.doc)
    prose, _, examples = text.partition("\nGap:\n")
    gap, _, closed = examples.partition("\nClosed:\n")
    what, _, why = prose.partition("Why: ")
    return Documentation(" ".join(what.split()), " ".join(why.split()), _dedented(gap), _dedented(closed))


def _dedented(example: str) -> str:
    return textwrap.dedent(example).strip() + "\n"


def all_checks() -> dict[str, Check]:
    """Every check by its code, in alphabetical order."""
    for module in pkgutil.iter_modules(argmap.checks.__path__):
        if module.name != "registry":
            importlib.import_module(f"argmap.checks.{module.name}")
    return dict(sorted(_FOUND.items()))
