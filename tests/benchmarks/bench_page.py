"""How quick the page is in a browser: to open, to move and scale, to find, to ask what if.

    python tests/benchmarks/bench_page.py

Needs playwright and /usr/bin/chromium. Without a graphics card the processor draws the frames, which is the worst case.
Frames a second depend on what else the machine does; the processor time of the page's main thread for each frame, taken
from a trace in a second run, hardly does.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from generate import write_map
from playwright.sync_api import sync_playwright

from argmap.analysis import Analysis, analyse
from argmap.drawn import Drawn
from argmap.render.draw import Drawing
from argmap.render.page.assemble import page_html
from argmap.render.sheet import Sheet
from argmap.render.views import all_views

ARGUMENTS = Path(__file__).parents[2] / "arguments" / "soleimani-strike"
FRAMES, RUNS = 120, 5
MOVE = """async ([zoom, frames]) => {
  const canvas = document.getElementById("canvas"), box = canvas.getBoundingClientRect(), times = [];
  for (let frame = 0; frame < frames; frame++) {
    const swing = Math.sin(frame / 15) * 40;
    canvas.dispatchEvent(new WheelEvent("wheel", { deltaX: zoom ? 0 : swing, deltaY: swing * 0.6, ctrlKey: zoom,
      clientX: box.x + box.width / 2, clientY: box.y + box.height / 2, bubbles: true, cancelable: true }));
    times.push(await new Promise((done) => requestAnimationFrame(done)));
  }
  const gaps = times.slice(1).map((at, number) => at - times[number]).sort((a, b) => a - b);
  return [1000 * gaps.length / (times.at(-1) - times[0]), gaps[Math.floor(gaps.length * 0.95)]];
}"""
# How long until the next frame after a key or a text was given.
NEXT = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def in_one_picture(analysis: Analysis) -> list[Drawing]:
    """The whole map as one picture, authorities as cards."""
    sheet = Sheet(Drawn(analysis).material, None, list(analysis.graph.assertions), {}, "nodes")
    sheet.draw()
    return [Drawing(sheet.finished("whole", "The whole map", ""))]


def in_views(analysis: Analysis) -> list[Drawing]:
    """Every view of a map."""
    return [Drawing(picture) for picture in all_views(Drawn(analysis).material)]


def opened(browser: Any, path: Path) -> tuple[Any, float]:
    """The page, and how many seconds it took until its script had shown everything."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    start = time.perf_counter()
    page.goto(path.as_uri())
    page.locator("#details h2").wait_for()
    page.evaluate(NEXT)
    return page, time.perf_counter() - start


def until_seen(page: Any, act: Callable[[], object]) -> float:
    """Milliseconds from an act of the reader to the next frame, the way to the browser and back included."""
    start = time.perf_counter()
    act()
    page.evaluate(NEXT)
    return (time.perf_counter() - start) * 1000


def work(browser: Any, page: Any, zoom: bool) -> float:
    """Milliseconds of processor time of the page's main thread for each frame of moving or scaling."""
    browser.start_tracing(page=page, categories=["devtools.timeline", "toplevel"])
    page.evaluate(MOVE, [zoom, FRAMES])
    events = json.loads(browser.stop_tracing())["traceEvents"]
    main = {
        (e["pid"], e["tid"]) for e in events if e["name"] == "thread_name" and e["args"]["name"] == "CrRendererMain"
    }
    tasks = [e for e in events if e["name"] == "ThreadControllerImpl::RunTask" and (e["pid"], e["tid"]) in main]
    return float(sum(task.get("tdur", 0) for task in tasks)) / 1000 / FRAMES


def measure(browser: Any, name: str, html: str, path: Path) -> None:
    """Print what one page takes."""
    path.write_text(html, encoding="utf-8")
    times = []
    for run in range(RUNS):
        page, seconds = opened(browser, path)
        times.append(seconds)
        if run < RUNS - 1:
            page.close()
    nodes = page.locator(".picture.shown :is(.card, .pill)").count()
    print(f"{name}: {len(html) / 1e6:.2f} MB, {nodes} nodes shown, opened in {median(times):.2f} s")
    for where, key in (("legible", "1"), ("whole", "0")):
        page.keyboard.press(key)
        page.wait_for_timeout(800)
        for what, zoom in (("move", False), ("scale", True)):
            rate, slow = page.evaluate(MOVE, [zoom, FRAMES])
            busy = work(browser, page, zoom)
            print(
                f"  {what}, {where}: {rate:.0f} frames a second, 19 of 20 within {slow:.0f} ms; {busy:.1f} ms of work"
            )
    page.keyboard.press("1")
    idle = median(until_seen(page, lambda: None) for _ in range(RUNS))
    print(f"  (nothing: {idle:.0f} ms)")
    for key, what in (("m", "focus"), ("Enter", "details"), ("r", "what if"), ("u", "as written"), ("b", "highlight"),
                      ("x", "fold"), ("o", "outline"), ("]", "next view")):  # fmt: skip
        print(f"  {what}: {until_seen(page, lambda key=key: page.keyboard.press(key)):.0f} ms")
    field = page.locator("#search")
    field.fill("a")  # the first search makes the index
    print(f"  search: {median(until_seen(page, lambda word=word: field.fill(word)) for word in SEARCHES):.0f} ms")
    page.close()


SEARCHES = ("th", "the", "force", "force art", "zebra")


def main() -> None:
    """Measure the first map; a made-up one drawn as one picture; a large one in its views."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for name, source, drawn in (
            ("soleimani-strike", ARGUMENTS, in_views),
            ("made up, 1,400 assertions in one picture", write_map(Path(folder) / "large", 1400), in_one_picture),
            ("made up, 10,000 assertions in views", write_map(Path(folder) / "huge", 10_000), in_views),
        ):
            (analysis,) = analyse([source])
            html = page_html(Drawn(analysis).page, drawn(analysis))
            measure(browser, name, html, Path(folder) / "page.html")
        browser.close()


if __name__ == "__main__":
    main()
