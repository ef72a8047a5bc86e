// The pictures: which is shown, which card is current, what is highlighted or dimmed, and labels as they are now.

import { Canvas } from "./canvas.js";
import { byKeyboard, el, need, slug } from "./dom.js";
import { foldPlate, hasBelow, putAway } from "./fold.js";
import { illuminate } from "./highlight.js";
import { IN, OUT, UNDECIDED } from "./network.js";
import { plate, relegend, restateOutcome, unplate } from "./plates.js";
import { State } from "./state.js";
import { rowsOf, stepFrom } from "./steps.js";

/** What the ids in a picture begin with. */
const PREFIX = "c-";
const STATES = ["undecided", "in", "out"], STANDINGS = ["stands", "contested", "defeated", "not established"], STANDING = STANDINGS.map(slug);

/** @typedef {import("./types.js").View} View */

export class Pictures {
  /**
   * @param {State} state @param {Map<string, import("./types.js").Drawn>} drawn @param {Canvas} canvas
   * @param {(thing: string) => boolean} tried whether a click was a what-if
   */
  constructor(state, drawn, canvas, tried) {
    this.state = state;
    this.canvas = canvas;
    this.tried = tried;
    this.pictures = drawn;
    /** The only picture in the page: the others are texts, so that a large map stays quick. */
    this.section = el("section", { class: "picture shown" });
    canvas.box.replaceChildren(this.section);
    /** @type {Map<string, import("./canvas.js").Transform>} */ this.left = new Map();
    /** On which card or pill the focus was in each view. @type {Map<string, string>} */ this.held = new Map();
    this.name = "";
    /** Asked for a picture that the page does not hold; it may be put later. @type {(name: string) => void} */ this.missing = () => {};
    /** Whether the picture stays where it is though the focus comes to a card. */ this.still = false;
    /** The argument or counter whose pill was clicked. */ this.part = "";
    canvas.box.addEventListener("click", (event) => this.click(event));
    canvas.box.addEventListener("focusin", (event) => this.focused(event));
  }

  get view() {
    return this.state.model.views.get(this.name);
  }

  get drawn() {
    return this.pictures.get(this.name);
  }

  get root() {
    return /** @type {SVGSVGElement} */ (this.section.querySelector("svg"));
  }

  /** Show a view; what was shown keeps its place for the way back. @param {string} name */
  show(name) {
    if (name === this.name) return false;
    if (!this.pictures.has(name)) return this.missing(name), false;
    if (this.name) this.left.set(this.name, this.canvas.at);
    if (this.name) this.held.set(this.name, this.current?.firstElementChild?.id.slice(PREFIX.length) ?? "");
    this.name = name;
    this.fill();
    this.canvas.attach(this.root, this.left.get(name), name === "overview" ? null : this.first);
    return true;
  }

  /** Put a picture in the place of another, or of none; the reader stays where they are. @param {string} name @param {import("./types.js").Drawn} drawn */
  put(name, drawn) {
    this.pictures.set(name, drawn);
    if (name !== this.name) return;
    this.fill();
    this.canvas.attach(this.root, this.canvas.at, this.canvas.first && this.first);
    this.canvas.draw(); // before it is seen
  }

  fill() {
    this.section.innerHTML = this.drawn?.svg ?? "";
    this.section.dataset.view = this.name;
    this.section.setAttribute("aria-label", this.view?.title ?? "");
    const first = this.card(this.state.place.at) ?? this.link(this.held.get(this.name) ?? "") ?? this.first;
    first?.setAttribute("tabindex", "0");
  }

  /** The link around a card or pill of the current view. @param {string} key */
  link(key) {
    const found = document.getElementById(PREFIX + key)?.parentElement;
    return found?.tagName === "a" ? found : null;
  }

  /** The first card or pill; none before the picture has come. */
  get first() {
    return this.section.querySelector("svg a");
  }

  /** The card or pill that the Tab key comes to. */
  get current() {
    return this.section.querySelector('a[tabindex="0"]');
  }

  /** The link of a thing in the current view, where it is shown in full before where it is away. @param {string} thing */
  card(thing) {
    const view = this.view;
    const keys = Object.entries(view?.cards ?? {}).filter(([, other]) => other === thing).map(([key]) => key);
    const key = keys.find((other) => !view?.away.includes(other)) ?? keys[0];
    return key === undefined ? null : this.link(key);
  }

