"""How a counter-position is drawn: what its line says, the label of the link, and what else would be drawn alike."""

from __future__ import annotations

from argmap.evaluation.labels import Evaluation
from argmap.evaluation.words import Label, all_of, negated
from argmap.graph import CounterNode


def counter_words(counter: CounterNode) -> str:
    """What stands on the line or mark of a counter: how it opposes, or the exception that it is."""
    if counter.exception:
        return f"exception: {counter.exception.replace('-', ' ')}"
    return "exception" if counter.name.rpartition("/")[2].startswith("exception") else counter.how


def counter_state(evaluation: Evaluation, counter: CounterNode, target: str) -> Label:
    """The label of a counter's line. A rebuttal goes both ways: it fails when undercut, or when both are out."""
    labels = evaluation.labels
    if counter.how == "undercuts":
        return labels[counter.name]
    guard = all_of(negated(labels[nested.name]) for nested in counter.counters)
    ends = {labels[target], labels[counter.assertion]}
    return Label.OUT if ends == {Label.OUT} else guard


def likeness(evaluation: Evaluation, counter: CounterNode, target: str) -> object:
    """What is equal for counters that are drawn alike, with all that is set against them."""
    state = counter_state(evaluation, counter, target)
    inner = tuple(likeness(evaluation, nested, counter.name) for nested in counter.counters)
    return counter.assertion, counter.how, counter_words(counter), state, inner
