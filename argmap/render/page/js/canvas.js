// Moving about in a picture: one CSS transform on its svg, by pointer, touch, wheel and keys.

import { leftOf, boxOf } from "./boxes.js";
import { Cull } from "./cull.js";
import { Heading } from "./heading.js";

const LEAST = 0.04, MOST = 5, LEGIBLE = 0.85, SMALL = 0.7, DRAG = 5, MARGIN = 48;

/** @typedef {{x: number, y: number, k: number}} Transform */
/** How a picture was placed: as a whole, from its beginning, for an element; or by the reader's hand. @typedef {"whole" | "start" | Element | null} Placed */

export class Canvas {
  /** @param {HTMLElement} box @param {(scale: number) => void} zoomed */
  constructor(box, zoomed) {
    this.box = box;
    this.zoomed = zoomed;
    /** @type {SVGSVGElement | null} */ this.svg = null;
    /** @type {Element | null} */ this.first = null;
    /** @type {Transform} */ this.at = { x: 0, y: 0, k: 1 };
    /** @type {Placed} */ this.placed = null;
    /** @type {Map<number, PointerEvent>} */ this.pointers = new Map();
    /** How many pixels at the lower end something lies over the picture. @type {() => number} */ this.covered = () => 0;
    this.cull = new Cull();
    this.heading = new Heading();
    /** Where the box is in the window; kept, for asking would lay the page out in every frame. */ this.room = box.getBoundingClientRect();
    this.dragged = false;
    this.told = 0;
    this.frame = 0;
    this.rest = 0;
    box.addEventListener("pointerdown", (event) => this.down(event));
    box.addEventListener("pointermove", (event) => this.move(event));
    for (const name of ["pointerup", "pointercancel"]) box.addEventListener(name, (event) => this.up(/** @type {PointerEvent} */ (event)));
    box.addEventListener("click", (event) => this.dragged && (event.preventDefault(), event.stopPropagation()), true);
    box.addEventListener("dragstart", (event) => event.preventDefault());
    box.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    box.addEventListener("scroll", () => box.scrollTo(0, 0));
    new ResizeObserver(() => this.resized()).observe(box);
  }

  /** Begin with a picture; `at` is where the reader left it, `first` what is to be seen at its beginning. @param {SVGSVGElement} svg @param {Transform} [at] @param {Element | null} [first] */
  attach(svg, at, first = null) {
    this.svg = svg;
    this.first = first;
    this.cull.attach(svg);
    this.heading.attach(svg);
    this.measure();
    if (at) this.set(at);
    else this.start();
  }

  /** After the window became larger or smaller, or the phone was turned: placed again as it was, or about the same middle. */
  resized() {
    const { placed, room, at } = this, now = this.box.getBoundingClientRect();
    if (!now.width || !now.height || !this.svg) return; // out of sight, as beside the outline
    this.measure();
    if (now.width === room.width && now.height === room.height) return this.set(at, false, placed);
    if (placed === "whole") this.fit();
    else if (placed === "start") this.start();
    else if (placed?.isConnected) this.reveal(placed, true, false);
    else this.set({ ...at, x: at.x + (now.width - room.width) / 2, y: at.y + (now.height - room.height) / 2 });
  }

  measure() {
    const room = this.box.getBoundingClientRect();
    if (room.width && room.height) this.room = room;
  }

  get size() {
    const size = this.svg?.viewBox.baseVal;
    return { width: size?.width || 1, height: size?.height || 1 };
  }

  /** Go to a transform, in the next frame; some of the picture always stays in sight. @param {Transform} at @param {boolean} [glide] @param {Placed} [placed] */
  set(at, glide = false, placed = null) {
    this.placed = placed;
    const { width, height } = this.size, { room } = this;
    const k = Math.min(MOST, Math.max(LEAST, at.k));
    const within = (/** @type {number} */ value, /** @type {number} */ room, /** @type {number} */ long) =>
      Math.min(room - MARGIN, Math.max(MARGIN - long * k, value));
    this.at = { x: within(at.x, room.width, width), y: within(at.y, room.height, height), k };
    this.box.classList.toggle("glide", glide);
    this.moving(glide);
    if (!this.frame) this.frame = requestAnimationFrame(() => this.draw());
  }

  draw() {
    this.frame = 0;
    const { x, y, k } = this.at;
    if (this.svg?.parentElement) this.svg.parentElement.style.transform = `translate(${x}px, ${y}px) scale(${k})`;
    this.cull.update({ x: -x / k, y: -y / k, right: (this.room.width - x) / k, bottom: (this.room.height - y) / k }, k);
    if (k !== this.told) this.zoomed((this.told = k));
    if (this.placed) this.entitle();
  }

  /** Other lines stand above the picture than before. */
  retitle() {
    if (this.svg) this.heading.attach(this.svg);
    this.entitle();
  }

  /** Bring the title to where the window is. */
  entitle() {
    const { x, k } = this.at;
    this.heading.update(-x / k, (this.room.width - x) / k);
  }

  /** While it moves the picture is one layer; at rest it is drawn sharp again, its title in sight. @param {boolean} glide */
  moving(glide) {
    this.box.classList.toggle("moving", !glide);
    clearTimeout(this.rest);
    this.rest = setTimeout(() => (this.box.classList.remove("moving"), this.entitle()), 160);
  }