  /** @param {Event} event */
  click(event) {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link || (event instanceof MouseEvent && (event.ctrlKey || event.metaKey || event.shiftKey))) return;
    event.preventDefault();
    const [view, thing] = (link.getAttribute("href") ?? "").slice(2).split("/");
    const { model } = this.state, key = link.firstElementChild?.id.slice(PREFIX.length) ?? "", away = this.view?.away.includes(key);
    if (this.tried(thing)) return;
    this.part = this.drawn?.pills[key]?.[1] ?? "";
    const leave = view === "overview" || away;
    this.state.go({ at: thing, view: (leave && model.home(thing)) || view, outline: false });
    if (byKeyboard(event) && !leave) need("details").focus();
  }

  /** One card at a time is in the order of the Tab key. @param {FocusEvent} event */
  focused(event) {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link) return;
    this.current?.setAttribute("tabindex", "-1");
    link.setAttribute("tabindex", "0");
    if (!this.canvas.pointers.size && !this.still) this.canvas.reveal(link);
  }

  /** Put the focus on the next card in a direction. @param {number} dx @param {number} dy */
  step(dx, dy) {
    const links = /** @type {SVGAElement[]} */ ([...this.section.querySelectorAll("svg a")]).filter((link) => !link.classList.contains("gone"));
    const current = links.find((link) => link === document.activeElement) ?? links.find((link) => link.tabIndex === 0);
    if (!current) return;
    if (current !== document.activeElement) return this.focus(current);
    this.focus(stepFrom(rowsOf(links), current, dx, dy) ?? null);
  }

  /** @param {Element | null} link */
  focus(link) {
    if (!(link instanceof SVGElement)) return;
    this.canvas.cull.show(link);
    link.focus({ preventScroll: true });
  }

  /** Give the focus back to the picture, which stays where it is: to what is looked at, else to where it was. */
  refocus() {
    const links = [this.card(this.state.place.at), this.current, this.first];
    this.still = true;
    this.focus(links.find((link) => link && !link.classList.contains("gone")) ?? null);
    this.still = false;
  }

  /** Bring everything that is drawn up to date with the state. */
  update() {
    const view = this.view;
    if (!view) return;
    this.relabel(view);
    this.sift(view);
    illuminate(this.state, view, this.drawn?.lines ?? [], (key) => document.getElementById(PREFIX + key));
    this.fold(view);
    for (const old of this.root.querySelectorAll('a[aria-current="true"]')) old.removeAttribute("aria-current");
    for (const [key, thing] of Object.entries(view.cards))
      if (thing === this.state.place.at) this.link(key)?.setAttribute("aria-current", "true");
  }

  /** @param {View} view */
  relabel(view) {
    const [drawn, now] = this.state.evaluations(view);
    if (drawn === now && !this.root.classList.contains("supposing")) return;
    this.root.classList.toggle("supposing", drawn !== now);
    for (const [key, thing] of Object.entries(view.cards)) {
      const card = this.link(key)?.firstElementChild;
      if (card) this.badge(card, thing, drawn, now);
    }
    const shown = Object.values(view.cards).flatMap((thing) => now.standings.get(thing) ?? []);
    relegend(this.root, drawn === now ? [] : STANDINGS.filter((one) => shown.includes(one)));
    const issue = view.issue ?? "", said = issue ? this.difference(issue, drawn, now) : "";
    if (restateOutcome(this.root, view.outcome ?? "", said && `What if: ${said}`)) this.canvas.retitle();
    for (const [key, [, name]] of Object.entries(this.drawn?.pills ?? {})) restate(document.getElementById(PREFIX + key), this.linkState(name, now));
    for (const [key, , , , name] of this.drawn?.lines ?? []) if (name) restate(document.getElementById(PREFIX + key), this.linkState(name, now));
  }

  /** The label of a link as it is drawn. A rebuttal goes both ways: it fails when undercut, or when neither side is up. @param {string} name @param {import("./labels.js").Evaluation} now */
  linkState(name, now) {
    const rebuttal = this.state.model.rebuttals.get(name);
    if (!rebuttal) return now.label(name);
    const { counter, owner } = rebuttal, replies = (counter.counters ?? []).map((reply) => now.label(reply.name));
    if ((now.label(owner) === OUT && now.label(counter.assertion) === OUT) || replies.includes(IN)) return OUT;
    return replies.every((label) => label === OUT) ? IN : UNDECIDED;
  }

  /**
   * @param {Element} card @param {string} thing
   * @param {import("./labels.js").Evaluation} drawn @param {import("./labels.js").Evaluation} now
   */
  badge(card, thing, drawn, now) {
    unplate(card);
    const said = this.difference(thing, drawn, now), after = now.standings.get(thing);
    if (after && STANDING.some((name) => card.classList.contains(name))) {
      card.classList.remove(...STANDING);
      card.classList.add(slug(after));
    }
    card.classList.toggle("moved", said !== "");
    if (said) plate(card, said, after);
  }

  /** What a card has to say of what is supposed. @param {string} thing @param {import("./labels.js").Evaluation} drawn @param {import("./labels.js").Evaluation} now */
  difference(thing, drawn, now) {
    const { data } = this.state.model, how = this.state.supposed(thing);
    const supposed = how ? `supposed ${how}ed` : "";
    if (thing in data.assertions) {
      const before = drawn.standings.get(thing) ?? "", after = now.standings.get(thing) ?? "";
      return before === after ? supposed : `${supposed || after}, was ${before}`;
    }
    if (thing in data.authorities) return supposed;
    const before = drawn.outcomes.get(thing), after = now.outcomes.get(thing);
    if (before === after) return "";
    return after ? `now ${before ? "another" : "a"} position stands` : "now no position stands";
  }

  /** Dim what a filter leaves out. @param {View} view */
  sift(view) {
    const on = this.state.filters, passed = new Set(on ? this.state.matches() : []);
    this.root.classList.toggle("sifted", on);
    for (const [key, thing] of Object.entries(view.cards))
      this.link(key)?.classList.toggle("off", on && thing in this.state.model.data.assertions && !passed.has(thing));
  }

  /** Whether a thing has something below it in the shown view. @param {string} thing */
  foldable(thing) {
    return this.keysOf(thing).some((key) => hasBelow(this.downward, key));
  }

  /** The lines of the shown view that lead down: a position is not below the one that it rebuts. */
  get downward() {
    const { model } = this.state, cards = this.view?.cards ?? {};
    return (this.drawn?.lines ?? []).filter(([, , lower, role]) => role !== "rebuts" || !model.positions.has(cards[lower] ?? ""));
  }

  /** The cards of a thing in the shown view. @param {string} thing */
  keysOf(thing) {
    return Object.entries(this.view?.cards ?? {}).filter(([, other]) => other === thing).map(([key]) => key);
  }

  /** Put away what is folded; what the reader looks at is never hidden. @param {View} view */
  fold(view) {
    const { fold, at } = this.state.place, lines = this.downward;
    if (!fold.length && !this.root.classList.contains("folding")) return;
    const folded = new Set(fold.flatMap((thing) => this.keysOf(thing)).filter((key) => hasBelow(lines, key)));
    let away = putAway(lines, folded);
    if (this.keysOf(at).some((key) => away.has(key))) [away] = [new Set(), folded.clear()];
    this.root.classList.toggle("folding", folded.size > 0);
    for (const old of this.root.querySelectorAll(".gone, g.folded")) old.classList.contains("folded") ? old.remove() : old.classList.remove("gone");
    for (const key of away) this.node(key)?.classList.add("gone");
    for (const [key, upper, lower] of this.drawn?.lines ?? []) if (away.has(upper) || away.has(lower)) document.getElementById(PREFIX + key)?.classList.add("gone");
    for (const key of folded) {
      const card = document.getElementById(PREFIX + key), below = putAway(lines, new Set([key]));
      card?.append(foldPlate(card, [...below].filter((other) => other in view.cards).length));
    }
  }

  /** Whether the shown picture is wider than high, to be printed on a page that is. */
  get broad() {
    const size = this.root?.viewBox.baseVal;
    return Boolean(size && size.width > size.height);
  }

  /** What is drawn of a card or pill, its link included. @param {string} key */
  node(key) {
    return this.link(key) ?? document.getElementById(PREFIX + key);
  }
}

/** Give a line or pill the look of its label; an element without premise keeps its own. @param {Element | null} element @param {number} label */
function restate(element, label) {
  if (element?.classList.contains("card")) return;
  element?.classList.remove(...STATES);
  element?.classList.add(STATES[label === IN ? 1 : label === OUT ? 2 : 0]);
}
