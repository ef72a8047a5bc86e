"""Times the preview: from the moment a file is saved until a browser shows the new picture, in seconds by the clock.

`python tests/benchmarks/bench_serve.py` prints a Markdown table; it needs Debian's chromium and Playwright. Each save
makes one text longer, so that its view is laid out anew. *update* (reading, labels, gaps and data) and *picture* (the
drawing of the view that is looked at) are processor seconds without server and browser.
"""

from __future__ import annotations

import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from generate import write_map
from playwright.sync_api import Page, sync_playwright

from argmap.preview.atlas import Atlas
from argmap.preview.sight import Plate

RUNS = 15
ROOT = Path(__file__).parents[2]
WATCH = """(mark) => new Promise((done) => {
  const box = document.getElementById("canvas");
  const look = () => {
    if (!box.textContent.includes(mark)) return;
    observer.disconnect();
    requestAnimationFrame(() => done(Date.now() / 1000));
  };
  const observer = new MutationObserver(look);
  observer.observe(box, { childList: true, subtree: true });
})"""


def nodes(plate: Plate) -> int:
    """How many things a picture places."""
    return len(plate.drawing.picture.cards) + len(plate.drawing.picture.pills)


def written_in(plate: Plate, data: dict[str, Any]) -> list[str]:
    """The assertions that a picture shows in full and whose text can be written anew."""
    shown = plate.view["cards"].items()
    return [
        name for key, name in shown if key not in plate.view["away"] and "`" not in data.get(name, {}).get("text", "`")
    ]


class Edited:
    """A map in which one text is made longer with every save."""

    def __init__(self, folder: Path) -> None:
        self.atlas = Atlas(folder)
        ((self.name, chart),) = self.atlas.charts.items()
        assert chart.sight is not None
        data = chart.sight.data["assertions"]
        plates = {plate.view["name"]: plate for plate in chart.sight.plates.values() if written_in(plate, data)}
        self.view = min(plates, key=lambda name: abs(nodes(plates[name]) - 40))
        self.nodes = nodes(plates[self.view])
        self.size = len(data)
        thing = written_in(plates[self.view], data)[0]
        entry = data[thing]
        self.thing = thing
        self.file = Path(chart.sight.folder) / entry["place"].rpartition(":")[0]
        self.before = self.file.read_text(encoding="utf-8")
        self.text = entry["text"]
        assert self.text in self.before, "the text is not written on one line"

    def save(self, number: int) -> str:
        """Save the file with another text; a word of it."""
        mark = f"Edit{number}mark"
        changed = self.text.rstrip(".") + f" {mark} and so on" * (1 + number % 3) + "."
        self.file.write_text(self.before.replace(self.text, changed, 1), encoding="utf-8")
        return mark

    def inside(self, number: int) -> tuple[float, float]:
        """Processor seconds of the update and of the picture, without server and browser."""
        self.save(number)
        start = time.process_time()
        self.atlas.update([self.file])
        updated = time.process_time()
        sight = self.atlas.charts[self.name].sight
        assert sight is not None
        sight.plates[sight.keys[self.view]].content()
        return updated - start, time.process_time() - updated


def seen(page: Page, edited: Edited, number: int) -> float:
    """Seconds from a save until the browser shows it."""
    page.evaluate(f"window.waits = ({WATCH})('Edit{number}mark'); 0")
    start = time.time()
    edited.save(number)
    return float(page.evaluate("window.waits")) - start


def measured(folder: Path, page: Page) -> list[str]:
    """A row of the table."""
    edited = Edited(folder)
    inside = [edited.inside(number) for number in range(100, 100 + RUNS)]
    command = [sys.executable, "-m", "argmap", "serve", str(folder), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        found = re.search(r"http://\S+", server.stdout.readline())
        assert found is not None
        page.goto(f"{found[0]}maps/{edited.name}/#/{edited.view}/{edited.thing}")
        page.locator(".picture.shown a").first.wait_for()
        page.wait_for_timeout(4000)  # until every picture is there
        times = []
        for number in range(RUNS):
            times.append(seen(page, edited, number))
            page.wait_for_timeout(700)
        server.terminate()
    update, picture = (statistics.median(column) for column in zip(*inside, strict=True))
    low, middle, high = min(times), statistics.median(times), max(times)
    said = f"{update:.3f} | {picture:.3f} | {middle:.3f} | {low:.3f}–{high:.3f}"
    return [f"{edited.size:,}", str(edited.nodes), said]


def main() -> None:
    """Print the table."""
    print("| map | assertions | nodes of the view | update | picture | save → seen | from–to |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        home = Path(temporary)
        (home / "argmap.toml").touch()
        shutil.copytree(ROOT / "arguments", home / "arguments")
        maps = {f"made, {size:,}": write_map(home / f"made-{size}", size) for size in (40, 1_000)}
        maps["soleimani-strike"] = home / "arguments" / "soleimani-strike"
        for name, folder in maps.items():
            print(f"| {name} | {' | '.join(measured(folder, page))} |", flush=True)
        browser.close()


if __name__ == "__main__":
    main()
