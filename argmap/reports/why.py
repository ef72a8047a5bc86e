"""The reason for one label as a tree: what supports and opposes it, and so on down to the leaves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from argmap.evaluation.labels import Evaluation
from argmap.evaluation.phrases import cited, missing_elements
from argmap.evaluation.scenario import status_of
from argmap.graph import ArgumentNode, AssertionNode, CitationNode, CounterNode
from argmap.model.rule import Rule
from argmap.model.values import Status
from argmap.reports.text import Style, plain, visible

MAX_TEXT = 100
"""How many characters of an assertion's text are shown."""

_STATUS = {
    Status.PRESUMED: "for: a presumption (moderate)",
    Status.AGREED: "taken as agreed, whatever supports or opposes it",
    Status.REJECTED: "taken as rejected, whatever supports it",
}


class _Branch(NamedTuple):
    """One line of the tree; below it comes what `assertion` rests on, if any, and then `below`."""

    line: str
    assertion: str | None = None
    below: tuple[_Branch, ...] = ()


def why_text(
    evaluation: Evaluation, reasons: Mapping[str, str], name: str, style: Style = plain, depth: int | None = None
) -> str:
    """The tree for one assertion, `depth` assertions deep; one that was shown is named again, not shown again."""
    return "\n".join(_lines(_Tree(evaluation, reasons, style), name, depth))


def _lines(tree: _Tree, name: str, depth: int | None) -> Iterator[str]:
    shown: set[str] = set()
    pending: list[tuple[str, str, _Branch, int]] = [("", "", tree.assertion(name, ""), 0)]
    while pending:
        head, indent, branch, level = pending.pop()
        again = branch.assertion in shown
        yield f"{head}{branch.line}{' (see above)' if again else ''}"
        below = list(branch.below)
        level += branch.assertion is not None
        if depth is not None and level > depth:
            continue
        if branch.assertion is not None and not again:
            shown.add(branch.assertion)
            below = [*tree.below(branch.assertion), *below]
            yield f"{indent}{'│' if below else ' '}   {tree.reason(branch.assertion)}"
        for last, child in reversed([(child is below[-1], child) for child in below]):
            pending.append((f"{indent}{'└─ ' if last else '├─ '}", f"{indent}{'   ' if last else '│  '}", child, level))


class _Tree:
    """Makes the branches of one evaluation."""

    def __init__(self, evaluation: Evaluation, reasons: Mapping[str, str], style: Style) -> None:
        self.evaluation, self.reasons, self.style = evaluation, reasons, style
        self.graph = evaluation.graph

    def reason(self, name: str) -> str:
        """The reason of an assertion without the standing, which its line has."""
        return self.reasons[name].split(": ", 1)[1]

    def assertion(self, name: str, role: str, below: Iterable[_Branch] = ()) -> _Branch:
        """The line of an assertion in a role."""
        text = visible(self.graph.assertions[name].entry.text)
        text = text if len(text) <= MAX_TEXT else f"{text[: MAX_TEXT - 1].rstrip()}…"
        line = f"{role}{self.style(name, 'place')} [{self.evaluation.standings[name].value}] {text}"
        return _Branch(line, name, tuple(below))

    def below(self, name: str) -> list[_Branch]:
        """What supports an assertion, then what opposes it."""
        node = self.graph.assertions[name]
        found = [self._argument(argument) for argument in node.arguments]
        found += [self._citation(citation) for citation in node.citations]
        found += self._status(node)
        found += [self._counter("undercut", entry) for entry in node.undercutters]
        for other, entry in self.graph.rebuttals_of(name):
            role = "rebutted" if entry.target == name else "rebuts"
            by = "by " if role == "rebutted" else ""
            found.append(self.assertion(other, f"{role}{self._in_vain(entry)} {by}", self._nested(entry)))
        return found

    def _status(self, node: AssertionNode) -> list[_Branch]:
        said = _STATUS.get(status_of(self.graph, node.name, self.evaluation.assume))
        return [_Branch(said)] if said else []

    def _argument(self, argument: ArgumentNode) -> _Branch:
        rule = self.graph.map.rules.get(argument.entry.rule or "")
        under = f" under rule {argument.entry.rule}" if rule else ""
        scheme = f", {argument.entry.scheme}" if argument.entry.scheme else ""
        mode = _mode(rule.mode if rule else argument.entry.mode)
        line = f"for: argument{under} ({argument.strength.word}{scheme}{mode}) [{self._label(argument.name)}]"
        return _Branch(line, None, tuple(self._inside(argument, rule)))

    def _inside(self, argument: ArgumentNode, rule: Rule | None) -> Iterator[_Branch]:
        for premise in argument.premises:
            yield self.assertion(premise.assertion, f"{premise.element}: " if premise.element else "premise ")
        if rule:
            for element in missing_elements(self.evaluation, argument):
                yield _Branch(f"{element}: no premise is named, so it counts as not met")
            for citation in self.graph.rules[argument.entry.rule or ""]:
                yield self._citation(citation, "the rule rests on ")
        for citation in argument.citations:
            yield self._citation(citation, "the step rests on ")
        for entry in argument.undercutters:
            yield self._counter(f"undercut as exception {entry.exception}" if entry.exception else "undercut", entry)

    def _citation(self, citation: CitationNode, role: str = "for: ") -> _Branch:
        authority = self.graph.map.authorities[citation.authority]
        side = {"for": role, "against": "against: ", "neither": "neither for nor against: "}[citation.entry.side]
        status = f", {authority.status}" if authority.status != "in-force" else ""
        if citation.authority in self.evaluation.assume.reject:
            status = ", rejected in this scenario"
        said = self.style(visible(cited(citation)), "help")
        line = f"{side}{said} ({citation.strength.word}, {authority.kind}{status}) [{self._label(citation.name)}]"
        return _Branch(line, None, tuple(self._counter("undercut", entry) for entry in citation.counters))

    def _counter(self, role: str, entry: CounterNode) -> _Branch:
        return self.assertion(entry.assertion, f"{role}{self._in_vain(entry)} by ", self._nested(entry))

    def _nested(self, entry: CounterNode) -> Iterator[_Branch]:
        for nested in entry.counters:
            yield self._counter("which is undercut", nested)

    def _in_vain(self, entry: CounterNode) -> str:
        """Whether an entry is itself undercut."""
        undercut = any(self._label(nested.name) == "in" for nested in entry.counters)
        return " to no effect" if undercut else ""

    def _label(self, name: str) -> str:
        return self.evaluation.labels[name].value


def _mode(mode: str | int) -> str:
    return "" if mode == "all" else ", any of" if mode == "any" else f", at least {mode} of"
