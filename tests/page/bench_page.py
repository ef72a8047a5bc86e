"""How fast the page is: loading, and frames a second while one picture of about 3,000 nodes moves and changes scale.

    python tests/page/bench_page.py

Needs playwright and /usr/bin/chromium. Without a graphics card the processor draws the frames, which is the worst case.
"""

from __future__ import annotations

import runpy
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from argmap.analysis import Analysis, analyse
from argmap.drawn import material, page_source
from argmap.render.draw import Drawing
from argmap.render.page.assemble import page_html
from argmap.render.sheet import Sheet
from argmap.render.views import all_views

write_map = runpy.run_path(str(Path(__file__).parents[1] / "benchmarks" / "generate.py"))["write_map"]
ARGUMENTS = Path(__file__).parents[2] / "arguments" / "soleimani-strike"
FRAMES = 120
MOVE = """async ([zoom, frames]) => {
  const canvas = document.getElementById("canvas"), box = canvas.getBoundingClientRect(), times = [];
  for (let frame = 0; frame < frames; frame++) {
    const swing = Math.sin(frame / 15) * 40;
    canvas.dispatchEvent(new WheelEvent("wheel", { deltaX: zoom ? 0 : swing, deltaY: swing * 0.6, ctrlKey: zoom,
      clientX: box.x + box.width / 2, clientY: box.y + box.height / 2, bubbles: true, cancelable: true }));
    times.push(await new Promise((done) => requestAnimationFrame(done)));
  }
  return 1000 * (frames - 1) / (times.at(-1) - times[0]);
}"""
NEXT_FRAME = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def in_one_picture(analysis: Analysis) -> list[Drawing]:
    """The whole map as one picture, authorities as cards."""
    sheet = Sheet(material(analysis), None, list(analysis.graph.assertions), {}, "nodes")
    sheet.draw()
    return [Drawing(sheet.finished("whole", "The whole map", ""))]


def measure(browser: Any, name: str, html: str, path: Path) -> None:
    """Print what one page takes."""
    path.write_text(html, encoding="utf-8")
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    start = time.perf_counter()
    page.goto(path.as_uri())
    loaded = time.perf_counter() - start
    nodes = page.locator(".picture.shown :is(.card, .pill)").count()
    page.wait_for_timeout(1000)
    rates = {"move": page.evaluate(MOVE, [False, FRAMES]), "scale": page.evaluate(MOVE, [True, FRAMES])}
    page.keyboard.press("0")
    page.wait_for_timeout(1000)
    rates |= {"move, whole": page.evaluate(MOVE, [False, FRAMES]), "scale, whole": page.evaluate(MOVE, [True, FRAMES])}
    said = ", ".join(f"{what} {rate:.0f}" for what, rate in rates.items())
    print(f"{name}: {len(html) / 1e6:.1f} MB, {nodes} nodes shown, loaded in {loaded:.2f} s; frames a second: {said}")
    for key, what in (("m", ""), ("Enter", "details"), ("r", "what if"), ("b", "highlight")):
        start = time.perf_counter()
        page.keyboard.press(key)
        page.evaluate(NEXT_FRAME)
        if what:
            print(f"  {what}: {(time.perf_counter() - start) * 1000:.0f} ms to the next frame")
    page.close()


def main() -> None:
    """Measure the first map, and a made-up one drawn as one picture."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        (real,) = analyse([ARGUMENTS])
        views = [Drawing(picture) for picture in all_views(material(real))]
        measure(browser, "soleimani-strike", page_html(page_source(real), views), Path(folder) / "real.html")
        (large,) = analyse([write_map(Path(folder) / "large", 1400)])
        measure(browser, "made up", page_html(page_source(large), in_one_picture(large)), Path(folder) / "large.html")
        browser.close()


if __name__ == "__main__":
    main()
