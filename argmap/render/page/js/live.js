// The page while `argmap serve` keeps it current: what has changed is fetched, the reader stays where they are, and the
// gaps stand beside the map. Only the preview includes this module.

import { Beside } from "./beside.js";
import { need, say } from "./dom.js";
import { page } from "./main.js";
import { readData } from "./model.js";

/**
 * How a map is, as argmap/preview/app.py tells it.
 * @typedef {{run: string, name: string, version: number, key: string, pictures: Record<string, string>, at: string,
 *   behind: boolean, defects: import("./beside.js").Defect[], trouble: string}} Now
 * @typedef {{folder: string, link: string, command: boolean}} Setting
 */

const AGAIN = 2000;

class Live {
  /** @param {Now & Setting} start */
  constructor(start) {
    /** @type {Now} */ this.now = start;
    /** The version that the server has told of. */ this.told = start.version;
    /** The keys of the pictures that the page holds. @type {Map<string, string>} */ this.held = new Map();
    /** What came of the pictures that cannot be drawn. @type {Map<string, string>} */ this.failed = new Map();
    this.reach = true;
    this.busy = false;
    this.beside = new Beside(page, start);
    this.show();
    this.listen();
    page.state.listen(() => this.pump());
    document.addEventListener("visibilitychange", () => this.listen());
    addEventListener("pagehide", () => this.source?.close());
    this.pump();
  }

  /** Hear from the server while the page is in sight: browsers allow only a few such connections. */
  listen() {
    this.source?.close();
    if (document.hidden) return;
    const source = this.source = new EventSource("../../events");
    source.onmessage = (event) => this.hear(JSON.parse(event.data));
    source.onerror = () => {
      this.reached(false);
      if (source.readyState === EventSource.CLOSED) setTimeout(() => source === this.source && this.listen(), AGAIN);
    };
  }

  /** @param {{run: string, versions: Record<string, number>}} said */
  hear({ run, versions }) {
    this.reached(true);
    if (run !== this.now.run) return location.reload();
    this.told = versions[this.now.name] ?? this.told;
    this.pump();
  }

  /** @param {boolean} reach */
  reached(reach) {
    if (reach === this.reach) return;
    this.reach = reach;
    this.show();
  }

  /** Fetch what is missing, one thing after the other, the picture that is looked at first. */
  async pump() {
    if (this.busy) return;
    this.busy = true;
    try {
      while (await this.step());
    } catch {
      setTimeout(() => this.pump(), AGAIN); // the server is away; the events tell when it is back
    } finally {
      this.busy = false;
    }
  }

  /** @returns {Promise<boolean>} whether there may be more to do */
  async step() {
    if (this.told !== this.now.version) return this.renew();
    const view = this.wanted();
    if (!view) return false;
    const section = await this.picture(view, this.now.pictures[view]);
    if (section) this.put(view, section);
    return true;
  }

  /** The view whose picture is fetched next. */
  wanted() {
    const { pictures } = this.now, shown = page.pictures.name;
    const stale = (/** @type {string} */ view) => view in pictures && this.held.get(view) !== pictures[view] && this.failed.get(view) !== pictures[view];
    return stale(shown) ? shown : Object.keys(pictures).find(stale) ?? "";
  }

  /** Fetch how the map is now, with the picture that is looked at, and show both at once. */
  async renew() {
    const asked = this.told, answer = await fetch(`state?have=${this.now.key}`);
    if (answer.status === 404) return location.reload(), false;
    /** @type {Now & {data?: import("./types.js").Data}} */ const now = await answer.json();
    const shown = page.pictures.name, key = now.pictures[shown];
    const section = key && key !== this.held.get(shown) && this.held.has(shown) ? await this.picture(shown, key) : null;
    const healed = this.now.behind && !now.behind;
    this.now = now;
    this.told = Math.max(this.told, now.version);
    if (now.version < asked) this.told = now.version; // the server was started again; the events tell
    const spot = this.spot();
    if (now.data) this.data(readData(JSON.stringify(now.data)));
    if (section) this.put(shown, section, false);
    this.back(spot);
    this.show();
    if (healed) say("The map is current again.");
    else if (now.behind) say(`Not drawn. ${now.trouble || now.defects[0]?.message || ""}`);
    return true;
  }

