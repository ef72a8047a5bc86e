"""From a map to its graph."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from argmap.graph.graph import ArgumentGraph
from argmap.graph.nodes import ArgumentNode, AssertionNode, CitationNode, CounterNode, Section, Steps
from argmap.graph.wording import differ_in_words
from argmap.model.assertion import Argument, Assertion
from argmap.model.citation import Citation, CounterEntry
from argmap.model.file import ArgumentMap
from argmap.model.values import Kind, Strength


def build(map_: ArgumentMap, before: ArgumentGraph | None = None) -> ArgumentGraph:
    """The graph of a map; `before` is that of an earlier state of it: what is the same still is taken from it."""
    builder = _Builder(map_)
    known = before.assertions if before is not None and _names_the_same(before.map, map_) else {}
    assertions = {
        name: known[name] if name in known and known[name].entry is entry else builder.assertion(name, entry)
        for name, entry in map_.assertions.items()
    }
    rules = {
        name: builder.citations(rule.authorities, name, ("authorities",), factual=False)
        for name, rule in map_.rules.items()
    }
    rebutted: dict[str, list[CounterNode]] = {}
    for node in assertions.values():
        for counter in node.rebuttals:
            rebutted.setdefault(counter.assertion, []).append(counter)
    shape = before.shape if before is not None and differ_in_words(before.map, map_) else {}
    return ArgumentGraph(map_, assertions, rules, {name: tuple(found) for name, found in rebutted.items()}, shape)


def _names_the_same(before: ArgumentMap, now: ArgumentMap) -> bool:
    """Whether every id in an assertion leads to the same: nodes depend on which ids there are, and on authorities."""
    if before.assertions.keys() != now.assertions.keys() or before.authorities.keys() != now.authorities.keys():
        return False
    return all(before.authorities[name] is authority for name, authority in now.authorities.items())


class _Builder:
    def __init__(self, map_: ArgumentMap) -> None:
        self.map = map_
        self.section: Section = "rules"
        self.owner = ""

    def assertion(self, name: str, entry: Assertion) -> AssertionNode:
        self.section, self.owner = "assertions", name
        factual = entry.kind is Kind.FACTUAL
        arguments = tuple(
            self.argument(f"{name}/argument-{number}", name, argument, path, factual)
            for number, (path, argument) in enumerate(entry.arguments(), 1)
        )
        citations = self.citations(entry.authorities, name, ("authorities",), factual)
        node = AssertionNode(
            name, entry, arguments, citations, self.counters(entry.counters, name, ("counters",), "rebuts")
        )
        self.section, self.owner = "rules", ""
        return node

    def argument(self, name: str, conclusion: str, entry: Argument, path: Steps, factual: bool) -> ArgumentNode:
        inside = path if path[0] == "because" else ()
        return ArgumentNode(
            name,
            conclusion,
            entry,
            entry.strength or Strength.MODERATE,
            path,
            tuple(premise for premise in entry.premises if premise.assertion in self.map.assertions),
            self.citations(entry.authorities, name, (*inside, "authorities"), factual),
            self.counters(entry.counters, name, (*inside, "counters"), "undercuts"),
            tuple(
                CounterNode(
                    f"{name}/exception-{number}",
                    premise.assertion,
                    name,
                    "undercuts",
                    self.section,
                    self.owner,
                    (*inside, "unless", number - 1 if premise.element is None else premise.element),
                    exception=premise.element,
                )
                for number, premise in enumerate(entry.unless, 1)
                if premise.assertion in self.map.assertions
            ),
        )

    def citations(
        self, cited: Sequence[Citation], cited_by: str, path: Steps, factual: bool
    ) -> tuple[CitationNode, ...]:
        owner = self.owner or cited_by
        found = []
        for number, entry in enumerate(cited, 1):
            authority = self.map.authorities.get(entry.cite)
            if authority is None:
                continue
            name, at = f"{cited_by}/citation-{number}", (*path, number - 1)
            strength = entry.strength or authority.strength_for(factual)
            counters = self.counters(entry.counters, name, (*at, "counters"), "undercuts")
            found.append(CitationNode(name, entry.cite, cited_by, entry, strength, self.section, owner, at, counters))
        return tuple(found)

    def counters(
        self, entries: Sequence[CounterEntry], target: str, path: Steps, default: Literal["rebuts", "undercuts"]
    ) -> tuple[CounterNode, ...]:
        found = []
        for number, entry in enumerate(entries, 1):
            if entry.assertion not in self.map.assertions:
                continue
            name, at = f"{target}/counter-{number}", (*path, number - 1)
            how = entry.how or default if default == "rebuts" else "undercuts"
            nested = self.counters(entry.counters, name, (*at, "counters"), "undercuts")
            owner = self.owner or target.split("/", 1)[0]
            notes = entry.notes
            found.append(CounterNode(name, entry.assertion, target, how, self.section, owner, at, nested, notes=notes))
        return tuple(found)
