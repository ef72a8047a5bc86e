"""Small maps for tests: written to a folder, analysed, drawn."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from click.testing import CliRunner, Result

from argmap.analysis import Analysis, analyse
from argmap.cli import main
from argmap.render.draw import Drawing
from argmap.render.picture import Picture
from argmap.render.sheet import Material
from argmap.render.views import all_views

# Every construct that a picture shows: a rule with a missing element, joint premises, a scheme, citations for, against
# and undercut, counters of counters, exceptions, rebutting positions, an agreed fact, an assertion outside the issues.
EVERYTHING = """
    argmap: 1
    map: {title: A sale, forum: a county court, as_of: 2026-01-31}
    parties:
      buyer: {name: The buyer}
      seller: {name: The seller, short: Seller}
    authorities:
      code: {kind: statute, title: Sale Act, short: Sale Act, jurisdiction: Freeland, binding: true, url: "https://example.org/act"}
      case: {kind: judgment, title: Old v. New, court: High Court, date: 1999}
      letter: {kind: letter, title: Letter of 3 May, by: seller, date: 2025-05-03}
    rules:
      sale:
        text: A sale needs offer, acceptance and price.
        elements: {offer: An offer was made., acceptance: It was accepted., price: A price was agreed.}
        exceptions: {mistake: Both were mistaken.}
        authorities: [code s. 1]
    issues:
      contract: {question: Was there a sale?, standard: preponderance, burden: buyer, positions: [made, not-made]}
    assertions:
      made:
        text: The parties made a contract of sale.
        kind: legal
        issue: contract
        asserted_by: [buyer, {party: seller, in: letter, at: p. 2, role: reports}]
        because:
          - rule: sale
            premises: {offer: offered, acceptance: accepted}
            unless: {mistake: mistaken}
            authorities: [case para. 7]
          - premises: [offered, accepted]
            scheme: sign
            counters: [{assertion: joke, counters: [serious]}]
        authorities:
          - code s. 2
          - {cite: case, at: para. 9, treatment: contradicts}
          - {cite: letter, counters: [forged]}
        counters: [not-made]
      not-made: {text: No contract was made., kind: legal, issue: contract, asserted_by: seller, premises: [price-open]}
      price-open: {text: The price was left open., kind: factual, status: presumed}
      offered: {text: The seller made an offer., kind: factual, status: agreed}
      accepted: {text: The buyer accepted it., kind: factual, authorities: [letter]}
      mistaken: {text: Both were mistaken about the goods., kind: mixed}
      joke: {text: The offer was a joke., kind: factual, asserted_by: seller}
      serious: {text: Nobody laughed., kind: factual, status: presumed}
      forged: {text: The letter is forged., kind: factual}
      weather: {text: It rained that day., kind: factual}
"""

# Text that programs like to get wrong: markup, scripts of many directions, letters that no font has.
HOSTILE = """
    argmap: 1
    map: {title: 'A <b> & "c" #x $y$ \\z', forum: محكمة العدل, as_of: 2022-01-15}
    issues: {q: {question: この攻撃は国際法に違反したか。, positions: [a]}}
    assertions:
      a: {text: حظر استخدام القوة في المادة 2(4) من UN Charter, kind: legal, premises: [b, c, d, e]}
      b: {text: "Emoji 😀 👨‍👩‍👧 🇮🇷 and ✓ ½ №", kind: factual}
      c: {text: Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft, kind: factual}
      d: {text: "עברית: האם ההתקפה חוקית? हिन्दी में ไทย አማርኛ ქართული y̆", kind: factual}
      e: {text: "<script>&amp; ]]> Egyptian 𓀀 Cherokee Ꮳ", kind: factual}
"""


def analysed(text: str, folder: Path, name: str = "example") -> Analysis:
    """The analysis of one map given as text."""
    path = folder / f"{name}.yaml"
    path.write_text(dedent(text), encoding="utf-8")
    (analysis,) = analyse([path])
    return analysis


def render(*arguments: str) -> Result:
    """What `argmap render` says and how it ends, run in this process."""
    return CliRunner().invoke(main.argmap, ["render", *arguments])


def pictures(analysis: Analysis, gaps: dict[str, int] | None = None) -> dict[str, Picture]:
    """The pictures of a map by name."""
    made = all_views(Material(analysis.graph, analysis.evaluation, gaps or {}))
    return {picture.name: picture for picture in made}


def drawings(analysis: Analysis) -> dict[str, Drawing]:
    """The drawings of a map by name."""
    return {name: Drawing(picture) for name, picture in pictures(analysis).items()}
