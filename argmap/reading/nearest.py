"""The known word that a user most likely meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher

_LOOKED_AT = 20
_LIKE_ENOUGH = 0.7
_LONGEST = 200


class Known:
    """Words, and for each pair of neighbouring letters the words it occurs in: so that a near word is found quickly."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = list(dict.fromkeys(words))
        self._holding: dict[str, list[int]] = {}
        for number, word in enumerate(self._words):
            for pair in _pairs(word):
                self._holding.setdefault(pair, []).append(number)

    def nearest(self, word: str) -> str | None:
        """The nearest word, if one is near; of equally near ones the first."""
        if len(word) > _LONGEST:
            return None
        word = word.lower()
        often = max(50, len(self._words) // 20)
        shared: Counter[int] = Counter()
        for pair in sorted(_pairs(word)):
            holding = self._holding.get(pair, ())
            if len(holding) <= often:
                shared.update(holding)
        matcher = SequenceMatcher(b=word, autojunk=False)
        best, found = _LIKE_ENOUGH, None
        for number, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:_LOOKED_AT]:
            matcher.set_seq1(self._words[number])
            if matcher.quick_ratio() > best and matcher.ratio() > best:
                best, found = matcher.ratio(), self._words[number]
        return found


def _pairs(word: str) -> set[str]:
    word = f"^{word[:_LONGEST].lower()}$"
    return {word[at : at + 2] for at in range(len(word) - 1)}
