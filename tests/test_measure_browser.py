"""The measured widths beside those of a real browser: Debian's chromium with Liberation Sans, when both are there."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest

from argmap.render.measure import Face, width

if TYPE_CHECKING:
    from collections.abc import Iterator

FAMILY = "Arial, Arimo, 'Liberation Sans', 'Noto Sans Arabic', 'Noto Sans CJK JP', sans-serif"
STYLES = {"regular": "400 16px", "bold": "700 16px", "italic": "italic 400 16px"}
SCRIPT = """([font, texts]) => {
  const pen = document.createElement('canvas').getContext('2d');
  pen.font = font;
  pen.fontKerning = 'none';
  return texts.map(text => pen.measureText(text).width);
}"""

LATIN = [
    "The strike breached the prohibition of the use of force.",
    "COUNTER-POSITION · not established",
    "Iran · Special Rapporteur (annex), ¶ 82; art. 2(4)",
    "“Łódź” – Đuro Šćepanović, Nguyễn Văn Tèo, ÅÄÖ, ç, ğ, ı, ŵ",
    "https://www.icj-cij.org/case/70?page=12&lang=en#top",
    "1.10 – 2020-01-08 … 50 % → § 3",
]
OTHERS = ["Запрещение применения силы", "Η απαγόρευση της βίας", "איסור השימוש בכוח"]
ARABIC = [
    "منع استخدام القوة في العلاقات الدولية",
    "حمله به فرودگاه بغداد",
    "می‌توان گفت که دفاع مشروع نبود",
    "ماده ۲(۴)",
]
WIDE = ["武力の行使の禁止", "使用武力的禁止", "무력사용의금지", "ＡＢＣ１２。"]


@pytest.fixture(scope="module")
def page(browser: Any) -> Iterator[Any]:
    if not shutil.which("fc-match"):
        pytest.skip("no fontconfig")
    opened = browser.new_page()
    yield opened
    opened.close()


def needs(font: str) -> None:
    import subprocess

    found = subprocess.run(["fc-list", font], capture_output=True, text=True, check=False).stdout
    if not found.strip():
        pytest.skip(f"no {font}")


def real(page: Any, texts: list[str], face: Face) -> list[float]:
    widths: list[float] = page.evaluate(SCRIPT, [f"{STYLES[face]} {FAMILY}", texts])
    return widths


@pytest.mark.parametrize("face", ["regular", "bold", "italic"])
def test_latin_greek_cyrillic_hebrew_are_exact(page: Any, face: Face) -> None:
    needs("Liberation Sans")
    texts = LATIN + OTHERS
    for text, there in zip(texts, real(page, texts, face), strict=True):
        assert width(text, 16, face) == pytest.approx(there, rel=0.01), text


@pytest.mark.parametrize("face", ["regular", "bold"])
def test_arabic_and_persian_are_close(page: Any, face: Face) -> None:
    needs("Noto Sans Arabic")
    for text, there in zip(ARABIC, real(page, ARABIC, face), strict=True):
        assert width(text, 16, face) == pytest.approx(there, rel=0.1), text


def test_ideographs_kana_and_hangul_are_close(page: Any) -> None:
    needs("Noto Sans CJK JP")
    for text, there in zip(WIDE, real(page, WIDE, "regular"), strict=True):
        assert width(text, 16) == pytest.approx(there, rel=0.1), text
