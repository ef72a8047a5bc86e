// The page while `argmap serve` keeps it current: what has changed is fetched, the reader stays where they are, and the
// gaps stand beside the map. Only the preview includes this module.

import { Beside } from "./beside.js";
import { say } from "./dom.js";
import { page } from "./main.js";
import { ready } from "./model.js";
import { readPicture } from "./parcels.js";
import { linkNow, placeNow, renamed, viewNow } from "./renamed.js";
import { writeHash } from "./state.js";

/**
 * How a map is, as argmap/preview/app.py tells it.
 * @typedef {{run: string, name: string, version: number, key: string, pictures: Record<string, string>, at: string,
 *   behind: boolean, defects: import("./beside.js").Defect[], trouble: string}} Now
 * @typedef {{folder: string, link: string, command: boolean}} Setting
 * @typedef {import("./types.js").Drawn} Drawn
 */

const AGAIN = 2000;

class Live {
  /** @param {Now & Setting} start */
  constructor(start) {
    /** @type {Now} */ this.now = start;
    /** The version that the server has told of. */ this.told = start.version;
    /** The keys of the pictures that the page holds. @type {Map<string, string>} */ this.held = new Map();
    /** The keys of those that cannot be drawn. @type {Map<string, string>} */ this.failed = new Map();
    this.reach = true;
    this.busy = false;
    this.beside = new Beside(page, start);
    this.show();
    this.listen();
    page.pictures.missing = () => void this.pump();
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
    const drawn = await this.picture(view, this.now.pictures[view]);
    if (drawn) this.put(view, drawn);
    return true;
  }

  /** The view whose picture is fetched next. */
  wanted() {
    const { pictures } = this.now, { view } = page.state.place;
    const stale = (/** @type {string} */ name) => name in pictures && ![this.held.get(name), this.failed.get(name)].includes(pictures[name]);
    return stale(view) ? view : Object.keys(pictures).find(stale) ?? "";
  }

  /** Fetch how the map is now, with the picture that is looked at, and show both at once. */
  async renew() {
    const answer = await fetch(`state?have=${this.now.key}&view=${encodeURIComponent(page.pictures.name)}`);
    if (!answer.ok) return location.reload(), false;
    /** @type {Now & {data?: import("./types.js").Data}} */ const now = JSON.parse(await answer.text());
    const names = now.data ? renamed(page.state.model.data, ready(now.data)) : new Map();
    const view = viewNow(page.pictures.name, names), key = now.pictures[view], healed = this.now.behind && !now.behind;
    const drawn = key && key !== this.held.get(view) ? await this.picture(view, key) : null;
    this.now = now;
    this.told = Math.max(this.told, now.version);
    const { view: seen, thing, at, focused } = this.spot(), news = new Map(drawn ? [[view, drawn]] : []);
    if (names.size) this.follow(names);
    if (now.data) this.data(now.data, news);
    this.back({ view: viewNow(seen, names), thing: linkNow(thing, names), at, focused: linkNow(focused, names) });
    this.show();
    if (healed) say("The map is current again.");
    else if (now.behind) say(`Not drawn. ${now.trouble || now.defects[0]?.message || ""}`);
    return true;
  }

  /** Stay with what has another id now. @param {import("./renamed.js").Names} names */
  follow(names) {
    const { state, pictures } = page, { drawn, name } = pictures, { filter } = state, before = writeHash(state.place);
    state.place = placeNow(state.place, names);
    if (writeHash(state.place) !== before) history.replaceState(null, "", writeHash(state.place));
    for (const key of /** @type {("issue" | "party")[]} */ (["issue", "party"])) filter[key] = names.get(filter[key]) ?? filter[key];
    pictures.name = viewNow(name, names);
    if (drawn) pictures.pictures.set(pictures.name, drawn);
  }

  /** @param {import("./types.js").Data} data @param {Map<string, Drawn>} news */
  data(data, news) {
    const { pictures } = page.pictures, views = new Set(data.views.map((view) => view.name));
    page.renew(data, news);
    for (const name of pictures.keys()) {
      if (views.has(name)) continue;
      pictures.delete(name);
      this.held.delete(name);
    }
  }

  /** A picture from the server; null where there is a newer one or none. @param {string} view @param {string} key @returns {Promise<Drawn | null>} */
  async picture(view, key) {
    const answer = await fetch(`pictures/${key}`), text = await answer.text();
    if (answer.ok) {
      this.held.set(view, key);
      this.failed.delete(view);
      this.beside.failed(view, "");
      return readPicture(text);
    }
    if (answer.status === 422) {
      this.failed.set(view, key);
      this.beside.failed(view, text);
    } else if (answer.status === 410) this.now = { ...this.now, version: -1 }; // it has changed meanwhile
    else throw new Error(text); // tried again after a while
    return null;
  }

  /** @param {string} view @param {Drawn} drawn */
  put(view, drawn) {
    const { pictures, state } = page, spot = view === pictures.name ? this.spot() : null;
    pictures.put(view, drawn);
    if (view !== state.place.view || state.place.outline) return;
    state.tell(spot ? state.place : { ...state.place, at: "" }); // the first time, as if the reader had just come
    this.back(spot);
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
      const far = inside && state.place.at && thing.endsWith(`/${state.place.at}`) ? -1 : Math.hypot(x, y);
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
    const link = spot.focused && find(spot.focused);
    if (link instanceof SVGElement && document.activeElement === document.body) link.focus({ preventScroll: true });
  }

  show() {
    document.body.classList.toggle("behind", this.now.behind || !this.reach);
    this.beside.show(this.now, this.reach);
  }
}

/** The link to a thing in the picture that is shown. @param {string} href */
const find = (href) => page.pictures.root?.querySelector(`a[href="${CSS.escape(href)}"]`) ?? null;

/** Where the middle of a card is on the screen. @param {string} href */
function middle(href) {
  const link = href && find(href);
  if (!link) return null;
  const box = link.getBoundingClientRect();
  return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
}

new Live(/** @type {any} */ (page.state.model.data).live);
