// What of a very large picture is out of sight is taken out of the drawing, and from afar its cards are plain boxes, so
// that moving about in it stays smooth.

import { boxOf } from "./boxes.js";
import { plainBox } from "./plain.js";

/** Pictures with fewer cards, pills and lines are drawn whole. */
const MANY = 2500;
/** Below this scale no text can be read: cards are drawn as plain boxes. */
const FAR = 0.4;
/** How far around the window things stay drawn, in windows. */
const AROUND = 0.5;
/** How many windows wide what is drawn may become before some of it is taken out again. */
const LOOSE = 4;
/** Milliseconds between two times that this is worked out: in between the picture only moves. */
const APART = 400;

/** @typedef {import("./boxes.js").Box} Box */
/** @typedef {Box & {element: Element, culled: boolean}} Item */

export class Cull {
  constructor() {
    /** @type {Item[]} */ this.items = [];
    /** @type {Map<Element, Item>} */ this.of = new Map();
    /** What was looked at when it was last worked out, and some way around. @type {Box | null} */ this.covered = null;
    /** @type {SVGSVGElement | null} */ this.svg = null;
    this.timer = 0;
    this.last = 0;
  }

  /** Begin with a picture, before it is seen. @param {SVGSVGElement} svg */
  attach(svg) {
    const elements = [...svg.querySelectorAll("a, .lines > g")];
    this.svg = svg;
    this.covered = null;
    this.last = 0;
    this.items = elements.length < MANY ? [] : elements.flatMap((element) => {
      const box = boxOf(element);
      return box ? [{ element, culled: false, ...box }] : [];
    });
    this.of = new Map(this.items.map((one) => [one.element, one]));
    for (const one of this.items) {
      set(one, true);
      if (one.element.tagName === "a" && one.element.firstElementChild) one.element.append(plainBox(one.element.firstElementChild, one));
    }
  }

  /** Draw what is in sight. @param {Box} seen the window, in the picture's own measures @param {number} scale */
  update(seen, scale) {
    if (!this.items.length) return;
    clearTimeout(this.timer);
    const wait = this.last + APART - performance.now();
    if (wait > 0) this.timer = setTimeout(() => this.draw(seen, scale), wait);
    else this.draw(seen, scale);
  }

  /** @param {Box} seen @param {number} scale */
  draw(seen, scale) {
    const { covered } = this, far = scale < FAR, nearer = !far && this.svg?.classList.contains("far");
    if (far) this.svg?.classList.add("far");
    if (covered && !nearer && seen.x >= covered.x && seen.y >= covered.y && seen.right <= covered.right && seen.bottom <= covered.bottom
      && seen.right - seen.x > (covered.right - covered.x) / LOOSE) return;
    this.last = performance.now();
    const wide = (seen.right - seen.x) * AROUND, high = (seen.bottom - seen.y) * AROUND;
    const now = { x: seen.x - wide, y: seen.y - high, right: seen.right + wide, bottom: seen.bottom + high };
    this.covered = now;
    const active = document.activeElement;
    for (const one of this.items) {
      const out = outside(one, now);
      if (out !== one.culled && !(out && one.element === active)) set(one, out);
    }
    if (nearer) this.svg?.classList.remove("far"); // last: only what is near is drawn in full
  }

  /** Draw one thing, wherever it is. @param {Element} element */
  show(element) {
    const one = this.of.get(element);
    if (one?.culled) set(one, false);
  }
}

/** @param {Box} one @param {Box} all */
const outside = (one, all) => one.right < all.x || one.x > all.right || one.bottom < all.y || one.y > all.bottom;

/** @param {Item} one @param {boolean} culled */
function set(one, culled) {
  one.culled = culled;
  one.element.classList.toggle("culled", culled);
}
