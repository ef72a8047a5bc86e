"""The nodes of an argument graph: assertions, arguments, citations, counters, each with its place in the file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from argmap.model.assertion import Argument, Assertion, Premise
from argmap.model.citation import Citation
from argmap.model.values import Status, Strength

Steps = tuple[str | int, ...]
Section = Literal["assertions", "authorities", "rules", "issues", "parties"]


class Statement(NamedTuple):
    """Words that are put forward: in which assertion, at which path inside it."""

    name: str
    path: Steps
    text: str


@dataclass(frozen=True, slots=True)
class CounterNode:
    """An entry that sets an assertion against `target`; `counters` undercut the entry itself.

    `target` is the node it opposes: an assertion, an argument, a citation or another counter. `exception` is the rule's
    exception it invokes where it stands under `unless`.
    """

    name: str
    assertion: str
    target: str
    how: Literal["rebuts", "undercuts"]
    section: Section
    owner: str
    path: Steps
    counters: tuple[CounterNode, ...] = ()
    exception: str | None = None
    notes: str | None = None


@dataclass(frozen=True, slots=True)
class CitationNode:
    """One citation: by an assertion, an argument or a rule (`cited_by`), with the strength it carries."""

    name: str
    authority: str
    cited_by: str
    entry: Citation
    strength: Strength
    section: Section
    owner: str
    path: Steps
    counters: tuple[CounterNode, ...] = ()


@dataclass(frozen=True, slots=True)
class ArgumentNode:
    """One line of support for `conclusion`; `path` leads to it inside that assertion."""

    name: str
    conclusion: str
    entry: Argument
    strength: Strength
    path: Steps
    premises: tuple[Premise, ...]
    citations: tuple[CitationNode, ...]
    counters: tuple[CounterNode, ...]
    exceptions: tuple[CounterNode, ...]

    @property
    def undercutters(self) -> tuple[CounterNode, ...]:
        """Everything that undercuts the argument: its counters and its exceptions."""
        return self.counters + self.exceptions

    @property
    def is_empty(self) -> bool:
        """Whether it gives no reason: no premise, no rule, no authority in its support."""
        cited = any(citation.side == "for" for citation in self.entry.authorities)
        return not (self.entry.premises or self.entry.rule or cited)

    def place_of(self, premise: Premise) -> Steps:
        """The path of one of its premises inside the conclusion."""
        step = premise.element if premise.element is not None else self.entry.premises.index(premise)
        return (*self.inside, "premises", step)

    @property
    def inside(self) -> Steps:
        """The path that the argument's keys hang on: none where the assertion has its premises itself."""
        return self.path if self.path[0] == "because" else ()


@dataclass(frozen=True)
class AssertionNode:
    """An assertion with its arguments, citations and counters as nodes.

    What is asked of it is kept with it, also where a later state of the map takes it over.
    """

    name: str
    entry: Assertion
    arguments: tuple[ArgumentNode, ...]
    citations: tuple[CitationNode, ...]
    counters: tuple[CounterNode, ...]

    @cached_property
    def needs_support(self) -> bool:
        """Whether it has to be made out: it is neither agreed nor rejected, and more than context."""
        return self.entry.status not in (Status.AGREED, Status.REJECTED) and "context" not in self.entry.tags

    @cached_property
    def is_supported(self) -> bool:
        """Whether it is agreed or presumed, or an argument (not an empty one) or a citation is put forward for it."""
        given = self.entry.status in (Status.AGREED, Status.PRESUMED)
        argued = any(not argument.is_empty for argument in self.arguments)
        return given or argued or any(citation.entry.side == "for" for citation in self.citations)

    @cached_property
    def supporting(self) -> tuple[CitationNode, ...]:
        """The citations that count for it: its own and those of its arguments."""
        cited = (self.citations, *(argument.citations for argument in self.arguments))
        return tuple(citation for citations in cited for citation in citations if citation.entry.side == "for")

    @cached_property
    def rebuttals(self) -> tuple[CounterNode, ...]:
        """Counters that deny the assertion."""
        return tuple(counter for counter in self.counters if counter.how == "rebuts")

    @cached_property
    def undercutters(self) -> tuple[CounterNode, ...]:
        """Counters that take away every support of the assertion without denying it."""
        return tuple(counter for counter in self.counters if counter.how == "undercuts")
