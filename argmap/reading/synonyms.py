"""Words that a writer may use for what argument files call otherwise."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from argmap.reading.nearest import Known

_BY_MEANT = {
    # kinds of authority
    "judgment": "case ruling verdict precedent judgement holding",
    "decision": "award determination",
    "statute": "law act legislation bill code",
    "treaty": "convention charter covenant agreement protocol pact",
    "custom": "customary-law customary practice",
    "general-principle": "principle",
    "regulation": "ordinance directive by-law bylaw",
    "executive-act": "decree proclamation",
    "article": "paper essay journal",
    "press": "news newspaper media website blog",
    "statement": "speech interview",
    "pleading": "memorial submission brief motion complaint statement-of-claim counter-memorial",
    "testimony": "witness witness-statement affidavit deposition expert-report expert-opinion",
    "exhibit": "evidence document photo contract invoice receipt video",
    "letter": "email mail note",
    "book": "textbook treatise monograph",
    # what an assertion is
    "agreed": "admitted accepted conceded undisputed uncontested proven stipulated true",
    "presumed": "assumed supposed",
    "rejected": "denied false",
    "asserted": "claimed alleged disputed contested",
    "factual": "fact facts",
    "legal": "law",
    # keys
    "text": "claim statement proposition content description title",
    "question": "text title",
    "name": "title text",
    "title": "name text",
    "by": "author authors speaker",
    "asserted_by": "by party claimant speaker who",
    "date": "year day",
    "authorities": "sources source evidence citations cites support references",
    "premises": "reasons grounds supports arguments pro supported_by",
    "counters": "rebuts rebuttals objections attacks con against countered_by undercuts",
    "positions": "answers claims assertions",
    "url": "link website href",
    "notes": "note comment comments remark",
    "cite": "citation reference authority source",
    "at": "pinpoint page paragraph para",
    "elements": "conditions requirements criteria",
    "exceptions": "defences defenses unless",
    "issues": "questions",
    "assertions": "claims propositions statements arguments",
    "parties": "people actors",
    "rules": "tests laws",
    "strong": "high",
    "moderate": "medium",
    "weak": "low",
}
_MEANT: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        word: tuple(meant for meant, words in _BY_MEANT.items() if word in words.split())
        for words in _BY_MEANT.values()
        for word in words.split()
    }
)


def other_word(word: str, known: Collection[str]) -> str | None:
    """The known word that says the same, if there is one."""
    return next((meant for meant in _MEANT.get(word.lower(), ()) if meant in known), None)


def meant_by(word: str, known: Sequence[str]) -> str:
    """`Did you mean …?` for one of a few words: the one that says the same, or the nearest; or nothing."""
    meant = other_word(word, known) or Known(known).nearest(word)
    return f"Did you mean `{meant}`?" if meant else ""
