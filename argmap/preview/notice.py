"""The pages of the preview that show no map: the list of maps, and what keeps a map from being drawn at all."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from urllib.parse import quote

from argmap.preview.atlas import Chart
from argmap.render.page.look import colours
from argmap.render.page.source import Plain


def list_page(charts: Iterable[Chart], trouble: str, run: str) -> str:
    """The list of all maps; it loads anew when a map comes, goes or changes."""
    charts = list(charts)
    there = sorted((chart for chart in charts if not chart.gone), key=lambda chart: chart.name)
    items = [_item(chart) for chart in there] or ["<p>There is no map here yet: no file has a <code>map:</code>.</p>"]
    notes = f'<p class="trouble">{escape(trouble)}</p>' if trouble else ""
    return _page("Maps of arguments", [notes, '<ul class="maps">', *items, "</ul>"], run, charts, is_single=False)


def broken_page(chart: Chart, run: str) -> str:
    """What is wrong with a map that could not be drawn yet; the map takes its place as soon as it can."""
    wrong = [_defect(item) for item in chart.defects]
    trouble = f'<p class="trouble">{escape(chart.trouble)}</p>' if chart.trouble else ""
    said = "<p>This map is drawn as soon as its files are right.</p>"
    return _page(chart.name, [said, trouble, '<ol class="defects">', *wrong, "</ol>"], run, [chart], is_single=True)


def policy() -> str:
    """The content security policy of these pages."""
    return (
        f"default-src 'none'; style-src '{_hash(_style())}'; script-src '{_hash(resource('wait.js'))}'; img-src data:; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'"
    )


@cache
def resource(name: str) -> str:
    """The text of a file beside this one."""
    return (files(__package__) / name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _page(title: str, body: Iterable[str], run: str, charts: Sequence[Chart], *, is_single: bool) -> str:
    versions = escape(json.dumps({chart.name: chart.version for chart in charts}))
    single = f' data-single="{escape(charts[0].name)}"' if is_single else ""
    return "\n".join(
        [
            "<!doctype html>",
            f'<html lang="en" data-run="{run}" data-versions="{versions}"{single}>',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy()}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(title)}</title>",
            '<link rel="icon" href="data:,">',
            f"<style>{_style()}</style>",
            "</head>",
            "<body>",
            f'<header><h1 dir="auto">{escape(title)}</h1></header>',
            "<main>",
            *body,
            "</main>",
            f'<script type="module">{resource("wait.js")}</script>',
            "</body>",
            "</html>",
            "",
        ]
    )


def _item(chart: Chart) -> str:
    state = "" if chart.is_current else f'<p class="trouble">Not drawn: {_why(chart)}.</p>'
    facts = f'<p class="soft">{escape(chart.sight.facts)}</p>' if chart.sight else ""
    href = f"maps/{quote(chart.name, safe='')}/"
    return f'<li><a href="{escape(href)}"><h2 dir="auto">{escape(chart.title)}</h2></a>{facts}{state}</li>'


def _why(chart: Chart) -> str:
    if chart.trouble:
        return escape(chart.trouble.rstrip("."))
    errors = sum(item["severity"] == "error" for item in chart.defects)
    return f"{errors} error{'' if errors == 1 else 's'}"


def _defect(item: Plain) -> str:
    before, there, behind = item.get("frame", ("", "", ""))
    frame = f"<pre>{escape(before)}<mark>{escape(there)}</mark>{escape(behind)}</pre>" if item.get("frame") else ""
    help_text = f'<p class="soft">{escape(item["help"])}</p>' if item.get("help") else ""
    severity, message = escape(item["severity"]), escape(item["message"])
    return (
        f'<li><p><b>{severity}</b> <span dir="auto">{message}</span></p>{frame}{help_text}'
        f'<p class="soft"><code>{escape(item["place"])}</code></p></li>'
    )


@cache
def _style() -> str:
    return f"{colours()}\n{resource('notice.css')}"


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
