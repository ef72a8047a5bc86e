"""Times the evaluation of large made-up maps: `python tests/benchmarks/bench_evaluation.py [assertions]`.

The generator is seeded and layered: facts below, legal steps above, with rebuttals, undercutters, rules and citations
in the proportions of the maps in arguments/ (about three links an assertion). Times are seconds of the processor, the
best of three; reading is not part of them, building the graph is shown apart.
"""

from __future__ import annotations

import gc
import random
import sys
import time
from collections.abc import Callable
from typing import Any

from argmap.evaluation.grounded import propagate
from argmap.evaluation.labellings import readings
from argmap.evaluation.labels import evaluate
from argmap.evaluation.network import compile_network
from argmap.evaluation.reasons import reasons
from argmap.evaluation.sensitivity import Falls
from argmap.evaluation.words import Semantics
from argmap.graph import build
from argmap.model.assertion import Assertion
from argmap.model.authority import AUTHORITY_KINDS, Authority
from argmap.model.file import ArgumentMap
from argmap.model.header import Issue, MapHeader
from argmap.model.rule import Rule


def made_up_map(count: int, seed: int = 0, mutual: float = 0.05) -> ArgumentMap:
    """A map of `count` assertions; `mutual` is the share of those undercut from above, which makes circles."""
    random_ = random.Random(seed)
    authorities = {
        f"authority-{n}": {
            "kind": random_.choice(list(AUTHORITY_KINDS)),
            "title": f"Authority {n}",
            "status": "overruled" if random_.random() < 0.02 else "in-force",
        }
        for n in range(max(2, count // 5))
    }
    cited = list(authorities)
    rules = {
        f"rule-{n}": {"text": "A rule.", "elements": {"first": "First.", "second": "Second."}}
        for n in range(max(1, count // 100))
    }
    issues = {f"issue-{n}": {"question": f"Question {n}?"} for n in range(max(1, count // 100))}
    assertions = {f"a-{n}": _assertion(n, count, random_, cited, list(rules), mutual) for n in range(count)}
    for n, issue in enumerate(issues.values()):
        top = [f"a-{min(count - 1, n * 100 + k)}" for k in (98, 99)]
        issue["positions"] = list(dict.fromkeys(top))  # type: ignore[assignment]
    return ArgumentMap(
        MapHeader(title="A made-up map"),
        authorities={name: _authority(body) for name, body in authorities.items()},
        rules={name: Rule.model_validate(body) for name, body in rules.items()},
        issues={name: Issue.model_validate(body) for name, body in issues.items()},
        assertions={name: Assertion.model_validate(body) for name, body in assertions.items()},
    )


def _authority(body: dict[str, Any]) -> Authority:
    return AUTHORITY_KINDS[body["kind"]].model_validate(body)


def _assertion(
    n: int, count: int, random_: random.Random, cited: list[str], rules: list[str], mutual: float
) -> dict[str, Any]:
    def below() -> str:
        return f"a-{max(0, n - 1 - random_.randrange(60))}"

    body: dict[str, Any] = {"text": f"Assertion {n}.", "kind": random_.choice(["legal", "factual", "mixed"])}
    body["authorities"] = [f"{random_.choice(cited)} para. {k}" for k in range(random_.choice([0, 0, 1, 1, 2]))]
    if n > 60 and random_.random() < 0.6:
        if random_.random() < 0.2:
            argument: dict[str, Any] = {
                "rule": random_.choice(rules),
                "premises": {"first": below(), "second": below()},
                "unless": [below()],
            }
        else:
            argument = {"premises": sorted({below(), below()})}
        argument["strength"] = random_.choice(["weak", "moderate", "strong"])
        body["because"] = [argument]
    elif not body["authorities"] or random_.random() < 0.2:
        body["status"] = random_.choice(["agreed", "presumed"])
    if n > 60 and random_.random() < 0.3:
        body["counters"] = [{"assertion": below(), "how": random_.choice(["rebuts", "rebuts", "undercuts"])}]
    if 60 < n < count - 60 and random_.random() < mutual:
        other = f"a-{n + 1 + random_.randrange(20)}"
        body.setdefault("counters", []).append({"assertion": other, "how": "undercuts"})
    return body


def timed(what: str, work: Callable[[], Any], repeats: int = 3) -> Any:
    """Print the best time of some work, and give back what it made."""
    best, made = float("inf"), None
    for _ in range(repeats):
        made = None
        start = time.process_time()
        made = work()
        best = min(best, time.process_time() - start)
    print(f"{what:<58} {best:8.3f} s")
    return made


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    gc.disable()
    whole = made_up_map(count)
    graph = timed(f"graph of {count:,} assertions", lambda: build(whole))
    network = timed("network compiled", lambda: compile_network(graph))
    links = sum(len(edges) for edges in network.edges)
    timed(f"labels propagated ({len(network.edges):,} gates, {links:,} edges)", lambda: propagate(network))
    evaluation = timed("evaluate, all together", lambda: evaluate(graph))
    timed("standings of all", lambda: evaluate(graph).standings, 1)
    timed("reasons of all", lambda: reasons(evaluation), 1)
    for semantics in (Semantics.PREFERRED, Semantics.STABLE):
        timed(f"{semantics} acceptance of all", lambda wanted=semantics: readings(evaluation, wanted, limit=0))
    small = build(made_up_map(1_000, seed=1))
    known = evaluate(small)
    names = [name for name in small.map.authorities if name in small.cited]
    timed(
        f"sensitivity of {len(names)} authorities of 1,000 assertions",
        lambda: [Falls(small, known).fall(n) for n in names],
    )


if __name__ == "__main__":
    main()
