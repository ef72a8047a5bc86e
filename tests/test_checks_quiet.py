"""Cases that look like a gap and are none: each was a false alarm once, or could easily be one."""

from itertools import combinations, islice
from pathlib import Path
from textwrap import dedent

import pytest

from argmap.analysis import analyse
from argmap.review import Selection

QUIET = {
    "date-conflict": """
        assertions:
          agreed: {text: Nobody was to stay after 31 December 2021., kind: factual, on: 2021-07-26, status: agreed}
    """,
    "interested-source-only": """
        parties: {seller: {name: S}}
        authorities:
          reply: {kind: letter, title: Letter, by: seller, date: 2026-06-01, held_by: B}
        assertions:
          told: {text: The seller wrote on it., kind: factual, asserted_by: seller, authorities: [reply]}
    """,
    "not-binding-here": """
        map: {title: A sale, applicable_law: [international]}
        authorities:
          act: {kind: statute, title: Sale Act, jurisdiction: United Freeland}
        assertions:
          licence: {text: UF law asks for a licence., kind: legal, authorities: [act s. 1]}
    """,
    "missing-pinpoint": """
        authorities:
          book: {kind: book, title: Sale, by: A, date: 2011, publisher: P}
          post: {kind: article, title: On sale, by: A, date: 2011, publisher: P, passages: {whole: It is so.}}
        assertions:
          so: {text: It is so., kind: legal, authorities: [{cite: book, signal: see}, post]}
    """,
    "redundant-premise": """
        assertions:
          a: {text: A., premises: [b, c]}
          b: {text: B., because: [{premises: [c]}, {premises: [d]}]}
          c: {text: C., status: agreed}
          d: {text: D., status: agreed}
    """,
    "near-duplicate-assertion": """
        assertions:
          a: {text: The goods were delivered to the warehouse of the buyer on day 3 of that month., counters: [c]}
          b: {text: The goods were delivered to the warehouse of the buyer on day 4 of that month.}
          c: {text: The goods were not delivered to the warehouse of the buyer on day 3 of that month.}
    """,
    "authority-not-in-force": """
        map: {title: A sale, as_of: 2020-06-01}
        authorities:
          old: {kind: statute, title: Old Act, jurisdiction: Freeland, in_force: {from: 1950-01-01, to: 1990-01-01}}
          ruling: {kind: judgment, title: X v. Y, court: C, date: "2020", cite: "1"}
        assertions:
          once: {text: In 1960 there was a licence., kind: factual, authorities: [old s. 1]}
          now: {text: A licence is needed., kind: legal, authorities: [ruling para. 1]}
    """,
    "unreachable-assertion": """
        issues: {q: {question: Is it?, positions: [a]}}
        assertions:
          a: {text: It is., because: {premises: [b], scheme: sign, answers: {other-cause: d}}}
          b: {text: B., status: agreed, counters: [{assertion: c, counters: [e]}]}
          c: {text: C., status: presumed}
          d: {text: D., status: presumed}
          e: {text: E., status: presumed}
          f: {text: F., status: presumed, counters: [a]}
          g: {text: G follows from the position., premises: [a, h]}
          h: {text: H., status: presumed}
    """,
    "long-chain": """
        issues: {q: {question: Is it?, positions: [p]}}
        assertions:
          a: {text: A., premises: [b]}
          b: {text: B., premises: [c]}
          c: {text: C., premises: [d]}
          d: {text: D., premises: [p]}
          p: {text: P., premises: [e]}
          e: {text: E., premises: [f]}
          f: {text: F., premises: [g]}
          g: {text: G., premises: [h]}
          h: {text: H., premises: [i]}
          i: {text: I., status: agreed}
    """,
    "unanswered-counter": """
        assertions:
          sold:
            text: It was sold.
            because: [{premises: [offer], counters: [late]}, {premises: [handed]}]
            counters: [no]
          offer: {text: There was an offer., status: agreed}
          late: {text: The offer had lapsed., status: agreed}
          handed: {text: It was handed over., status: agreed}
          no: {text: It was lent., premises: [handed]}
    """,
    "soft-law-only": """
        authorities:
          text:
            kind: resolution
            title: T
            body: B
            symbol: S
            date: 2001
            passages: {art. 16: {says: X, codifies: custom}}
        assertions:
          owed: {text: A State must not help., kind: legal, authorities: [text art. 16]}
    """,
    "single-point-of-failure": """
        authorities: {text: {kind: resolution, title: T, body: B, symbol: S, date: 2001, codifies: custom}}
        issues: {q: {question: Is it?, positions: [owed]}}
        assertions: {owed: {text: A State must not help., kind: legal, authorities: [text art. 16]}}
    """,
    "authority-on-both-sides": """
        authorities:
          code: {kind: statute, title: Code, jurisdiction: F}
          case: {kind: judgment, title: X v. Y, court: C, date: 2019, cite: "1"}
        assertions:
          needed: {text: Notice is needed., kind: legal, authorities: [code s. 4, case para. 3], counters: [free]}
          free: {text: Notice is not needed., kind: legal, authorities: [{cite: code, at: s. 4, for: its last words}]}
    """,
    "unassigned-burden": """
        parties: {a: {name: A}, b: {name: B}}
        issues:
          q:
            question: Is it?
            positions: [yes-it-is, no-it-is-not]
            burdens: [{party: a, shows: yes-it-is}, {party: b, shows: no-it-is-not}]
        assertions: {yes-it-is: {text: It is.}, no-it-is-not: {text: It is not.}}
    """,
    "counter-without-support": """
        assertions:
          sold: {text: It was sold., premises: [offer], counters: [forged]}
          offer: {text: There was an offer., status: agreed}
          forged: {text: It was forged., premises: [ink]}
          ink: {text: The ink is new., status: presumed, counters: [{assertion: old, how: undercuts}]}
          old: {text: The ink is old., status: agreed}
    """,
    "ignored-mode": """
        rules: {bare: {text: The test.}}
        assertions:
          sold: {text: It was sold., because: {rule: bare, mode: any, premises: [offer, handed]}}
          offer: {text: There was an offer., status: agreed}
          handed: {text: It was handed over., status: agreed}
    """,
    "placeholder-text": """
        authorities:
          res: {kind: resolution, title: Resolution 3314 (XXIX) and 3452 (XXX), body: B, symbol: S, date: 1974}
        assertions:
          a: {text: Texts of the list were read., kind: legal, authorities: [res para. 1]}
    """,
}


