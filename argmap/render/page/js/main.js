// Joins the parts of the page; every change goes through the state, and every part shows what the state says.

import { Canvas } from "./canvas.js";
import { Details } from "./details.js";
import { need, say } from "./dom.js";
import { Highlight } from "./highlight.js";
import { Keys } from "./keys.js";
import { Model, readData } from "./model.js";
import { Outline } from "./outline.js";
import { readPictures, readText } from "./parcels.js";
import { Pictures } from "./pictures.js";
import { Search } from "./search.js";
import { Side, wide } from "./side.js";
import { State } from "./state.js";
import { Supposed } from "./supposed.js";
import { Theme } from "./theme.js";

const PAN = 90, ZOOM = 1.25;

export class Page {
  /** @param {Model} model @param {Map<string, import("./types.js").Drawn>} drawn */
  constructor(model, drawn) {
    this.state = new State(model);
    this.canvas = new Canvas(need("canvas"), (scale) => (need("scale").textContent = `${Math.round(scale * 100)} %`));
    this.trying = false;
    this.pictures = new Pictures(this.state, drawn, this.canvas, (thing) => this.tried(thing));
    this.details = new Details(this.state);
    this.details.parts.foldable = (thing) => this.pictures.foldable(thing);
    this.outline = new Outline(this.state, this.details.parts);
    this.side = new Side(this.state);
    this.supposed = new Supposed(this.state, this.details.parts, () => this.details.showChanges());
    this.lit = new Highlight(this.state, this.details.parts);
    this.lit.box.addEventListener("click", (event) => this.details.follow(event));
    this.search = new Search(this.state, () => this.details.focus());
    this.theme = new Theme();
    this.keys = new Keys(this.table());
    this.buttons();
    this.canvas.covered = () => (wide() ? 0 : Math.max(0, this.canvas.box.getBoundingClientRect().bottom - (need("details").getBoundingClientRect().top || Infinity)));
    this.state.listen((before) => this.update(before));
    addEventListener("hashchange", () => this.state.arrive());
    this.side.button.setAttribute("aria-expanded", String(this.side.open));
    this.outlined = false;
    if (!location.hash && !wide()) history.replaceState(null, "", `#/${this.state.place.view}?outline`);
    this.state.arrive();
  }

  /** @param {import("./state.js").Place} before */
  update(before) {
    const held = document.activeElement;
    this.change(before);
    if (held && held !== document.body) this.refocus(held);
  }

  /** Where what had the focus is there no more, it goes on in the same panel. @param {Element} held */
  refocus(held) {
    const active = document.activeElement, { outline } = this.state.place;
    if (active && active !== document.body && active.getClientRects().length) return;
    if (outline && this.outline.current) this.outline.current.focus({ preventScroll: !(held instanceof SVGElement) });
    else if (held instanceof SVGElement || need("outline").contains(held)) this.pictures.refocus();
    else need("view-title").focus();
  }

  /** @param {import("./state.js").Place} before */
  change(before) {
    const { place, model } = this.state, view = model.views.get(place.view);
    const moved = before.at !== place.at, supposed = before.accept.join() !== place.accept.join() || before.reject.join() !== place.reject.join();
    need("canvas").hidden = place.outline;
    need("view-title").textContent = place.outline ? "Outline" : place.view === "overview" ? "Overview" : view?.title ?? "";
    document.title = [...new Set([need("view-title").textContent, model.data.map.title])].filter(Boolean).join(" · ");
    for (const [id, on] of /** @type {[string, boolean][]} */ ([["as-map", !place.outline], ["as-outline", place.outline], ["try", this.trying]]))
      need(id).setAttribute("aria-pressed", String(on));
    need("unfold").hidden = !place.fold.length;
    need("view-tools").classList.toggle("no-picture", place.outline);
    this.supposed.update();
    this.lit.update();
    this.tellUnknown();
    const changed = !place.outline && this.pictures.show(place.view);
    if (!place.outline) this.pictures.update();
    document.body.classList.toggle("broad", !place.outline && this.pictures.broad);
    this.details.update(moved);
    this.details.point(this.pictures.part);
    this.pictures.part = "";
    this.side.update();
    const lit = before.trace !== place.trace || before.of !== place.of;
    this.outline.update(supposed || lit || before === place);
    if (place.at && !place.outline && (moved || changed)) this.reveal(changed);
    if (supposed) this.supposed.announce();
    else if (lit) this.lit.announce();
    else if (moved && place.at) say(`Details: ${model.title(place.at)} ${this.state.now.standings.get(place.at) ?? ""}`);
  }

