"""What is said of an entry in an editor: Markdown for people, one line for lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from argmap.analysis import Analysis
from argmap.catalogue import Scheme, legal_tests, schemes
from argmap.explain import as_text, topics
from argmap.model.authority import Authority
from argmap.model.file import SINGULAR
from argmap.model.header import Issue, Party
from argmap.model.pinpoints import met_by
from argmap.model.rule import Rule
from argmap.model.values import Noun

_MARKS = re.compile(r"\\(?P<mark>[\\`*_{}\[\]<>#|~])|\*\*|`|<(?P<link>https?://[^>\s]*)>|^> ", re.MULTILINE)
CARRIED = 6
"""How many of those that rely on a thing are named."""


def first_line(analysis: Analysis, section: str, name: str) -> str:
    """An entry on one line: its sort, and for what has a label its standing."""
    noun = entry_of(analysis, section, name)
    if noun is None:
        return SINGULAR.get(section, section)
    if section == "assertions":
        return f"{noun.kind.value} assertion · {analysis.evaluation.standings[name].value}"  # type: ignore[attr-defined]
    if isinstance(noun, Authority):
        return f"{noun.kind}{' · ' + noun.status if noun.status != 'in-force' else ''}"
    if section == "issues":
        return f"issue · {outcome(analysis, name)}"
    return SINGULAR[section]


def says(noun: Noun | None) -> str:
    """The words of an entry: its text, question, title or name."""
    for key in ("text", "question", "title", "name", "description"):
        value = getattr(noun, key, None)
        if isinstance(value, str):
            return value
    return ""


def entry_of(analysis: Analysis, section: str, name: str) -> Noun | None:
    """An entry of a map; None where it has none or it is broken."""
    entries: Mapping[str, Noun] = getattr(analysis.reading.map, section, {})
    return entries.get(name)


def outcome(analysis: Analysis, issue: str) -> str:
    """How an issue ends, in a few words."""
    found = analysis.evaluation.outcomes[issue]
    if found.position is not None:
        return f"`{found.position}` stands"
    return f"falls against `{found.against}`" if found.against else "open"


def about(analysis: Analysis, section: str, name: str) -> str:
    """Everything worth knowing of an entry, as Markdown; empty where the map has none by that name."""
    noun = entry_of(analysis, section, name)
    if noun is None:
        return ""
    head = f"**{name}** · {first_line(analysis, section, name)}"
    parts = [head, escaped(says(noun))]
    if section == "assertions":
        parts += _assertion(analysis, name)
    elif isinstance(noun, Authority):
        parts += [authority_line(noun), listed("Passages", {k: v.says for k, v in noun.passages.items()})]
        parts.append(relied(dict.fromkeys(c.owner for c in analysis.graph.cited.get(name, ()))))
    elif isinstance(noun, Rule):
        parts += [listed("Elements", noun.elements), listed("Exceptions", noun.exceptions)]
        parts.append(relied(dict.fromkeys(a.conclusion for a in analysis.graph.applied.get(name, ())), "Applied for"))
    elif isinstance(noun, Issue):
        standings = analysis.evaluation.standings
        held = {p: standings[p].value for p in analysis.graph.positions(name)}
        parts += [f"Standard: {noun.standard.value}." if noun.standard else "", listed("Positions", held)]
    elif isinstance(noun, Party):
        parts.append(f"Kind: {noun.kind}." if noun.kind else "")
    return "\n\n".join(filter(None, parts))


def _assertion(analysis: Analysis, name: str) -> list[str]:
    node = analysis.graph.assertions[name]
    by = ", ".join(f"`{party}`" for party in analysis.graph.asserted_by(name))
    reason = analysis.reason(name)
    above = dict.fromkeys(argument.conclusion for argument in analysis.graph.used_by.get(name, ()))
    against = dict.fromkeys(counter.owner for counter in analysis.graph.opposes.get(name, ()))
    return [
        f"Asserted by {by}." if by else "",
        f"Why: {reason}",
        relied(above),
        relied(against, "Said against"),
        f"Notes: {escaped(node.entry.notes)}" if node.entry.notes else "",
    ]


def authority_line(noun: Authority) -> str:
    """Where an authority is found, and what it counts as."""
    where = ", ".join(filter(None, (noun.cite, noun.date)))
    counts = f"Counts as {noun.source_class.value}."
    verified = f"Checked on {noun.checked.on}." if noun.checked else "Not verified."
    link = f"<{noun.url}>" if noun.url else ""
    return "\n\n".join(filter(None, (where, f"{counts} {verified}", link)))


def passage(analysis: Analysis, authority: str, pinpoint: str) -> str:
    """What a place of an authority says, as Markdown."""
    noun = analysis.reading.map.authorities.get(authority)
    if noun is None:
        return ""
    parts = [f"**{authority} {pinpoint}**"]
    named = met_by(pinpoint, noun.passages)
    for name in named:
        found = noun.passages[name]
        parts.append(escaped(found.says if name == pinpoint else f"{name}: {found.says}"))
        parts.append(f"> {escaped(found.quote)}" if found.quote else "")
    if not named:
        parts.append("The authority has no passage by that name.")
    return "\n\n".join(filter(None, parts))


def scheme(name: str) -> str:
    """A scheme, as Markdown; empty where there is none by that name."""
    known: Scheme | None = schemes().get(name)
    if known is None:
        return ""
    parts = [f"**{known.title}**", listed("Its parts, the last of which is the conclusion", known.roles)]
    return "\n\n".join([*parts, listed("Critical questions", known.questions)])


def question(of: str, name: str) -> str:
    """A critical question of a scheme, as Markdown; empty where there is none by that name."""
    known = schemes().get(of)
    asked = known.questions.get(name) if known else None
    return f"**{name}** · critical question of `{of}`\n\n{asked}" if asked else ""


def element(analysis: Analysis, rule: str, name: str) -> str:
    """An element or exception of a rule, as Markdown."""
    noun = analysis.reading.map.rules.get(rule)
    if noun is None:
        return ""
    sort = "element" if name in noun.elements else "exception"
    text = noun.elements.get(name) or noun.exceptions.get(name)
    return f"**{name}** · {sort} of `{rule}`\n\n{escaped(text)}" if text else ""


def legal_test(name: str) -> str:
    """A legal test that argmap brings along."""
    known = legal_tests().get(name)
    return f"**{known.title}**\n\n{known.text}\n\n{listed('Elements', known.elements)}" if known else ""


def explained(code: str) -> str:
    """What a check, a defect or another word of argmap's own means."""
    return "\n\n".join(as_text(topic) for topic in topics().get(code, ()))


def listed(heading: str, items: Mapping[str, str]) -> str:
    """A heading and a Markdown list; nothing where there are no items."""
    if not items:
        return ""
    return "\n".join([f"{heading}:", "", *(f"- `{name}`: {escaped(text)}" for name, text in items.items())])


def relied(names: Iterable[str], heading: str = "Relied on by") -> str:
    """Who relies on something, the first few by name."""
    known = list(names)
    if not known:
        return ""
    more = f" and {len(known) - CARRIED} more" if len(known) > CARRIED else ""
    return f"{heading} {', '.join(f'`{name}`' for name in known[:CARRIED])}{more}."


def plain(markdown: str) -> str:
    """Our own Markdown as the text it shows: for editors that show plain text only."""
    return _MARKS.sub(lambda found: found["mark"] or found["link"] or "", markdown)


def escaped(text: str | None) -> str:
    """A text in which Markdown finds nothing to make of, on one line."""
    plain = " ".join((text or "").split())
    return "".join(f"\\{c}" if c in "\\`*_{}[]<>#|~" else c for c in plain)
