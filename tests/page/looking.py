"""What tests look at in an opened page."""

from __future__ import annotations

import json
import re
from typing import Any

from argmap.analysis import Analysis
from argmap.evaluation.labels import Evaluation, evaluate
from argmap.evaluation.scenario import Assumptions
from argmap.render.page.parcel import unpack

STANDINGS = {"stands", "contested", "defeated", "not-established"}

_PARCEL = re.compile(r'<script type="text/plain" (?:data-view="([^"]*)"|id="data")>([^<]*)</script>')
_FIRST = re.compile(r'<section class="picture shown"[^>]*>(.*?)</section>', re.DOTALL)


def parcels(html: str) -> dict[str, Any]:
    """What stands packed in a page: the data under an empty name, the pictures by view, the first one's svg as well."""
    found = {name: json.loads(unpack(packed)) for name, packed in _PARCEL.findall(html)}
    for view, drawn in found.items():
        if view and not drawn["svg"]:
            drawn["svg"] = "".join(_FIRST.findall(html))
    return found


def card(page: Any, thing: str) -> Any:
    """The link around the card of a thing in the view that is shown."""
    return page.locator(f'.picture.shown a[href$="/{thing}"]:has(.card)').first


def details(page: Any) -> str:
    return str(page.locator("#details").inner_text())


def until(page: Any, expression: str) -> None:
    """Wait until something is so in the page, whose policy forbids the usual way of waiting."""
    for _ in range(100):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    raise AssertionError(expression)


def place(page: Any) -> str:
    return str(page.evaluate("location.hash"))


def transform(page: Any) -> list[float]:
    """x, y and scale of the picture, when it has come to rest."""
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    text = page.evaluate("document.querySelector('.picture.shown').style.transform")
    return [float(number) for number in re.findall(r"-?[\d.]+(?:e-?\d+)?", text)]


def standings(page: Any) -> dict[str, str]:
    """The standing that each assertion's card in the shown view has."""
    found = page.evaluate(
        "[...document.querySelectorAll('.picture.shown a')].map((link) => [link.getAttribute('href').split('/').pop(), "
        "[...link.firstElementChild.classList]])"
    )
    return {thing: hit[0] for thing, classes in found if (hit := [name for name in classes if name in STANDINGS])}


def things(page: Any, selector: str) -> list[str]:
    """The ids of the things that some links in the shown view lead to."""
    links = page.locator(f".picture.shown {selector}")
    return [str(href).split("/")[-1] for href in links.evaluate_all("(all) => all.map((a) => a.getAttribute('href'))")]


def supposed(sale: Analysis, accept: tuple[str, ...] = (), reject: tuple[str, ...] = ()) -> Evaluation:
    return evaluate(sale.graph, Assumptions(frozenset(accept), frozenset(reject)))


def same_as_python(page: Any, evaluation: Evaluation) -> None:
    shown = standings(page)
    assert len(shown) > 2
    assert shown == {name: evaluation.standings[name].value.replace(" ", "-") for name in shown}