  /** Say in a line what the address names and the map does not have. */
  tellUnknown() {
    const { unknown } = this.state, line = need("unknown");
    const said = unknown.length ? `The link names what this map does not have: ${unknown.slice(0, 3).join(", ")}${unknown.length > 3 ? ` and ${unknown.length - 3} more` : ""}.` : "";
    line.hidden = !said;
    if (line.textContent !== said) line.textContent = said;
  }

  /** @param {boolean} middle */
  reveal(middle) {
    const card = this.pictures.card(this.state.place.at);
    if (card) requestAnimationFrame(() => this.canvas.reveal(card, middle));
  }

  /** In what-if mode a click rejects, then accepts, then takes back. @param {string} thing */
  tried(thing) {
    const { data } = this.state.model;
    if (!this.trying || !(thing in data.assertions || thing in data.authorities)) return false;
    const next = /** @type {const} */ ({ "": "reject", reject: "accept", accept: "" })[this.state.supposed(thing)];
    this.state.suppose(thing, next);
    return true;
  }

  /**
   * Go on with another state of the map, and with the pictures that are new in it; what is looked at, supposed and filtered stays.
   * @param {import("./types.js").Data} data @param {Map<string, import("./types.js").Drawn>} drawn
   */
  renew(data, drawn) {
    this.state.renew(new Model(data));
    this.search.items = undefined;
    this.side.renew();
    this.outline.stale = true;
    for (const [name, picture] of drawn) this.pictures.put(name, picture);
    this.state.arrive();
  }

  buttons() {
    const on = (/** @type {string} */ id, /** @type {() => void} */ run) => need(id).addEventListener("click", run);
    document.querySelector(".skip")?.addEventListener("click", (event) => (event.preventDefault(), need("main").focus())); // not a place in the map
    on("as-map", () => this.state.go({ outline: false }));
    on("as-outline", () => this.state.go({ outline: true }));
    on("zoom-in", () => this.canvas.zoom(ZOOM, undefined, undefined, true));
    on("zoom-out", () => this.canvas.zoom(1 / ZOOM, undefined, undefined, true));
    on("fit", () => this.canvas.fit());
    on("previous", () => this.turn(-1));
    on("next", () => this.turn(1));
    on("try", () => this.toggleTry());
    on("unfold", () => (this.state.go({ fold: [] }), need("view-title").focus()));
    addEventListener("beforeprint", () => this.pictures.update());
  }

  toggleTry() {
    this.trying = !this.trying;
    need("canvas").classList.toggle("trying", this.trying);
    this.state.tell();
    say(this.trying ? "What if: a click on a card now rejects it, a second accepts it, a third takes that back." : "What if by click is off.");
  }

  /** To the view before or behind. @param {number} step */
  turn(step) {
    const { views } = this.state.model.data, at = views.findIndex((view) => view.name === this.state.place.view);
    const view = views[(at + step + views.length) % views.length];
    this.state.go({ view: view.name, at: "", outline: false });
    say(view.title);
  }

  /** The thing on the card that has the focus, else that of the details. */
  chosen() {
    return document.activeElement?.closest("#canvas a")?.getAttribute("href")?.split("/")[2] ?? this.state.place.at;
  }

  /** @param {"accept" | "reject" | ""} how */
  suppose(how) {
    const thing = this.chosen(), { data } = this.state.model;
    if (thing in data.assertions || thing in data.authorities) this.state.suppose(thing, how);
    else say("Choose an assertion or an authority first.");
  }

  /** @param {"below" | "above"} way */
  trace(way) {
    const { place } = this.state;
    if (place.at in this.state.model.data.assertions || (way === "above" && place.at in this.state.model.data.authorities)) this.state.highlight(way, place.at);
    else if (place.trace) this.lit.clear();
    else say("Choose an assertion first.");
  }

