"""Why an assertion has its label: one sentence that names the links that decide."""

from __future__ import annotations

from collections.abc import Iterable

from argmap.evaluation.labels import Evaluation
from argmap.evaluation.links import Link, greatest, undercutters
from argmap.evaluation.scenario import standard_of, status_of
from argmap.evaluation.words import Label, Standing
from argmap.graph import ArgumentNode, CounterNode
from argmap.model.values import Standard, Status, Strength

NAMED = 3
"""How many things of one sort a sentence names before it counts the rest."""


def reason(evaluation: Evaluation, name: str) -> str:
    """One sentence on the label of an assertion: its standing, a colon, what decides."""
    standing = evaluation.standings[name]
    return f"{standing.value}: {_because(evaluation, name, standing)}."


def reasons(evaluation: Evaluation) -> dict[str, str]:
    """The reason of every assertion."""
    return {name: reason(evaluation, name) for name in evaluation.graph.assertions}


def _because(evaluation: Evaluation, name: str, standing: Standing) -> str:
    given = _given(evaluation, name)
    if given:
        return given
    pro, con = evaluation.pro(name), evaluation.con(name)
    p, p_possible = greatest(pro, possible=False), greatest(pro, possible=True)
    c, c_possible = greatest(con, possible=False), greatest(con, possible=True)
    standard = standard_of(evaluation.graph, name)
    if standing is Standing.STANDS:
        support = _links(evaluation, [link for link in pro if link.label is Label.IN and link.strength == p])
        if not con:
            return f"{support}, and nothing opposes it"
        if not c_possible:
            return f"{support}, and what opposes it ({_sources(con)}) fails"
        against = _sources([link for link in con if link.label is not Label.OUT])
        return f"{support}, which meets the standard of {standard} against {against} ({_strength(c_possible)})"
    if standing is not Standing.CONTESTED:
        return _fallen(evaluation, name, pro, con, p_possible, c)
    return _contested(evaluation, pro, con, (p, p_possible, c, c_possible), standard)


def _given(evaluation: Evaluation, name: str) -> str:
    """The reason of an assertion whose label is given, by the scenario or by its status; else nothing."""
    if name in evaluation.assume.accept:
        return "the scenario takes it as accepted"
    if name in evaluation.assume.reject:
        return "the scenario takes it as rejected"
    status = status_of(evaluation.graph, name, evaluation.assume)
    return {Status.AGREED: "the parties agree on it", Status.REJECTED: "its status is rejected"}.get(status, "")


def _fallen(
    evaluation: Evaluation, name: str, pro: list[Link], con: list[Link], p_possible: int, c: int
) -> str:
    if p_possible:
        against = _sources([link for link in con if link.label is Label.IN and link.strength == c])
        support = _strength(p_possible)
        return f"its support ({support} at most) is outweighed by {against} ({_strength(c)})"
    if not pro:
        against = [link for link in con if link.label is Label.IN]
        return f"nothing supports it, and {_sources(against)} opposes it" if against else "nothing supports it"
    whole = [counter for counter in evaluation.graph.assertions[name].undercutters if _is_in(evaluation, counter)]
    if whole:
        return f"{_ids(counter.assertion for counter in whole)} undercuts all its support"
    return f"none of its support holds: {'; '.join(_limited(_failure(evaluation, link) for link in pro))}"


def _contested(
    evaluation: Evaluation, pro: list[Link], con: list[Link], strengths: tuple[int, int, int, int], standard: Standard
) -> str:
    p, p_possible, c, c_possible = strengths
    if not p:
        hangs = "; ".join(_limited(_hangs(evaluation, link) for link in pro if link.label is Label.UNDECIDED))
        return f"its support is itself contested: {hangs}"
    support = f"its support ({_strength(p)})"
    if c and c >= p:
        equally = "an equally strong" if c == p else "a stronger"
        against = _sources([link for link in con if link.label is Label.IN and link.strength == c])
        return f"{support} is met by {equally} opposition, {against}"
    if c_possible >= p:
        open_ = [link for link in con if link.label is Label.UNDECIDED and link.strength >= p]
        return f"{support} holds, but {_sources(open_)} ({_strength(c_possible)}) is itself contested and could outweigh it"
    against = f" against {_sources([link for link in con if link.label is not Label.OUT])}" if c_possible else ""
    return f"{support} falls short of the standard of {standard}{against}, and nothing outweighs it"


