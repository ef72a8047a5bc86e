"""Differences as one HTML page: self-contained, without a script."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from html import escape

from argmap.difference import Difference
from argmap.difference.words import Told
from argmap.reports.difference import Block, Outline, Shown, outline
from argmap.reports.html import inline, page_style, shown_text

_WORDS = {"+": "added", "-": "removed", "~": "changed", "": ""}
_TOKENS = re.compile(r"\s+|\w+|[^\w\s]")
_MOST_TOKENS = 2000
"""Texts of more words are shown whole, as they were and are: comparing them word by word takes too long."""
_STYLE = """
.told { margin: .5rem 0; padding-left: .2rem; list-style: none; }
.told .told { margin: .2rem 0 .2rem .4rem; padding-left: .9rem; border-left: 2px solid var(--edge); }
.told li { margin: .35rem 0; overflow-wrap: anywhere; }
.fate { display: inline-block; min-width: 4.6rem; margin-right: .5rem; padding: 0 .4rem; border: 1.5px solid;
  border-radius: 3px; font-size: .8rem; text-align: center; }
.fate.added { color: var(--stands); }
.fate.removed { color: var(--error); border-style: dashed; text-decoration: line-through; }
.fate.changed { color: var(--link); border-style: double; border-width: 3px; }
del { color: var(--error); text-decoration: line-through; } ins { color: var(--stands); font-weight: 600; }
.was, .now { margin: .15rem 0 .15rem 1rem; } .was b, .now b { font-weight: 600; color: var(--soft); }
figure img { max-height: none; }
"""


def as_html(differences: Sequence[Difference], pictures: Sequence[Sequence[Shown]] = ()) -> str:
    """The page; `pictures` are the drawings of each map."""
    pictures = pictures or [()] * len(differences)
    outlines = [outline(of) for of in differences]
    title = outlines[0].title if len(outlines) == 1 else f"{len(outlines)} maps"
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:"
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            f"<title>What changed: {shown_text(title)}</title>",
            f"<style>\n{page_style()}{_STYLE}</style>",
            "</head>",
            "<body>",
            '<header class="wide">',
            '<p class="kicker">Difference between two versions</p>',
            f"<h1>{shown_text(title)}</h1>",
            "</header>",
            '<main class="wide">',
            *(
                line
                for of, links in zip(outlines, pictures, strict=True)
                for line in _map(of, len(outlines) > 1, links)
            ),
            "<footer>argmap says what follows if the assertions and authorities in the files are taken as they are. "
            "It decides no question of law.</footer>",
            "</main>",
            "</body>",
            "</html>",
        ]
    )


def _map(of: Outline, is_named: bool, pictures: Sequence[Shown]) -> Iterator[str]:
    heading = "h3" if is_named else "h2"
    if is_named:
        yield f"<h2>{shown_text(of.title)}</h2>"
    before, after = of.versions
    yield f'<p class="soft">From <code>{shown_text(before)}</code> to <code>{shown_text(after)}</code></p>'
    yield f"<p>{shown_text(of.summary)}</p>"
    yield from (f'<p class="soft">{shown_text(note)}</p>' for note in of.notes)
    for block in of.blocks:
        yield from _block(block, heading)
    if pictures:
        yield f"<section><{heading}>As a picture</{heading}>"
        for link, words, data, is_image in pictures:
            shown = f'<img src="{escape(data or link)}" alt="{escape(words)}">' if is_image else ""
            yield f'<figure>{shown}<figcaption><a href="{escape(link)}">{escape(words)}</a></figcaption></figure>'
        yield "</section>"


def _block(block: Block, heading: str) -> Iterator[str]:
    yield f"<section><{heading}>{escape(block.title)}</{heading}>"
    yield from _list(block.lines)
    yield "</section>"


def _list(lines: Sequence[Told]) -> Iterator[str]:
    yield '<ul class="told">'
    for item in lines:
        word = _WORDS[item.mark]
        mark = f'<span class="fate {word}">{word}</span>' if word else ""
        yield f"<li>{mark}{inline(item.words)}"
        if item.before or item.after:
            was, now = marked_words(item.before, item.after)
            yield f'<p class="was"><b>was</b> {was}</p><p class="now"><b>now</b> {now}</p>'
        if item.below:
            yield from _list(item.below)
        yield "</li>"
    yield "</ul>"


def marked_words(before: str, after: str) -> tuple[str, str]:
    """Two texts as HTML, with the words that only one of them has marked as deleted and inserted; what names ids, and
    very long texts, without such marks.
    """
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    if len(old) + len(new) > _MOST_TOKENS or "`" in before + after:
        return inline(before), inline(after)
    was, now = [], []
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = shown_text("".join(old[i:j])), shown_text("".join(new[k:m]))
        was.append(f"<del>{gone}</del>" if gone and kind != "equal" else gone)
        now.append(f"<ins>{come}</ins>" if come and kind != "equal" else come)
    return "".join(was), "".join(now)
