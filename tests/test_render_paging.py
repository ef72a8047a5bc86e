"""Pages: what an assertion keeps is counted alike in steps and at once, and wide conclusions are divided too."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from maps_for_tests import analysed

from argmap.render.extent import Extent, Tally
from argmap.render.paging import LARGEST, paginate


def wide(width: int) -> str:
    """A conclusion with so many premises, each on a ground, and as many counters."""
    of = range(width)
    lines = [
        f"  c: {{text: So it is., premises: [{', '.join(f'p{n}' for n in of)}], "
        f"counters: [{', '.join(f'n{n}' for n in of)}]}}"
    ]
    for n in of:
        lines += [f"  p{n}: {{text: P., premises: [g{n}]}}", f"  g{n}: {{text: G.}}", f"  n{n}: {{text: N.}}"]
    head = "argmap: 1\nmap: {title: T}\nissues: {i: {question: Is it?, positions: [c]}}\nassertions:\n"
    return head + "\n".join(lines) + "\n"


MIXED = """
argmap: 1
map: {title: T}
assertions:
  c:
    text: C.
    because:
      - {premises: [a, b, d, e]}
      - {premises: [a, f], unless: [g]}
      - {premises: [h]}
    counters: [i, a, j]
  a: {text: A., premises: [aa]}
  aa: {text: AA.}
  b: {text: B.}
  d: {text: D., premises: [dd, ddd]}
  dd: {text: DD.}
  ddd: {text: DDD., counters: [dddd]}
  dddd: {text: DDDD.}
  e: {text: E.}
  f: {text: F., premises: [ff]}
  ff: {text: FF.}
  g: {text: G., premises: [gg]}
  gg: {text: GG.}
  h: {text: H., premises: [hh]}
  hh: {text: HH.}
  i: {text: I.}
  j: {text: J., counters: [jj]}
  jj: {text: JJ.}
"""


@pytest.mark.parametrize("at", ["c", None])
def test_cutting_off_one_by_one_counts_as_looking_anew(at: str | None, tmp_path: Path) -> None:
    analysis = analysed(MIXED, tmp_path)
    assert analysis.reading.sound
    names = [name for name in analysis.graph.assertions if name != "c"]
    for seed in range(50):
        random = Random(seed)
        extents = {name: Extent(*(random.randint(1, 4) for _ in range(4))) for name in names}
        tally = Tally(analysis.graph, at, "abdefghij", extents)
        while tally.kept:
            assert tally.extent == Tally(analysis.graph, at, tally.kept, extents).extent
            by = random.randrange(4)
            most = max(extents[name][by] for name in tally.kept)
            assert extents[tally.cut_heaviest(by)][by] == most
        assert tally.extent == Tally(analysis.graph, at, (), extents).extent


def test_a_conclusion_with_thousands_of_premises_and_counters_is_divided(tmp_path: Path) -> None:
    graph = analysed(wide(3000), tmp_path).graph
    for top in ((), ("c",)):
        pages = paginate(graph, graph.in_issue("i"), lambda name: True, top)
        assert sorted(name for page in pages for name in page) == sorted(graph.assertions)
        assert pages[0][0] == "c"
        assert all(len(page) <= LARGEST.part.assertions for page in pages)
