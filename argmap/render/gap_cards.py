"""Cards of what a map's gaps are about beside its assertions: authorities, rules, issues, parties, the map itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from argmap.citing.full import authority_name
from argmap.diagnostics import WHOLE_MAP
from argmap.model.file import SHARED_NAMESPACE
from argmap.render.picture import Card, Picture, Shade
from argmap.render.sheet_cards import Material
from argmap.render.wording import authority_heading, counted, outcome_words, rule_name


def other_gaps(material: Material) -> Picture | None:
    """What has open gaps and is no assertion, each with the names of its gaps; nothing where there is none."""
    cards = tuple(card for card in _cards(material) if card.gaps)
    if not cards:
        return None
    header = material.graph.map.header
    facts = (
        f"{counted(sum(card.gaps for card in cards), 'open gap')} about authorities, rules, issues, parties or the map"
    )
    return Picture("gaps", "", facts, header.title, cards, (), ())


def _cards(material: Material) -> Iterator[Card]:
    map_, graph = material.graph.map, material.graph
    things = {name for section in SHARED_NAMESPACE for name in getattr(map_, section)}
    whole = [name for name in material.gaps if name not in things]
    yield _card(material, whole, "map", "The map", map_.header.title)
    for name, issue in map_.issues.items():
        outcome = outcome_words(graph, material.evaluation.outcomes[name])
        yield replace(_card(material, [name], "issue", "Issue", issue.question), outcome=outcome)
    for name, rule in map_.rules.items():
        yield _card(material, [name], "rule", f"Rule · {rule_name(graph, name)}", rule.text)
    for name, authority in map_.authorities.items():
        heading = authority_heading(authority, map_.header.applicable_law)
        yield _card(material, [name], "authority", heading, authority_name(name, authority))
    for name, party in map_.parties.items():
        yield _card(material, [name], "party", party.kind or "party", party.name)


def _card(material: Material, names: list[str], shade: Shade, heading: str, text: str) -> Card:
    """A card of what is called so, with the number of its gaps and what they are."""
    words = [word for name in names for word in material.gap_words.get(name, ())]
    footer, gaps = f"open: {', '.join(words)}" if words else "", sum(material.gaps.get(name, 0) for name in names)
    about = "" if shade == "map" else names[0]
    return Card(f"{about or WHOLE_MAP}/gaps", shade, heading, text, None, footer, gaps=gaps, about=about)
