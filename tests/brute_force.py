"""The labels of DESIGN section 4 straight from its text, over the plain data of an argument file; slow on purpose.

Nothing here is shared with argmap: the data is walked as it is written, labels are the numbers 0 (out), 1 (undecided)
and 2 (in), and the operator is applied to the whole map again and again until nothing changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any

OUT, UNDECIDED, IN = 0, 1, 2
WORDS = ("out", "undecided", "in")
STRENGTHS = {"weak": 1, "moderate": 2, "strong": 3, "conclusive": 4}
MODERATE_KINDS = {
    "treaty", "custom", "general-principle", "statute", "regulation", "constitution", "judgment", "order", "decision",
    "advisory-opinion",
}  # fmt: skip
MODERATE_FOR_FACTS = {"exhibit", "report", "press", "letter", "statement", "executive-act"}
DEAD = {"overruled", "repealed", "withdrawn", "superseded"}

Labels = dict[str, int]
Links = list[tuple[int, int]]  # strength, label


def holds(standard: str, p: int, c: int) -> bool:
    if p < 1:
        return False
    return {
        "scintilla": True,
        "preponderance": p > c,
        "clear-and-convincing": p >= 3 and p > c,
        "beyond-reasonable-doubt": p >= 3 and c <= 1 and p - c >= 2,
        "dialectical-validity": c == 0,
    }[standard]


def a_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def citation(value: Any) -> dict[str, Any]:
    return {"cite": value.split()[0]} if isinstance(value, str) else value


def counter(value: Any) -> dict[str, Any]:
    return {"assertion": value} if isinstance(value, str) else value


def premises(value: Any) -> list[tuple[str | None, str]]:
    """Element (or None) and assertion of each premise."""
    if isinstance(value, dict):
        return list(value.items())
    return [(None, name) for name in a_list(value)]


class Definition:
    """The operator of one map under a scenario."""

    def __init__(self, data: dict[str, Any], accept: Iterable[str] = (), reject: Iterable[str] = ()) -> None:
        self.assertions: dict[str, dict[str, Any]] = data.get("assertions", {})
        self.authorities: dict[str, dict[str, Any]] = data.get("authorities", {})
        self.rules: dict[str, dict[str, Any]] = data.get("rules", {})
        self.issues: dict[str, dict[str, Any]] = data.get("issues", {})
        self.accept, self.reject = set(accept), set(reject)

    # -- links

    def authority(self, name: str) -> int:
        if name in self.accept:
            return IN
        return OUT if name in self.reject or self.authorities[name].get("status") in DEAD else IN

    def entry(self, value: Any, labels: Labels) -> int:
        """An undercutter entry: its assertion, and none of its own counters."""
        written = counter(value)
        nested = [2 - self.entry(item, labels) for item in a_list(written.get("counters"))]
        return min([labels[written["assertion"]], *nested])

    def citation(self, value: Any, labels: Labels) -> int:
        written = citation(value)
        return min(
            [self.authority(written["cite"]), *(2 - self.entry(e, labels) for e in a_list(written.get("counters")))]
        )

    def side(self, value: Any) -> str:
        written = citation(value)
        treatment, signal = written.get("treatment", "supports"), written.get("signal", "none")
        if treatment == "contradicts" or signal in ("contra", "but-see"):
            return "against"
        return "neither" if treatment in ("distinguishes", "cf") or signal == "cf" else "for"

    def backing(self, citations: Any, labels: Labels) -> int:
        """The best label of the supporting citations; in where there is none."""
        return max((self.citation(c, labels) for c in a_list(citations) if self.side(c) == "for"), default=IN)

    def counted(self, mode: Any, found: list[int]) -> int:
        """All of the labels, or at least so many of them."""
        if mode == "all":
            return min(found, default=IN)
        needed = 1 if mode == "any" else int(mode["at-least"])
        if sum(label == IN for label in found) >= needed:
            return IN
        return OUT if sum(label != OUT for label in found) < needed else UNDECIDED

    def argument(self, written: dict[str, Any], labels: Labels) -> int:
        named = premises(written.get("premises"))
        rule = self.rules.get(written.get("rule", ""))
        if rule and rule.get("elements"):
            by_element = dict(named)
            met = [labels[by_element[e]] if e in by_element else OUT for e in rule["elements"]]
            parts = [self.counted(rule.get("mode", "all"), met)]
        else:
            parts = [self.counted(written.get("mode", "all"), [labels[name] for _, name in named])]
        parts += [2 - self.entry(item, labels) for item in a_list(written.get("counters"))]
        parts += [2 - labels[name] for _, name in premises(written.get("unless"))]
        parts.append(self.backing(written.get("authorities"), labels))
        if rule:
            parts.append(self.backing(rule.get("authorities"), labels))
        return min(parts)

    def citation_strength(self, value: Any, kind: str) -> int:
        written = citation(value)
        if "strength" in written:
            return STRENGTHS[written["strength"]]
        authority = self.authorities[written["cite"]]
        if authority.get("binding", "false") not in ("false", False):
            return 3
        if authority["kind"] in MODERATE_KINDS or (kind == "factual" and authority["kind"] in MODERATE_FOR_FACTS):
            return 2
        return 1

    def status(self, name: str) -> str:
        if name in self.accept:
            return "agreed"
        return "rejected" if name in self.reject else self.assertions[name].get("status", "asserted")

    def arguments(self, name: str) -> Iterator[dict[str, Any]]:
        written = self.assertions[name]
        if written.get("premises"):
            yield {"premises": written["premises"]}
        yield from a_list(written.get("because"))

    def rebuts(self, name: str) -> Iterator[dict[str, Any]]:
        """The counters of an assertion that rebut it."""
        return (
            c for c in map(counter, a_list(self.assertions[name].get("counters"))) if c.get("how", "rebuts") == "rebuts"
        )

    def pro(self, name: str, labels: Labels) -> Links:
        written, status = self.assertions[name], self.status(name)
        if status == "agreed":
            return [(4, IN)]
        if status == "rejected":
            return []
        links = [(STRENGTHS[a.get("strength", "moderate")], self.argument(a, labels)) for a in self.arguments(name)]
        links += [
            (self.citation_strength(c, written.get("kind", "mixed")), self.citation(c, labels))
            for c in a_list(written.get("authorities"))
            if self.side(c) == "for"
        ]
        if status == "presumed":
            links.append((2, IN))
        whole = [c for c in map(counter, a_list(written.get("counters"))) if c.get("how") == "undercuts"]
        guard = min((2 - self.entry(item, labels) for item in whole), default=IN)
        return [(strength, min(label, guard)) for strength, label in links]

    def con(self, name: str, labels: Labels) -> Links:
        written = self.assertions[name]
        links = [
            (self.citation_strength(c, written.get("kind", "mixed")), self.citation(c, labels))
            for c in a_list(written.get("authorities"))
            if self.side(c) == "against"
        ]
        opposed = [(entry["assertion"], entry) for entry in self.rebuts(name)]
        opposed += [(o, entry) for o in self.assertions for entry in self.rebuts(o) if entry["assertion"] == name]
        for other, entry in opposed:
            guard = min((2 - self.entry(item, labels) for item in a_list(entry.get("counters"))), default=IN)
            links += [(strength, min(label, guard)) for strength, label in self.pro(other, labels)]
        return links

    # -- the operator

    def standard(self, name: str) -> str:
        written = self.assertions[name]
        issue = self.issues.get(written.get("issue", ""), {})
        return written.get("standard") or issue.get("standard") or "preponderance"

    def label(self, name: str, labels: Labels) -> int:
        status = self.status(name)
        if status in ("agreed", "rejected"):
            return IN if status == "agreed" else OUT
        pro, con, standard = self.pro(name, labels), self.con(name, labels), self.standard(name)
        p, c = (max((s for s, label in links if label == IN), default=0) for links in (pro, con))
        p_plus, c_plus = (max((s for s, label in links if label != OUT), default=0) for links in (pro, con))
        if holds(standard, p, c_plus):
            return IN
        if p_plus == 0 or (c > p_plus and not holds(standard, p_plus, c)):
            return OUT
        return UNDECIDED

    def step(self, labels: Labels) -> Labels:
        return {name: self.label(name, labels) for name in self.assertions}

    def grounded(self) -> Labels:
        """Start with every assertion undecided and apply the rules until nothing changes."""
        labels = dict.fromkeys(self.assertions, UNDECIDED)
        while (following := self.step(labels)) != labels:
            labels = following
        return labels

    def complete(self) -> list[Labels]:
        """Every fixed point of the operator."""
        names = list(self.assertions)
        every = (dict(zip(names, values, strict=True)) for values in product((OUT, UNDECIDED, IN), repeat=len(names)))
        return [labels for labels in every if self.step(labels) == labels]

    def preferred(self) -> list[Labels]:
        """Fixed points with a maximal set of in and out."""
        every = self.complete()
        return [labels for labels in every if not any(_more(other, labels) for other in every)]

    def stable(self) -> list[Labels]:
        """Fixed points with nothing undecided."""
        return [labels for labels in self.complete() if UNDECIDED not in labels.values()]


def _more(other: Labels, labels: Labels) -> bool:
    return other != labels and all(other[n] == label for n, label in labels.items() if label != UNDECIDED)