  /** The whole picture. */
  fit() {
    this.measure();
    const { width, height } = this.size, { width: clientWidth, height: clientHeight } = this.room;
    const k = Math.min(clientWidth / width, clientHeight / height, 1.5) * 0.98;
    this.set({ k, x: (clientWidth - width * k) / 2, y: Math.max(8, (clientHeight - height * k) / 2) }, true, "whole");
  }

  /** The beginning of the picture, as much of it as can be read; somewhat smaller where that shows its whole width. */
  start() {
    this.measure();
    const { width, height } = this.size, { width: clientWidth, height: clientHeight } = this.room;
    const whole = Math.min(clientWidth / width, clientHeight / height), broad = Math.min(LEGIBLE, clientWidth / width);
    const k = Math.min(1.15, Math.max(broad < SMALL ? LEGIBLE : broad, whole));
    const box = this.first && boxOf(this.first), middle = box ? leftOf(this.first?.parentElement) + (box.x + box.right) / 2 : 0;
    this.set({ k, x: along(clientWidth / 2 - middle * k, clientWidth, width * k), y: 0 }, false, "start");
  }

  /** @param {number} factor @param {number} [x] @param {number} [y] */
  zoom(factor, x = this.room.width / 2, y = this.room.height / 2, glide = false) {
    const { at } = this, k = Math.min(MOST, Math.max(LEAST, at.k * factor)), by = k / at.k;
    this.set({ k, x: x - (x - at.x) * by, y: y - (y - at.y) * by }, glide);
  }

  /** @param {number} dx @param {number} dy */
  pan(dx, dy, glide = false) {
    this.set({ ...this.at, x: this.at.x + dx, y: this.at.y + dy }, glide);
  }

  /** Bring an element into sight, and make it legible. @param {Element} element @param {boolean} [middle] @param {boolean} [glide] */
  reveal(element, middle = false, glide = true) {
    if (!this.svg) return;
    if (this.frame) this.draw();
    this.cull.show(element);
    this.measure();
    const box = this.room, k = this.at.k < SMALL ? LEGIBLE : this.at.k;
    const was = this.box.classList.contains("glide");
    this.box.classList.remove("glide"); // what is measured must be where it is going to be
    const seen = element.getBoundingClientRect();
    this.box.classList.toggle("glide", was);
    const high = box.height - this.covered();
    const inside = seen.left >= box.left + 8 && seen.right <= box.right - 8 && seen.top >= box.top + 8 && seen.bottom <= box.top + high - 8;
    if (inside && !middle && k === this.at.k) return;
    const x = (seen.left + seen.width / 2 - box.left - this.at.x) / this.at.k;
    const y = (seen.top + seen.height / 2 - box.top - this.at.y) / this.at.k;
    const { width, height } = this.size;
    this.set({ k, x: along(box.width / 2 - x * k, box.width, width * k), y: along(high * (middle ? 0.38 : 0.5) - y * k, high, height * k) }, glide, element);
  }

  /** @param {PointerEvent} event */
  down(event) {
    if (event.button > 0) return;
    this.dragged = false;
    this.pointers.set(event.pointerId, event);
  }

  /** @param {PointerEvent} event */
  move(event) {
    const before = this.pointers.get(event.pointerId);
    if (!before) return;
    const dx = event.clientX - before.clientX, dy = event.clientY - before.clientY;
    if (!this.dragged && Math.hypot(dx, dy) < DRAG) return;
    if (!this.dragged) this.box.setPointerCapture(event.pointerId);
    this.dragged = true;
    const [first, second] = [...this.pointers.values()];
    this.pointers.set(event.pointerId, event);
    if (second) this.pinch(first, second);
    else this.pan(dx, dy);
  }

  /** @param {PointerEvent} first @param {PointerEvent} second both before the move */
  pinch(first, second) {
    const [one, two] = [...this.pointers.values()], box = this.room;
    const apart = (/** @type {PointerEvent} */ a, /** @type {PointerEvent} */ b) => Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY) || 1;
    this.pan((one.clientX + two.clientX - first.clientX - second.clientX) / 2, (one.clientY + two.clientY - first.clientY - second.clientY) / 2);
    this.zoom(apart(one, two) / apart(first, second), (one.clientX + two.clientX) / 2 - box.left, (one.clientY + two.clientY) / 2 - box.top);
  }

  /** @param {PointerEvent} event */
  up(event) {
    this.pointers.delete(event.pointerId);
    setTimeout(() => (this.dragged = false)); // after the click that ends a drag
  }

  /** @param {WheelEvent} event */
  wheel(event) {
    event.preventDefault();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 20 : 1, box = this.room;
    if (event.ctrlKey || event.metaKey)
      this.zoom(Math.exp(-event.deltaY * unit * 0.004), event.clientX - box.left, event.clientY - box.top);
    else if (event.shiftKey && !event.deltaX) this.pan(-event.deltaY * unit, 0);
    else this.pan(-event.deltaX * unit, -event.deltaY * unit);
  }
}

/** Where a picture begins: no empty room beside one that is larger than the window, and a smaller one in the middle. @param {number} value @param {number} room @param {number} long */
const along = (value, room, long) => (long < room ? (room - long) / 2 : Math.min(0, Math.max(room - long, value)));