@pytest.mark.parametrize("name", QUIET)
def test_quiet(name: str, tmp_path: Path) -> None:
    text = dedent(QUIET[name]).lstrip()
    header = "" if text.startswith("map:") else "map: {title: An example}\n"
    (tmp_path / "quiet.yaml").write_text(f"argmap: 1\n{header}{text}", encoding="utf-8")
    (analysis,) = analyse([tmp_path / "quiet.yaml"])
    assert [item.message for item in analysis.reading.defects if item.severity == "error"] == []
    assert [item.message for item in analysis.review(Selection("filing", frozenset({name})), "2026-11-24")] == []


def test_a_library_may_hold_more_than_a_map_cites(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("", encoding="utf-8")
    library = "argmap: 1\nauthorities:\n  act: {kind: statute, title: Act, jurisdiction: F}\n"
    (tmp_path / "library.yaml").write_text(library, encoding="utf-8")
    (tmp_path / "sale.yaml").write_text(
        "argmap: 1\nmap: {title: A sale}\nuses: [library.yaml]\n"
        "authorities:\n  own: {kind: statute, title: Own, jurisdiction: F}\nassertions:\n  a: {text: A.}\n",
        encoding="utf-8",
    )
    (analysis,) = analyse([tmp_path / "sale.yaml"])
    found = analysis.review(Selection("review", frozenset({"unused-authority"})))
    assert [item.subject for item in found] == ["own"]


def found(text: str, folder: Path, *names: str) -> list[tuple[str, str]]:
    (folder / "found.yaml").write_text(f"argmap: 1\nmap: {{title: M}}\n{dedent(text).lstrip()}", encoding="utf-8")
    (analysis,) = analyse([folder / "found.yaml"])
    return [(item.check, item.subject) for item in analysis.review(Selection("filing", frozenset(names)))]


MISSING = ("missing-element", "mode-out-of-reach")
MODES = """
    rules:
      sale: {{text: The test., mode: {{at-least: 3}}, elements: {{thing: A thing., price: A price.}}}}
    assertions:
      sold: {{text: It was sold., kind: legal, because: {{rule: sale, premises: {{{premises}}}}}}}
      car: {{text: The car., status: agreed}}
      sum: {{text: The sum., status: agreed}}
"""


@pytest.mark.parametrize(
    ("premises", "missing"), [("thing: car, price: sum", []), ("thing: car", [("missing-element", "sold")])]
)
def test_a_mode_that_no_elements_meet(premises: str, missing: list[tuple[str, str]], tmp_path: Path) -> None:
    assert sorted(found(MODES.format(premises=premises), tmp_path, *MISSING)) == [
        *missing,
        ("mode-out-of-reach", "sale"),
    ]


def test_a_mode_that_the_premises_named_do_not_meet(tmp_path: Path) -> None:
    text = """
        assertions:
          a: {text: A., because: [{premises: [b, c], mode: {at-least: 3}}, {premises: [b, c], mode: {at-least: 2}}]}
          b: {text: B., status: agreed}
          c: {text: C., status: agreed}
    """
    assert found(text, tmp_path, *MISSING) == [("mode-out-of-reach", "a")]


def test_an_empty_argument_is_no_support(tmp_path: Path) -> None:
    text = """
        assertions:
          law: {text: L., kind: legal, because: [{warrant: Plainly.}]}
          fact: {text: F., kind: factual, because: [{}]}
          mixed: {text: M., kind: mixed, because: [{}], counters: [fact, law]}
    """
    names = ("undeveloped-assertion", "fact-without-evidence", "legal-assertion-without-authority")
    assert sorted(found(text, tmp_path, "empty-argument", "counter-without-support", *names)) == [
        ("empty-argument", "fact"),
        ("empty-argument", "law"),
        ("empty-argument", "mixed"),
        ("fact-without-evidence", "fact"),
        ("legal-assertion-without-authority", "law"),
        ("undeveloped-assertion", "mixed"),
    ]


def test_what_an_official_says_is_what_the_state_says(tmp_path: Path) -> None:
    text = """
        parties:
          state: {{name: The State}}
          ministry: {{name: The ministry{}}}
        authorities:
          statement: {{kind: statement, title: Statement, by: ministry, date: 2020-01-02}}
        assertions:
          sunk: {{text: The ship sank on 2 January., kind: factual, asserted_by: state, authorities: [statement]}}
    """
    assert found(text.format(""), tmp_path, "interested-source-only") == []
    part = found(text.format(", part_of: state"), tmp_path, "interested-source-only")
    assert part == [("interested-source-only", "sunk")]


VOICES = """
    parties:
      state: {{name: The State}}
      army: {{name: The army{0}}}
      league: {{name: The league, kind: group}}
      member: {{name: A member, part_of: league}}
      other: {{name: Another, part_of: league}}
    assertions:
      invited: {{text: The host invited us., kind: legal, asserted_by: {1}, status: {3}}}
      uninvited: {{text: Nobody invited us., kind: legal, asserted_by: {2}, counters: [invited]}}
"""


@pytest.mark.parametrize(
    ("part", "speakers", "is_one"),
    [
        ("", ("state", "army"), False),
        (", part_of: state", ("state", "army"), True),
        (", part_of: state", ("army", "state"), True),
        (", part_of: state", ("army", "army"), True),
        ("", ("member", "other"), False),
        ("", ("member", "member"), True),
    ],
)
def test_a_party_speaks_through_its_organs_but_a_group_not_through_its_members(
    part: str, speakers: tuple[str, str], is_one: bool, tmp_path: Path
) -> None:
    both = found(VOICES.format(part, *speakers, "asserted"), tmp_path, "undeclared-alternative")
    assert both == ([("undeclared-alternative", "invited")] if is_one else [])
    conceded = found(VOICES.format(part, *speakers, "agreed"), tmp_path, "concession-conflict")
    assert conceded == ([("concession-conflict", "uninvited")] if is_one else [])


def test_law_binds_a_state_whose_official_speaks_and_codified_law_binds_all(tmp_path: Path) -> None:
    text = """
        parties:
          state: {{name: The State}}
          minister: {{name: The minister, part_of: state}}
          host: {{name: The host}}
        authorities:
          pact: {{kind: treaty, title: The Pact, binding: [host]{}}}
          charter: {{kind: treaty, title: The Charter, binding: [state, host]}}
        issues: {{entry: {{question: Was entry lawful?, positions: [lawful]}}}}
        assertions:
          lawful: {{text: Entry is free., kind: legal, issue: entry, asserted_by: minister, authorities: [pact art. 1]}}
    """
    assert found(text.format(""), tmp_path, "not-binding-here") == [("not-binding-here", "lawful")]
    assert found(text.format(", codifies: custom"), tmp_path, "not-binding-here") == []


def test_an_unanswered_counter_that_leaves_the_weaker_line(tmp_path: Path) -> None:
    text = """
        assertions:
          sold:
            text: It was sold.
            because: [{premises: [offer], strength: strong, counters: [late]}, {premises: [handed]}]
            counters: [no]
          offer: {text: There was an offer., status: agreed}
          late: {text: The offer had lapsed., status: agreed}
          handed: {text: It was handed over., status: agreed}
          no: {text: It was lent., premises: [handed]}
    """
    assert found(text, tmp_path, "unanswered-counter") == [("unanswered-counter", "sold")]


def test_each_island_is_told_once_at_its_top_however_many_there_are(tmp_path: Path) -> None:
    text = "    issues: {q: {question: Is it?, positions: [a]}}\n    assertions:\n      a: {text: A.}\n"
    for number in range(3000):
        text += f"      low-{number}: {{text: Low.}}\n"
    for number in range(3000):
        text += f"      top-{number}: {{text: Top., premises: [low-{number}]}}\n"
    islands = found(text, tmp_path, "unreachable-assertion")
    assert sorted(islands) == sorted(("unreachable-assertion", f"top-{number}") for number in range(3000))


def duplicates(texts: list[str], folder: Path) -> list[str]:
    lines = "".join(f"  a{number:04}: {{text: {text}., kind: factual}}\n" for number, text in enumerate(texts))
    path = folder / "a.yaml"
    path.write_text(f"argmap: 1\nmap: {{title: A}}\nassertions:\n{lines}", encoding="utf-8")
    (analysis,) = analyse([path])
    return [item.message for item in analysis.review(Selection("review", frozenset({"near-duplicate-assertion"})))]


def test_every_exact_copy_is_told_however_many_there_are(tmp_path: Path) -> None:
    told = duplicates(["The goods came late to the house"] * 400, tmp_path)
    assert len(told) == 399
    assert all("says the same as `a0000`" in message for message in told)


def test_a_crowd_of_near_copies_is_told(tmp_path: Path) -> None:
    said = "the goods of a seller came very late to that house by the old river with word"
    texts = [f"{said}{chr(97 + number // 26)}{chr(97 + number % 26)}" for number in range(300)]
    told = duplicates(texts, tmp_path)
    assert len(told) == 299
    assert all("nearly the same" in message for message in told)


def test_what_a_crowd_hides_is_counted(tmp_path: Path) -> None:
    words = [f"word{chr(97 + number)}" for number in range(20)]
    texts = [" ".join(chosen) for chosen in islice(combinations(words, 10), 0, 90_000, 300)]
    told = duplicates(texts, tmp_path)
    assert len(told) == 1
    assert "not all pairs were compared" in told[0]
