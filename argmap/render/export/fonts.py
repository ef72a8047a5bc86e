"""The fonts that come along with the extras, and which of them can show a piece of text.

Arimo has the widths of Arial, by which argmap measures; the Noto fonts have the scripts that Arimo lacks. Chinese,
Japanese and Korean are an extra of their own, for its size. A picture is drawn with these fonts alone, so that it is
the same on every machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import metadata
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import Any
from unicodedata import bidirectional, category, name

from argmap.diagnostics import ArgmapError
from argmap.render.graphemes import graphemes
from argmap.render.measure import direction

MAIN = "Arimo"
SIGN = "\N{REPLACEMENT CHARACTER}"
"""Drawn for what no font can show."""
PACKAGES = ("fontpkg_arimo", "fontpkg_noto_sans_arabic", "manimgx_fonts", "manimgx_fonts_cjk")
STACKED = re.compile(r"Noto Sans (Bengali|Devanagari|Gu\w+|Kannada|Khmer|Malayalam|Myanmar|Oriya|Sinhala|Tamil|Telugu)")
"""The families of scripts whose letters stack around one another."""
_STRONG = {"L", "R", "AL"}
_LAST = ("Noto Sans Symbols", "Noto Emoji")
_CJK = "Noto Sans CJK"
_KANA, _HANGUL = re.compile("[\u3040-\u30ff\u31f0-\u31ff]"), re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")
_EAST_ASIAN = re.compile("[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_MISSING = "The fonts for PNG and PDF are an extra: install them with `pip install 'argmap[png]'` or `'argmap[pdf]'`."
_NAMED = 8
"""How many characters without a font a message names."""


@dataclass(frozen=True)
class Face:
    """A font in a file; in a file of several, the first of its regional forms, which hold the same characters."""

    family: str
    path: Path
    italic: bool = False

    def characters(self) -> frozenset[int]:
        """The code points it has glyphs for."""
        return characters(self.path)

    @property
    def cjk(self) -> bool:
        """Whether it is the one for Chinese, Japanese and Korean."""
        return self.family.startswith(_CJK)


@dataclass(frozen=True)
class Fonts:
    """Fonts in the order in which they are asked for a character."""

    faces: tuple[Face, ...]
    versions: str = ""
    found: dict[str, str | None] = field(default_factory=dict, compare=False, repr=False)

    def files(self, families: Iterable[str]) -> list[str]:
        """The paths of the files that hold these families."""
        wanted = {_CJK if family.startswith(_CJK) else family for family in families}
        return [str(face.path) for face in self.faces if (face.cjk and _CJK in wanted) or face.family in wanted]

    @property
    def folders(self) -> list[str]:
        """The folders of all font files."""
        return list(dict.fromkeys(str(face.path.parent) for face in self.faces))

    def order(self, text: str) -> list[str]:
        """The families to ask for a text, in order."""
        found = [_region(text) if face.cjk else face.family for face in self.faces]
        return list(dict.fromkeys(found))

    def runs(self, text: str) -> list[tuple[str, str]]:
        """A text in pieces, each with the family that shows it; what none shows has become SIGN."""
        region = _region(text)
        clusters = graphemes(text)
        if direction(text) == "rtl" and (one := self._one(clusters)):
            return [(one, text)]
        pieces: list[tuple[str, str]] = []
        for cluster in clusters:
            before = pieces[-1][0] if pieces else None
            family = self._family(cluster)
            if family is None:
                pieces.append((MAIN, SIGN))
            elif before and bidirectional(cluster[0]) not in _STRONG and self._has(before, cluster):
                pieces.append((before, cluster))
            else:
                pieces.append((region if family.startswith(_CJK) else family, cluster))
        grouped = [(family, "".join(part for _, part in group)) for family, group in groupby(pieces, lambda it: it[0])]
        return _after_turn(grouped) if direction(text) == "ltr" else grouped

    def unshown(self, texts: Iterable[str]) -> list[str]:
        """The grapheme clusters that no font can show, in order of their first use."""
        clusters = dict.fromkeys(cluster for text in texts if not text.isascii() for cluster in graphemes(text))
        return [cluster for cluster in clusters if self._family(cluster) is None]

    def shown(self, text: str) -> str:
        """The text with SIGN for what no font can show."""
        return "".join(piece for _, piece in self.runs(text))

    def _family(self, cluster: str) -> str | None:
        """The first family that has every visible character of a cluster."""
        if cluster not in self.found:
            fitting = (face.family for face in self.faces if _needed(cluster) <= face.characters())
            self.found[cluster] = next(fitting, None)
        return self.found[cluster]

    def _one(self, clusters: Iterable[str]) -> str | None:
        """The family that shows all of a line, so that its direction is worked out in one piece."""
        needed = frozenset().union(*map(_needed, clusters))
        return next((face.family for face in self.faces if needed <= face.characters()), None)

    def _has(self, family: str, cluster: str) -> bool:
        return any(
            _needed(cluster) <= face.characters()
            for face in self.faces
            if face.family == family or (face.cjk and family.startswith(_CJK))
        )


def _region(text: str) -> str:
    """The regional form of the ideographs in a text."""
    return f"{_CJK} {'JP' if _KANA.search(text) else 'KR' if _HANGUL.search(text) else 'SC'}"


def _after_turn(runs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """What stands between a right-to-left piece and the text that follows it belongs to the latter."""
    found: list[tuple[str, str]] = []
    over = ""
    for number, (family, own) in enumerate(runs):
        piece, over = over + own, ""
        if number < len(runs) - 1 and direction(piece) == "rtl":
            cut = max(at for at, char in enumerate(piece) if bidirectional(char) in _STRONG | {"NSM"}) + 1
            over = piece[cut:]
        found.append((family, piece.removesuffix(over)))
    return found


@cache
def _needed(cluster: str) -> frozenset[int]:
    """The characters of a cluster that a font must have: neither spaces nor marks that only steer."""
    return frozenset(
        ord(char) for char in cluster if category(char) not in {"Cf", "Zs", "Cc"} and not "\ufe00" <= char <= "\ufe0f"
    )


def said_unshown(clusters: Sequence[str], fonts: Fonts) -> str:
    """What is told of text that no font can show; empty where there is none."""
    if not clusters:
        return ""
    names = ", ".join(_named(cluster) for cluster in clusters[:_NAMED])
    more = f" and {len(clusters) - _NAMED} more" if len(clusters) > _NAMED else ""
    asked = any(map(_EAST_ASIAN.search, clusters)) and not any(face.cjk for face in fonts.faces)
    cure = " For Chinese, Japanese and Korean: `pip install 'argmap[cjk]'`." if asked else ""
    return f"no font shows {names}{more}, so `{SIGN}` stands there.{cure}"


def _named(cluster: str) -> str:
    codes = " ".join(f"U+{ord(char):04X}" for char in cluster[:2])
    return f"{codes} ({name(cluster[0], 'no name').lower()})"


@cache
def installed_fonts() -> Fonts:
    """The fonts of the packages that are installed. Raises ArgmapError when Arimo is missing."""
    faces: dict[tuple[str, bool], Face] = {}
    versions: list[str] = []
    for package in PACKAGES:
        spec = find_spec(package)
        if spec is None or spec.origin is None:
            continue
        versions.append(f"{package} {metadata.version(package.replace('_', '-'))}")
        for path in sorted(Path(spec.origin).parent.rglob("*.[to]t[fc]")):
            face = Face(_family_name(path), path, "Italic" in path.name)
            faces.setdefault((face.family, face.italic), face)
    if not any(family == MAIN for family, _ in faces):
        raise ArgmapError(_MISSING)
    return Fonts(tuple(sorted(faces.values(), key=_rank)), "; ".join(versions))


def _rank(face: Face) -> tuple[bool, int, int, str]:
    return (
        face.italic,
        (_LAST.index(face.family) + 1) if face.family in _LAST else 0,
        (MAIN, "Noto Sans").index(face.family) if face.family in (MAIN, "Noto Sans") else 2,
        face.family,
    )


def _family_name(path: Path) -> str:
    with _opened(path) as font:
        return str(font["name"].getBestFamilyName())


@cache
def characters(path: Path) -> frozenset[int]:
    """The code points that a font file has glyphs for. Raises ArgmapError without the extra."""
    with _opened(path) as font:
        return frozenset(font.getBestCmap())


def _opened(path: Path) -> Any:
    try:
        from fontTools.ttLib import TTFont  # noqa: PLC0415  # an extra, and slow to import
    except ImportError as error:
        raise ArgmapError(_MISSING) from error
    return TTFont(path, fontNumber=0, lazy=True)