  /** @param {import("./types.js").Data} data */
  data(data) {
    const { sections } = page.pictures;
    for (const { name, title } of data.views) {
      const section = sections.get(name) ?? waiting(name);
      section.setAttribute("aria-label", title);
      if (!sections.has(name)) page.pictures.put(name, section);
    }
    page.renew(data);
    const kept = new Set(data.views.map((view) => view.name));
    for (const [name, section] of sections) {
      if (kept.has(name)) continue;
      section.remove();
      sections.delete(name);
      this.held.delete(name);
    }
  }

  /** A picture from the server; null where there is a newer one or none. @param {string} view @param {string} key */
  async picture(view, key) {
    const answer = await fetch(`pictures/${key}`);
    if (answer.ok) {
      const section = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("section");
      if (section) this.held.set(view, key);
      return section;
    }
    if (answer.status === 422) {
      this.failed.set(view, key);
      this.beside.failed(view, await answer.text());
    } else this.now = { ...this.now, version: -1 }; // it has changed meanwhile
    return null;
  }

  /** @param {string} view @param {HTMLElement} section @param {boolean} [alone] */
  put(view, section, alone = true) {
    const { pictures, state } = page, first = pictures.sections.get(view)?.hasAttribute("data-waiting");
    this.failed.delete(view);
    this.beside.failed(view, "");
    const spot = alone && !first ? this.spot() : null;
    pictures.put(view, section);
    if (first) pictures.left.delete(view);
    if (view !== pictures.name) return;
    if (first) {
      pictures.name = "";
      state.tell({ ...state.place, at: "" }); // as if the reader had just come
    } else {
      state.tell();
      if (alone) this.back(spot);
    }
  }

  /** What the reader looks at: the current card where it is in sight, else the one nearest to the middle. */
  spot() {
    const { pictures, canvas, state } = page, room = canvas.box.getBoundingClientRect();
    if (canvas.frame) canvas.draw();
    canvas.box.classList.remove("glide");
    let best = "", least = Infinity;
    for (const link of pictures.root?.querySelectorAll("a") ?? []) {
      const box = link.getBoundingClientRect(), thing = link.getAttribute("href") ?? "";
      const x = box.left + box.width / 2 - room.left - room.width / 2, y = box.top + box.height / 2 - room.top - room.height / 2;
      const inside = Math.abs(x) < room.width / 2 && Math.abs(y) < room.height / 2;
      const far = inside && thing.endsWith(`/${state.place.at}`) && state.place.at ? -1 : Math.hypot(x, y);
      if (far < least) [best, least] = [thing, far];
    }
    const focused = document.activeElement?.closest(".picture a")?.getAttribute("href") ?? "";
    return { view: pictures.name, thing: best, at: middle(best), focused };
  }

  /** Move the picture so that this stands where it stood. @param {ReturnType<Live["spot"]> | null} spot */
  back(spot) {
    if (!spot || spot.view !== page.pictures.name) return;
    const now = middle(spot.thing), { canvas } = page;
    if (spot.at && now && (Math.abs(now.x - spot.at.x) > 0.5 || Math.abs(now.y - spot.at.y) > 0.5)) {
      canvas.set({ ...canvas.at, x: canvas.at.x + spot.at.x - now.x, y: canvas.at.y + spot.at.y - now.y });
      canvas.draw();
    }
    const link = spot.focused && page.pictures.root.querySelector(`a[href="${CSS.escape(spot.focused)}"]`);
    if (link instanceof SVGElement && document.activeElement !== link && document.activeElement === document.body) link.focus({ preventScroll: true });
  }

  show() {
    document.body.classList.toggle("behind", this.now.behind || !this.reach);
    this.beside.show(this.now, this.reach);
  }
}

/** Where the middle of a card is on the screen. @param {string} href */
function middle(href) {
  const link = href && page.pictures.root?.querySelector(`a[href="${CSS.escape(href)}"]`);
  if (!link) return null;
  const box = link.getBoundingClientRect();
  return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
}

/** The place of a picture that has not come yet. @param {string} name */
function waiting(name) {
  const section = document.createElement("section");
  section.className = "picture";
  section.dataset.view = name;
  section.setAttribute("data-waiting", "");
  section.innerHTML = '<svg viewBox="0 0 1 1" aria-hidden="true"></svg>';
  return section;
}

new Live(/** @type {any} */ (JSON.parse(need("data").textContent ?? "{}")).live);
