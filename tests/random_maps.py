"""Small made-up maps as plain data, with every construct that bears on a label, and their reading."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

from argmap.graph import ArgumentGraph, build
from argmap.reading.load import load
from argmap.reading.merge import Reading, merge
from argmap.reading.source import read_source

STRENGTHS = ["weak", "moderate", "strong", "conclusive"]
STANDARDS = ["scintilla", "preponderance", "clear-and-convincing", "beyond-reasonable-doubt", "dialectical-validity"]
STATUSES = ["superseded", "overruled", "repealed", "withdrawn", "draft", "not-in-force", "in-force"]
TREATMENTS = ["supports", "applies", "follows", "distinguishes", "contradicts", "cf"]
SIGNALS = ["none", "see", "see-also", "cf", "contra", "but-see"]
KINDS = [
    "treaty", "custom", "judgment", "order", "decision", "advisory-opinion", "resolution", "statute", "regulation",
    "constitution", "executive-act", "report", "commentary", "article", "book", "letter", "statement", "press",
    "exhibit", "general-principle",
]  # fmt: skip


class Maker:
    """Makes one map of a few assertions; names are letters, so that their order is theirs alone."""

    def __init__(self, random: Random, most: int = 6) -> None:
        self.random = random
        self.names = [f"a{n}" for n in range(random.randint(1, most))]
        self.sources = [f"s{n}" for n in range(random.randint(1, 3))]
        self.rules = [f"r{n}" for n in range(random.randint(0, 2))]
        self.issues = [f"i{n}" for n in range(random.randint(0, 2))]

    def often(self, share: float) -> bool:
        return self.random.random() < share

    def whole(self) -> dict[str, Any]:
        data: dict[str, Any] = {
            "argmap": 1,
            "map": {"title": "A made-up map"},
            "parties": {"p": {"name": "P"}, "q": {"name": "Q"}},
            "authorities": {name: self.authority() for name in self.sources},
            "rules": {name: self.rule() for name in self.rules},
            "issues": {name: self.issue() for name in self.issues},
            "assertions": {name: self.assertion(name) for name in self.names},
        }
        return {key: value for key, value in data.items() if value}

    def some(self, most: int, without: str = "") -> list[str]:
        known = [name for name in self.names if name != without]
        return self.random.sample(known, min(len(known), self.random.randint(0, most)))

    def authority(self) -> dict[str, Any]:
        body: dict[str, Any] = {"kind": self.random.choice(KINDS), "title": "T"}
        if self.often(0.3):
            body["status"] = self.random.choice(STATUSES)
        if self.often(0.3):
            body["binding"] = self.random.choice([True, False, ["p"]])
        return body

    def mode(self, body: dict[str, Any]) -> None:
        if self.often(0.5):
            body["mode"] = self.random.choice(["all", "any", {"at-least": 1}, {"at-least": 2}, {"at-least": 3}])

    def rule(self) -> dict[str, Any]:
        body: dict[str, Any] = {"text": "R.", "exceptions": {"x": "X.", "y": "Y."}}
        if self.often(0.85):
            body["elements"] = {f"e{n}": "E." for n in range(self.random.randint(1, 3))}
        self.mode(body)
        if self.often(0.5):
            body["authorities"] = self.citations()
        return body

    def issue(self) -> dict[str, Any]:
        body: dict[str, Any] = {"question": "Q?", "positions": self.some(3)}
        if self.often(0.6):
            body["standard"] = self.random.choice(STANDARDS)
        if self.often(0.5):
            body["burden"] = "q"
        return body

    def counters(self, depth: int, without: str = "") -> list[Any]:
        return [self.counter(name, depth, without) for name in self.some(2, without)]

    def counter(self, name: str, depth: int, without: str) -> Any:
        if self.often(0.5):
            return name
        body: dict[str, Any] = {"assertion": name}
        if depth and self.often(0.6):
            body["counters"] = self.counters(depth - 1, without)
        return body

    def citations(self, without: str = "") -> list[Any]:
        return [self.citation(without) for _ in range(self.random.choice([0, 1, 1, 2]))]

    def citation(self, without: str) -> Any:
        name = self.random.choice(self.sources)
        if self.often(0.3):
            return f"{name} para. 1"
        body: dict[str, Any] = {"cite": name}
        if self.often(0.3):
            body["treatment"] = self.random.choice(TREATMENTS)
        if self.often(0.2):
            body["signal"] = self.random.choice(SIGNALS)
        if self.often(0.3):
            body["strength"] = self.random.choice(STRENGTHS)
        if self.often(0.3):
            body["counters"] = self.counters(2, without)
        return body

    def argument(self, name: str) -> dict[str, Any]:
        body: dict[str, Any] = {"premises": self.some(3, name)}
        if self.rules and self.often(0.5):
            rule = self.random.choice(self.rules)
            body["rule"] = rule
            elements = [f"e{n}" for n in range(3) if n < len(self.made[rule].get("elements", {}))]
            if elements:
                named = [element for element in elements if self.often(0.75)]
                others = [other for other in self.names if other != name]
                body["premises"] = {element: self.random.choice(others) for element in named} if others else {}
            if self.often(0.3):
                exceptions = self.some(2, name)
                body["unless"] = dict(zip(["x", "y"], exceptions, strict=False))
        elif self.often(0.3):
            body["unless"] = self.some(2, name)
        self.mode(body)
        if self.often(0.5):
            body["strength"] = self.random.choice(STRENGTHS)
        if self.often(0.3):
            body["authorities"] = self.citations(name)
        if self.often(0.4):
            body["counters"] = self.counters(2, name)
        return {key: value for key, value in body.items() if value not in ([], {})} or {"mode": "all"}

    def assertion(self, name: str) -> dict[str, Any]:
        random = self.random
        body: dict[str, Any] = {"text": "A.", "kind": random.choice(["legal", "factual", "mixed"])}
        if self.issues and self.often(0.5):
            body["issue"] = random.choice(self.issues)
        if self.often(0.4):
            body["status"] = random.choice(["asserted", "agreed", "presumed", "presumed", "rejected"])
        if self.often(0.4):
            body["standard"] = random.choice(STANDARDS)
        if self.often(0.3):
            body["premises"] = self.some(3, name)
        if self.often(0.6):
            body["because"] = [self.argument(name) for _ in range(random.choice([1, 1, 2]))]
        if self.often(0.6):
            body["authorities"] = self.citations(name)
        if self.often(0.7):
            entries = [{"assertion": e} if isinstance(e, str) else e for e in self.counters(2, name)]
            body["counters"] = [{**e, "how": random.choice(["rebuts", "rebuts", "undercuts"])} for e in entries]
        return {key: value for key, value in body.items() if value != []}

    @property
    def made(self) -> dict[str, Any]:
        return self._made

    def make(self) -> dict[str, Any]:
        """The map; rules come first, since arguments name their elements."""
        self._made: dict[str, Any] = {name: self.rule() for name in self.rules}
        data = self.whole()
        if self.rules:
            data["rules"] = self._made
        return data


def made_up(random: Random, most: int = 6) -> dict[str, Any]:
    return Maker(random, most).make()


def made_up_scenario(random: Random, data: dict[str, Any]) -> tuple[set[str], set[str]]:
    """Some ids to accept and others to reject; often none."""
    known = sorted([*data["assertions"], *data["authorities"]])
    chosen = random.sample(known, random.choice([0, 0, 1, 2, 3]) % (len(known) + 1))
    cut = random.randint(0, len(chosen))
    return set(chosen[:cut]), set(chosen[cut:])


def read(data: dict[str, Any]) -> Reading:
    """A map read from its data: JSON is YAML."""
    path = Path("made-up.yaml")
    return merge(path, [load(read_source(json.dumps(data).encode(), path))], [])


def graph_of(data: dict[str, Any]) -> ArgumentGraph:
    reading = read(data)
    assert reading.sound, [item.message for item in reading.defects]
    return build(reading.map)
