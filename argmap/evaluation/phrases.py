"""Links in words: what supports an assertion, why a support fails, and what an open one depends on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from argmap.evaluation.labels import Evaluation
from argmap.evaluation.links import Link
from argmap.evaluation.words import Label
from argmap.graph import ArgumentNode, CitationNode, CounterNode
from argmap.model.values import Strength

NAMED = 3
"""How many things of one sort a sentence names before it counts the rest."""


def limited(parts: Iterable[str]) -> list[str]:
    """The parts, each once; where they are many the first few and how many more there are."""
    whole = list(dict.fromkeys(parts))
    return whole if len(whole) <= NAMED + 1 else [*whole[:NAMED], f"{len(whole) - NAMED} more"]


def joined(parts: Sequence[str]) -> str:
    """`a, b and c`."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else "nothing"


def ids(names: Iterable[str]) -> str:
    """Ids in backticks, as part of a sentence."""
    return joined(limited(f"`{name}`" for name in names))


def verb(count: int, one: str, many: str) -> str:
    """The form of a verb for so many subjects."""
    return one if count == 1 else many


def word(strength: int) -> str:
    """The word for a strength."""
    return Strength(strength).word


def argument_of(evaluation: Evaluation, name: str) -> ArgumentNode | None:
    """The argument with a name, None where the name is no argument's."""
    node = evaluation.graph.assertions.get(name.split("/", 1)[0])
    return next((argument for argument in node.arguments if argument.name == name), None) if node else None


def citation_of(evaluation: Evaluation, link: Link) -> CitationNode:
    """The citation that a link of that kind stands for."""
    owner = evaluation.graph.assertions[link.name.split("/", 1)[0]]
    return next(citation for citation in owner.citations if citation.name == link.name)


def cited(citation: CitationNode) -> str:
    """`un-charter art. 51`."""
    return f"{citation.authority} {citation.entry.at}" if citation.entry.at else citation.authority


def missing_elements(evaluation: Evaluation, argument: ArgumentNode) -> list[str]:
    """The elements of the applied rule for which no premise is named."""
    rule = evaluation.graph.map.rules.get(argument.entry.rule or "")
    named = {premise.element for premise in argument.premises}
    return [element for element in rule.elements if element not in named] if rule else []


def describe(evaluation: Evaluation, link: Link) -> str:
    """A link as a noun: `the argument under rule x`, `the argument from a and b`, `un-charter art. 51`."""
    if link.kind == "citation":
        return f"`{cited(citation_of(evaluation, link))}`"
    argument = argument_of(evaluation, link.name)
    if argument is None:
        return f"its {link.kind}"
    if argument.entry.rule:
        return f"the argument under rule `{argument.entry.rule}`"
    premises = [premise.assertion for premise in argument.premises]
    return f"the argument from {ids(premises)}" if premises else "an argument without premises"


def supported(evaluation: Evaluation, links: Sequence[Link]) -> str:
    """`the argument under rule x and un-charter art. 51 support it (strong)`."""
    ordered = sorted(links, key=lambda link: link.kind != "citation")  # a citation behind `from a and b` would mislead
    named = list(dict.fromkeys(describe(evaluation, link) for link in ordered))
    strength = word(max(int(link.strength) for link in links))
    if named == ["its presumption"]:
        return f"it is presumed ({strength})"
    return f"{joined(limited(named))} {verb(len(named), 'supports', 'support')} it ({strength})"


def opponents(evaluation: Evaluation, links: Iterable[Link]) -> list[str]:
    """What opposes, in backticks: the assertions that rebut, the authorities that are cited against."""
    return list(
        dict.fromkeys(
            f"`{cited(citation_of(evaluation, link))}`" if link.kind == "citation" and link.entry is None
            else f"`{link.source}`"
            for link in links
        )
    )  # fmt: skip


