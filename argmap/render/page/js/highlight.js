// What an assertion rests on, or what hangs on it: highlighted in every picture and in the outline until it is cleared.

import { counted, el, need, say, svg } from "./dom.js";
import { brief, Parts } from "./parts.js";
import { State } from "./state.js";
import { fillStrip } from "./strips.js";

/** Lines on which support runs. */
const SUPPORT = new Set(["premise", "supports", "cites"]);
/** Lines by which what is above hangs on what is below: support, and what is set against it. */
const HANGS = new Set([...SUPPORT, "rebuts", "undercuts"]);

/** @typedef {import("./types.js").View} View */
/** @typedef {import("./types.js").Drawn["lines"]} Lines */

/** The strip that says what is highlighted, and clears it. */
export class Highlight {
  /** @param {State} state @param {Parts} parts */
  constructor(state, parts) {
    this.state = state;
    this.parts = parts;
    this.box = need("highlighted");
  }

  update() {
    const { lit, model } = this.state;
    if (!lit) return fillStrip(this.box, "", "", []);
    const title = this.parts.to(lit.of, brief(model.title(lit.of), 50));
    fillStrip(this.box, `Highlighted (${lit.things.size})`, this.count(lit), [el("b", { class: "label" }, "Highlighted"),
      el("span", {}, lit.way === "below" ? "what “" : "what hangs on “", title, lit.way === "below" ? "” rests on: " : "”: ", this.sum(lit)),
      el("button", { type: "button", id: "end-highlight", click: () => this.clear() }, "Clear")]);
  }

  /** How much is highlighted. @param {import("./state.js").Lit} lit */
  count({ things }) {
    const assertions = [...things].filter((name) => name in this.state.model.data.assertions).length, authorities = things.size - assertions;
    return [assertions && counted(assertions, "assertion"), authorities && counted(authorities, "authority", "authorities")].filter(Boolean).join(" and ");
  }

  /** How much is highlighted, and how much of it the shown picture has. @param {import("./state.js").Lit} lit */
  sum(lit) {
    const { model, place } = this.state, view = model.views.get(place.view), all = this.count(lit);
    if (place.outline || !view) return `${all}.`;
    const here = litIn(this.state, view);
    return `${all}, ${here ? here : "none"} of them in full in this picture.`;
  }

  clear() {
    this.state.go({ trace: "", of: "" });
    need("view-title").focus();
  }

  announce() {
    const { lit } = this.state;
    say(lit ? `Highlighted: ${this.sum(lit)}` : "Nothing is highlighted any more.");
  }
}

/** How many highlighted things a view shows in full. @param {State} state @param {View} view */
export function litIn(state, view) {
  const things = state.lit?.things ?? new Set(), away = new Set(view.away);
  return new Set(Object.entries(view.cards).filter(([key, thing]) => things.has(thing) && !away.has(key)).map(([, thing]) => thing)).size;
}

/** Highlight in the shown picture. @param {State} state @param {View} view @param {Lines} drawn @param {(key: string) => Element | null} node what is drawn of a card, pill or line */
export function illuminate(state, view, drawn, node) {
  const { lit, model } = state, root = document.querySelector(".picture.shown > svg");
  if (!root || (!lit && !root.classList.contains("lit-once"))) return;
  root.classList.add("lit-once");
  for (const old of root.querySelectorAll(".on")) old.classList.remove("on");
  for (const old of root.querySelectorAll("g.further")) old.remove();
  const start = lit ? Object.entries(view.cards).filter(([, thing]) => thing === lit.of || (lit.things.has(thing) && thing in model.data.assertions)).map(([key]) => key) : [];
  root.classList.toggle("traced", start.length > 0);
  if (!lit) return;
  const [keys, lines] = along(drawn, start, lit.way);
  for (const key of keys) node(key)?.closest("a")?.classList.add("on");
  for (const key of lines) node(key)?.classList.add("on");
  const full = new Set(Object.entries(view.cards).filter(([key]) => !view.away.includes(key)).map(([, thing]) => thing));
  for (const key of view.away) {
    const card = node(key), thing = view.cards[key] ?? "", more = keys.has(key) ? further(state, thing, full) : 0;
    if (card && more) card.append(furtherPlate(card, more));
  }
}

/** How many highlighted assertions an away card leads on to that the picture does not show in full. @param {State} state @param {string} thing @param {ReadonlySet<string>} full */
function further({ lit, model }, thing, full) {
  if (!lit) return 0;
  const reached = lit.way === "below" ? model.restsOn(thing) : model.hangsOn(thing);
  return [...reached].filter((name) => name in model.data.assertions && lit.things.has(name) && !full.has(name)).length;
}

/** A plate below a card that leads on. @param {Element} card @param {number} more */
function furtherPlate(card, more) {
  const box = card.querySelector(".box"), middle = Number(box?.getAttribute("width") ?? 100) / 2, high = Number(box?.getAttribute("height") ?? 20);
  return svg("g", { class: "further" }, svg("rect", { x: middle - 46, y: high - 5, width: 92, height: 15, rx: 7.5 }),
    svg("text", { x: middle, y: high + 6, "text-anchor": "middle", "font-size": 9 }, `${more} more highlighted`));
}

/** Cards and lines reached from a start: down along support, up along all that hangs on it. @param {Lines} drawn @param {string[]} start @param {"below" | "above"} way @returns {[Set<string>, Set<string>]} */
function along(drawn, start, way) {
  const keys = new Set(start), lines = new Set(), pending = [...start];
  /** @type {Map<string, [string, string][]>} */ const next = new Map();
  for (const [key, upper, lower, role] of drawn) {
    if (!(way === "below" ? SUPPORT : HANGS).has(role)) continue;
    const [from, to] = way === "below" ? [upper, lower] : [lower, upper];
    next.set(from, [...next.get(from) ?? [], [key, to]]);
  }
  for (const at of pending) // grows as it is walked
    for (const [key, to] of next.get(at) ?? []) {
      lines.add(key);
      if (keys.has(to)) continue;
      keys.add(to);
      pending.push(to);
    }
  return [keys, lines];
}