def _failure(evaluation: Evaluation, link: Link) -> str:
    """Why a link is out."""
    if link.kind == "citation":
        return f"`{_authority(evaluation, link.name)}` is out or undercut"
    argument = argument_of(evaluation, link.name)
    if argument is None:
        return "its presumption is undercut"
    undercut = [counter.assertion for counter in argument.undercutters if _is_in(evaluation, counter)]
    if undercut:
        return f"{_ids(undercut)} undercuts {describe(evaluation, link)}"
    missing = missing_elements(evaluation, argument)
    failed = [p.assertion for p in argument.premises if evaluation.labels[p.assertion] is Label.OUT]
    parts = []
    if missing:
        parts.append(f"no premise meets {_words('element', missing)}")
    if failed:
        parts.append(f"{_ids(failed)} {'is' if len(failed) == 1 else 'are'} out")
    return f"{describe(evaluation, link)} fails since {' and '.join(parts) or 'its authority is out'}"


def _hangs(evaluation: Evaluation, link: Link) -> str:
    """What an undecided link hangs on."""
    argument = argument_of(evaluation, link.name)
    if argument is None:
        return f"{describe(evaluation, link)} is challenged"
    open_ = [p.assertion for p in argument.premises if evaluation.labels[p.assertion] is Label.UNDECIDED]
    open_ += [c.assertion for c in argument.undercutters if evaluation.labels[c.name] is Label.UNDECIDED]
    if not open_:
        open_ = [c.assertion for c in undercutters(evaluation.graph, argument.conclusion)]
    return f"{describe(evaluation, link)} hangs on {_ids(open_)}" if open_ else f"{describe(evaluation, link)} is challenged"


def argument_of(evaluation: Evaluation, name: str) -> ArgumentNode | None:
    """The argument with a name, None where the name is no argument's."""
    conclusion = name.split("/", 1)[0]
    node = evaluation.graph.assertions.get(conclusion)
    return next((argument for argument in node.arguments if argument.name == name), None) if node else None


def missing_elements(evaluation: Evaluation, argument: ArgumentNode) -> list[str]:
    """The elements of the applied rule for which no premise is named."""
    rule = evaluation.graph.map.rules.get(argument.entry.rule or "")
    named = {premise.element for premise in argument.premises}
    return [element for element in rule.elements if element not in named] if rule else []


def describe(evaluation: Evaluation, link: Link) -> str:
    """A link in words: `the argument under rule x`, `the argument from a and b`, `un-charter art. 51`."""
    if link.kind == "citation":
        return f"`{_authority(evaluation, link.name)}`"
    if link.kind in ("presumption", "agreement"):
        return f"its {link.kind}"
    argument = argument_of(evaluation, link.name)
    if argument is None:
        return "its argument"
    if argument.entry.rule:
        return f"the argument under rule `{argument.entry.rule}`"
    premises = [premise.assertion for premise in argument.premises]
    return f"the argument from {_ids(premises)}" if premises else "the argument without premises"


def _authority(evaluation: Evaluation, name: str) -> str:
    owner = evaluation.graph.assertions[name.split("/", 1)[0]]
    citation = next(citation for citation in owner.citations if citation.name == name)
    return f"{citation.authority} {citation.entry.at}" if citation.entry.at else citation.authority


def _is_in(evaluation: Evaluation, counter: CounterNode) -> bool:
    return evaluation.labels[counter.name] is Label.IN


def _links(evaluation: Evaluation, links: list[Link]) -> str:
    """`its support (strong) holds by the argument under rule x and un-charter art. 51`."""
    names = _limited(dict.fromkeys(describe(evaluation, link) for link in links))
    strength = _strength(max(int(link.strength) for link in links))
    return f"its support ({strength}) holds by {_and(names)}"


def _sources(links: list[Link]) -> str:
    return _ids(link.source if link.kind != "citation" or link.entry else link.name for link in links)


def _ids(names: Iterable[str]) -> str:
    return _and(_limited(f"`{name}`" for name in dict.fromkeys(names)))


def _limited(parts: Iterable[str]) -> list[str]:
    whole = list(dict.fromkeys(parts))
    return whole if len(whole) <= NAMED + 1 else [*whole[:NAMED], f"{len(whole) - NAMED} more"]


def _and(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else "nothing"


def _words(noun: str, names: list[str]) -> str:
    return f"{noun}{'s' if len(names) > 1 else ''} {_ids(names)}"


def _strength(value: int) -> str:
    return Strength(value).word
