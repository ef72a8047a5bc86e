"""What the set words mean that a key may have for its value."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_STRENGTHS = MappingProxyType(
    {
        "weak": "Counts least.",
        "moderate": "Counts as most do: what an argument has that says nothing.",
        "strong": "Counts more than most; clear and convincing proof needs it at least.",
        "conclusive": "Counts most; nothing but what is conclusive too weighs as much.",
    }
)
VALUES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "kind": {
            "legal": "What the law says or asks for.",
            "factual": "What happened, or is so: for evidence to show.",
            "mixed": "Law applied to facts: it needs both.",
        },
        "status": {
            "asserted": "Somebody says so; it stands as far as its support goes.",
            "agreed": "Nobody disputes it: it stands without support.",
            "presumed": "It holds until something as strong speaks against it.",
            "rejected": "It is out, whatever supports it.",
            "in-force": "It applies.",
            "superseded": "Something newer has taken its place; it supports nothing any more.",
            "overruled": "A later decision has set it aside; it supports nothing any more.",
            "repealed": "It has been abolished; it supports nothing any more.",
            "withdrawn": "Its author has taken it back; it supports nothing any more.",
            "draft": "It is not adopted yet.",
            "not-in-force": "It is adopted, but does not apply, or not yet.",
        },
        "role": {
            "originates": "The party said it first.",
            "adopts": "The party makes it its own.",
            "reports": "The party passes on that somebody else says so, and does not assert it itself.",
        },
        "how": {
            "rebuts": "It denies the assertion: the two cannot both stand.",
            "undercuts": "It takes the support away, and says nothing on whether the assertion is true.",
        },
        "treatment": {
            "supports": "The authority speaks for it.",
            "applies": "The authority applies the same rule.",
            "follows": "The authority follows an earlier one on the point.",
            "distinguishes": "The authority sets the case apart; it counts for neither side.",
            "contradicts": "The authority says otherwise; it counts against.",
            "cf": "The authority is to be compared; it counts for neither side.",
        },
        "signal": {
            "none": "The authority says just that.",
            "see": "The authority supports it, if not in so many words.",
            "see-also": "The authority supports it too, beside others.",
            "cf": "The authority is to be compared; it counts for neither side.",
            "contra": "The authority says the contrary; it counts against.",
            "but-see": "The authority supports the contrary; it counts against.",
        },
        "strength": _STRENGTHS,
        "quote_status": {
            "verbatim": "The words are those of the source.",
            "paraphrase": "The words say what the source says, in others.",
            "unverified": "Nobody has compared the words with the source yet.",
        },
        "mode": {
            "all": "Every element or premise is needed.",
            "any": "One is enough.",
        },
        "codifies": {
            "custom": "It puts into writing what is custom, and so binds others too.",
            "general-principle": "It puts into writing what is a general principle.",
        },
        "show": {
            "issues": "All issues with their positions and outcomes.",
            "issue": "One issue with what is said on it.",
            "focus": "An assertion with what is near it.",
            "authorities": "Who relies on which authority.",
            "parties": "Who says what.",
            "gaps": "Only what needs work.",
            "scenario": "What changes under a scenario.",
            "chronology": "The facts by their dates.",
        },
        "authorities": {
            "nodes": "Each authority is a card.",
            "chips": "Authorities are named on the cards of what cites them.",
            "none": "Authorities are left out.",
        },
        "direction": {
            "down": "Conclusions on top, what they rest on below.",
            "up": "Conclusions at the bottom, what they rest on above.",
            "right": "Conclusions on the left, what they rest on to the right.",
            "left": "Conclusions on the right, what they rest on to the left.",
        },
        "page": {
            "a4": "A page fits on a sheet of A4.",
            "a3": "A page fits on a sheet of A3.",
            "screen": "A page fits on a screen.",
        },
    }
)  # fmt: skip
"""By the key, each word and what it means."""


def meaning(key: str, word: str) -> str:
    """What a word means as the value of a key; nothing where it is no set word of the key."""
    return VALUES.get(key, {}).get(word, "")