def failure(evaluation: Evaluation, link: Link) -> str:
    """Why a pro link is out."""
    if link.kind == "citation":
        return _citation_failure(evaluation, citation_of(evaluation, link))
    argument = argument_of(evaluation, link.name)
    if argument is None:
        return "its presumption is undercut"
    undercut = [entry.assertion for entry in argument.undercutters if is_in(evaluation, entry)]
    if undercut:
        return f"{ids(undercut)} {verb(len(undercut), 'undercuts', 'undercut')} {describe(evaluation, link)}"
    premises = [premise.assertion for premise in argument.premises]
    if argument.entry.rule is None and premises and all(evaluation.labels[name] is Label.OUT for name in premises):
        return f"it rests on {ids(premises)}, which {verb(len(premises), 'does', 'do')} not stand"
    return f"{describe(evaluation, link)} fails, since {_argument_failure(evaluation, argument)}"


def _argument_failure(evaluation: Evaluation, argument: ArgumentNode) -> str:
    missing = missing_elements(evaluation, argument)
    failed = [p.assertion for p in argument.premises if evaluation.labels[p.assertion] is Label.OUT]
    lost = [c for c in argument.citations if c.entry.side == "for" and evaluation.labels[c.name] is Label.OUT]
    parts = []
    if missing:
        parts.append(f"no premise is named for {verb(len(missing), 'element', 'elements')} {ids(missing)}")
    if failed:
        parts.append(f"{ids(failed)} {verb(len(dict.fromkeys(failed)), 'does', 'do')} not stand")
    if not parts:
        parts = [_citation_failure(evaluation, citation) for citation in lost]
    rule = evaluation.graph.rules.get(argument.entry.rule or "", ())
    if not parts and any(evaluation.labels[citation.name] is Label.OUT for citation in rule):
        parts = [_citation_failure(evaluation, citation) for citation in rule if citation.entry.side == "for"]
    if not parts and len(argument.premises) < len(argument.entry.premises):
        return "a premise that it names does not exist"
    return joined(limited(parts)) if parts else "too few premises are named"


def _citation_failure(evaluation: Evaluation, citation: CitationNode) -> str:
    if evaluation.labels[citation.authority] is Label.OUT:
        status = "rejected" if citation.authority in evaluation.assume.reject else _status(evaluation, citation)
        return f"`{citation.authority}` is {status}"
    undercut = [entry.assertion for entry in citation.counters if is_in(evaluation, entry)]
    return f"{ids(undercut)} {verb(len(undercut), 'undercuts', 'undercut')} `{cited(citation)}`"


def _status(evaluation: Evaluation, citation: CitationNode) -> str:
    return evaluation.graph.map.authorities[citation.authority].status


def dependence(evaluation: Evaluation, link: Link) -> str:
    """What a pro link that is undecided depends on."""
    if link.kind == "citation":
        open_ = open_counters(evaluation, citation_of(evaluation, link).counters)
        return f"{describe(evaluation, link)} is challenged by {ids(open_)}" if open_ else _as_a_whole(evaluation, link)
    argument = argument_of(evaluation, link.name)
    if argument is None or evaluation.labels[argument.name] is Label.IN:
        return _as_a_whole(evaluation, link)
    open_premises = [p.assertion for p in argument.premises if evaluation.labels[p.assertion] is Label.UNDECIDED]
    challenges = open_counters(evaluation, argument.undercutters)
    backing = [*argument.citations, *evaluation.graph.rules.get(argument.entry.rule or "", ())]
    challenges += [name for citation in backing for name in open_counters(evaluation, citation.counters)]
    whole = [premise.assertion for premise in argument.premises]
    if argument.entry.rule is None and open_premises == whole and not challenges:
        return f"it rests on {ids(open_premises)}"
    parts = [f"depends on {ids(open_premises)}"] if open_premises else []
    parts += [f"is challenged by {ids(challenges)}"] if challenges else []
    return f"{describe(evaluation, link)} {', and '.join(parts)}"


def _as_a_whole(evaluation: Evaluation, link: Link) -> str:
    challenges = open_counters(evaluation, evaluation.graph.assertions[link.source].undercutters)
    return f"{describe(evaluation, link)} is challenged by {ids(challenges)}"


def open_counters(evaluation: Evaluation, entries: Iterable[CounterNode]) -> list[str]:
    """The assertions of the entries that are undecided."""
    return [entry.assertion for entry in entries if evaluation.labels[entry.name] is Label.UNDECIDED]


def is_in(evaluation: Evaluation, entry: CounterNode) -> bool:
    """Whether an entry that opposes is in."""
    return evaluation.labels[entry.name] is Label.IN