  /** Fold what is below the card that has the focus, or that of the details. */
  fold() {
    const thing = this.chosen(), { place } = this.state;
    if (!this.pictures.foldable(thing)) return say("Choose a card with something below it first.");
    this.state.go({ fold: place.fold.includes(thing) ? place.fold.filter((other) => other !== thing) : [...place.fold, thing] });
    say(place.fold.includes(thing) ? "Unfolded." : "Folded: what is only below it is hidden.");
  }

  /** @param {KeyboardEvent} event @param {number} dx @param {number} dy */
  arrow(event, dx, dy) {
    const active = document.activeElement;
    if (this.state.place.outline || !active || !(need("canvas").contains(active) || [document.body, need("main"), need("view-title")].includes(/** @type {HTMLElement} */ (active)))) return;
    event.preventDefault();
    if (event.shiftKey) this.canvas.pan(-dx * PAN, -dy * PAN, true);
    else this.pictures.step(dx, dy);
  }

  escape() {
    const active = document.activeElement;
    if (!wide() && this.side.open) {
      this.side.toggle(false);
      this.side.button.focus();
    } else if (active && need("side").contains(active)) need("view-title").focus();
    else if (active && need("details").contains(active) && !this.state.place.outline) this.pictures.focus(this.pictures.card(this.state.place.at) ?? this.pictures.first);
    else if (this.state.place.at) this.details.close();
    else if (this.state.lit) this.lit.clear();
    else if (this.state.filters) this.side.clear();
  }

  /** @returns {import("./keys.js").Key[]} */
  table() {
    const { canvas } = this;
    const key = (/** @type {string} */ keys, /** @type {string} */ shown, /** @type {string} */ does, /** @type {(event: KeyboardEvent) => void} */ run, anywhere = false) =>
      ({ keys: keys.split(" "), shown, does, run, anywhere });
    return [
      key("/", "/", "search", () => this.search.field.select()),
      key("ArrowUp", "↑ ↓ ← →", "in the map: along the row and on to the next one, or to the nearest card above or below; with Shift: move the map", (event) => this.arrow(event, 0, -1)),
      key("ArrowDown", "", "", (event) => this.arrow(event, 0, 1)),
      key("ArrowLeft", "", "", (event) => this.arrow(event, -1, 0)),
      key("ArrowRight", "", "", (event) => this.arrow(event, 1, 0)),
      key("m", "m", "go to the map", () => (this.state.place.outline && this.state.go({ outline: false }), this.pictures.focus(this.pictures.current))),
      key("d", "d", "go to the details", () => this.details.focus()),
      key("+ =", "+", "larger", () => canvas.zoom(ZOOM, undefined, undefined, true)),
      key("-", "-", "smaller", () => canvas.zoom(1 / ZOOM, undefined, undefined, true)),
      key("0", "0", "the whole picture", () => canvas.fit()),
      key("1", "1", "the beginning, in a legible size", () => canvas.start()),
      key("[", "[", "the view before", () => this.turn(-1)),
      key("]", "]", "the next view", () => this.turn(1)),
      key("o", "o", "outline or map", () => this.state.go({ outline: !this.state.place.outline })),
      key("v", "v", "list of views", () => (this.side.toggle(true), this.side.focus())),
      key("f", "f", "filter", () => this.side.openFilter()),
      key("b", "b", "highlight what it rests on", () => this.trace("below")),
      key("h", "h", "highlight what hangs on it", () => this.trace("above")),
      key("r", "r", "what if it were rejected", () => this.suppose("reject")),
      key("a", "a", "what if it were accepted", () => this.suppose("accept")),
      key("u", "u", "as written again", () => this.suppose("")),
      key("w", "w", "what if by click: on or off", () => this.toggleTry()),
      key("x", "x", "fold or unfold what is below", () => this.fold()),
      key("t", "t", "light or dark", () => this.theme.toggle()),
      key("c", "c", "what changes", () => this.state.supposes && this.details.showChanges()),
      key("Escape", "Esc", "back: from the details to the map, then close them, end the highlight, clear the filter", () => this.escape(), true),
      key("?", "?", "this help", () => this.keys.help()),
    ];
  }
}

export const page = new Page(new Model(readData(await readText())), await readPictures());
