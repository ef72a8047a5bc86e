"""Pages made from small maps, opened in a real browser; a script error or a request fails the test that caused it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from maps_for_tests import EVERYTHING, analysed

from argmap.analysis import Analysis
from argmap.drawn import material, page_source
from argmap.render.draw import Drawing
from argmap.render.page.assemble import page_html
from argmap.render.views import all_views

MORE = """
      # further assertions
      honest:
        text: The seller acted in good faith.
        kind: mixed
        issue: faith
        asserted_by: seller
        premises: [made, weather]
        counters: [{assertion: dishonest, counters: [serious]}]
        tags: [equity]
        notes: A note on good faith.
        quote: In good faith.
        quote_status: verbatim
      dishonest:
        text: The seller knew of the defect.
        kind: factual
        issue: faith
        asserted_by: buyer
        authorities: letter p. 3
    waivers:
      - {check: fact-without-evidence, at: weather, because: Everybody knows it.}
    scenarios:
      old-case-overruled: {reject: [case], accept: [mistaken], description: The old case is no longer followed.}
    views:
      without-the-case: {scenario: old-case-overruled, issue: contract, title: Without the old case}
      who: {show: parties}
      sources: {show: authorities}
"""
ISSUE = "  faith: {question: Was there good faith?, burden: buyer, positions: [honest]}\n"


def sale_text() -> str:
    """The map of a sale with a second issue, gaps, tags, a waiver, a scenario and named views."""
    start = dedent(EVERYTHING).replace("\nassertions:\n", f"\n{ISSUE}assertions:\n", 1)
    return start + dedent(MORE)


def page_of(analysis: Analysis) -> str:
    """The page of a map."""
    return page_html(page_source(analysis), [Drawing(picture) for picture in all_views(material(analysis))])


@pytest.fixture(scope="session")
def sale(tmp_path_factory: pytest.TempPathFactory) -> Analysis:
    """The map of a sale."""
    return analysed(sale_text(), tmp_path_factory.mktemp("sale"), "sale")


@pytest.fixture(scope="session")
def sale_page(sale: Analysis, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of its page."""
    path = tmp_path_factory.mktemp("page") / "index.html"
    path.write_text(page_of(sale), encoding="utf-8")
    return path


PHONE = {"width": 390, "height": 780, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}

Open = Callable[..., Any]
Axe = Callable[[Any], list[tuple[str, list[str]]]]


@pytest.fixture
def open_page(browser: Any) -> Iterator[Open]:
    """Opens a file at a place (what follows the #) in a window of its own, with no movement."""
    faults: list[str] = []
    contexts: list[Any] = []

    def opened(path: Path, place: str = "", width: int = 1300, height: int = 850, **options: Any) -> Any:
        context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce", **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(5000)
        page.on("pageerror", lambda error: faults.append(f"error: {error}"))
        page.on(
            "console",
            lambda said: faults.append(f"console: {said.text}") if said.type in ("error", "warning") else None,
        )
        page.on("dialog", lambda dialog: (faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on(
            "request",
            lambda asked: (
                None if asked.url.split("#")[0] in (path.as_uri(), "data:,") else faults.append(f"request: {asked.url}")
            ),
        )
        page.goto(path.as_uri() + (f"#{place}" if place else ""))
        if options.get("java_script_enabled", True) and path.name == "index.html":
            page.locator("#details h2").wait_for(state="attached")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not faults


@pytest.fixture(scope="session")
def axe() -> Axe:
    """Looks at an opened page with axe-core: which rules it breaks, and where."""
    sync = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    runner = sync.Axe()

    def violations(page: Any) -> list[tuple[str, list[str]]]:
        found = runner.run(page, options={"resultTypes": ["violations"]}).response["violations"]
        return [(item["id"], [node["html"][:120] for node in item["nodes"]]) for item in found]

    return violations
