"""Write argmap/render/metrics.json: advance widths in 1/2048 em, taken from free fonts.

    apt-get download fonts-liberation2 fonts-noto-core fonts-noto-cjk-extra   # Debian; no need to install them
    for deb in *.deb; do dpkg-deb -x "$deb" fonts; done
    python tests/tools/make_metrics.py fonts argmap/render/metrics.json

Latin, Greek, Cyrillic, Hebrew, punctuation, arrows: Liberation Sans 2, whose advances are those of Arial and Arimo.
Arabic script: Noto Sans Arabic, each letter with its four forms. Other scripts: the mean of their Noto Sans, a row of
128 code points each. Widths are facts about letters; no font and no outline is copied.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

UNITS = 2048
FACES = {"regular": "Regular", "bold": "Bold", "italic": "Italic"}
FORMS = ("isol", "fina", "init", "medi")
ROWS = [*range(0x500, 0x2000, 0x80), *range(0x2C00, 0x2E00, 0x80), *range(0xA000, 0xAC00, 0x80)]


def advances(font: Any) -> dict[int, int]:
    """Code point to advance, for every character of the font that takes room."""
    scale, widths = UNITS / font["head"].unitsPerEm, font["hmtx"]
    return {
        code: round(widths[name][0] * scale)
        for code, name in sorted(font.getBestCmap().items())
        if unicodedata.category(chr(code)) not in {"Cc", "Cf", "Cn", "Co", "Cs", "Me", "Mn"}
    }


def runs(table: dict[int, int]) -> list[list[int]]:
    """Neighbouring code points in one list: the first code point, then the advances."""
    found: list[list[int]] = []
    for code, width in table.items():
        if found and code == found[-1][0] + len(found[-1]) - 1:
            found[-1].append(width)
        else:
            found.append([code, width])
    return found


def arabic(font: Any) -> dict[str, list[int]]:
    """Letter to the advances of its isolated, final, initial and medial form; a letter that does not join has fewer."""
    scale, widths, gsub = UNITS / font["head"].unitsPerEm, font["hmtx"], font["GSUB"].table
    swaps: dict[str, dict[str, str]] = {form: {} for form in FORMS}
    for record in gsub.FeatureList.FeatureRecord:
        for index in record.Feature.LookupListIndex if record.FeatureTag in swaps else ():
            for table in (t for t in gsub.LookupList.Lookup[index].SubTable if hasattr(t, "mapping")):
                swaps[record.FeatureTag].update(table.mapping)
    letters = {}
    for code, name in sorted(font.getBestCmap().items()):
        if code < 0xFB50 and name in swaps["fina"]:
            names = [name, *(swaps[form][name] for form in FORMS[1:] if name in swaps[form])]
            letters[chr(code)] = [round(widths[each][0] * scale) for each in names]
    return letters


def lam_alef(font: Any) -> list[int]:
    """The advances of the ligature lam-alef, isolated and final."""
    return [advances(font)[code] for code in (0xFEFB, 0xFEFC)]


def rows(folder: Path) -> list[list[int]]:
    """First code point of a row of 128, mean advance of its letters in Noto Sans, for scripts outside Liberation."""
    seen: dict[int, int] = {}
    for path in sorted(folder.rglob("NotoSans*-Regular.ttf")):
        if not any(word in path.stem for word in ("Mono", "Display", "UI-", "Arabic", "Symbols")):
            seen = advances(TTFont(path)) | seen
    found = []
    for start in ROWS:
        widths = [seen[code] for code in range(start, start + 0x80) if code in seen]
        if widths:
            found.append([start, round(sum(widths) / len(widths))])
    return found


def one(folder: Path, name: str) -> Any:
    """The font of this file name; the newest when there are several."""
    return TTFont(max(folder.rglob(name), key=lambda path: TTFont(path)["head"].fontRevision))


def main() -> None:
    """Read the fonts below the first argument, write the table to the second."""
    folder, target = Path(sys.argv[1]), Path(sys.argv[2])
    faces = {face: runs(advances(one(folder, f"LiberationSans-{style}.ttf"))) for face, style in FACES.items()}
    joined = {face: one(folder, f"NotoSansArabic-{style}.ttf") for face, style in FACES.items() if style != "Italic"}
    table = {
        "units": UNITS,
        "faces": faces,
        "arabic": {
            face: runs({c: w for c, w in advances(font).items() if c < 0xFB50}) for face, font in joined.items()
        },
        "joining": {face: arabic(font) for face, font in joined.items()},
        "lam_alef": {face: lam_alef(font) for face, font in joined.items()},
        "rows": rows(folder),
    }
    lines = [f"{json.dumps(key)}: {json.dumps(value, separators=(',', ':'))}" for key, value in table.items()]
    target.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
