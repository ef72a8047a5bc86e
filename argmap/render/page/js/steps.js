// Which card an arrow key leads to. Left and right read the picture like a text, row by row, so that every card can be
// reached from every other; up and down lead to the nearest card of the rows above and below.

import { boxOf } from "./boxes.js";

/** @typedef {import("./boxes.js").Box} Box */
/** @typedef {Box & {link: Element}} Stop */

/** How much further a card is that stands aside, as against straight above or below. */
const ASIDE = 1.6;

/** Cards and pills in rows from top to bottom, each from left to right. @param {Iterable<Element>} links @returns {Stop[][]} */
export function rowsOf(links) {
  /** @type {Stop[]} */ const stops = [];
  for (const link of links) {
    const box = boxOf(link);
    if (box) stops.push({ link, ...box });
  }
  stops.sort((one, other) => one.y - other.y || one.x - other.x);
  /** @type {Stop[][]} */ const rows = [];
  let lowest = -Infinity; // the highest lower edge in the row: whose middle is above it stands in the row
  for (const stop of stops) {
    const row = rows.at(-1);
    if (row && middle(stop).y <= lowest) {
      row.push(stop);
      lowest = Math.min(lowest, stop.bottom);
    } else {
      rows.push([stop]);
      lowest = stop.bottom;
    }
  }
  for (const row of rows) row.sort((one, other) => middle(one).x - middle(other).x);
  return rows;
}

/** The stop that a step leads to; nothing at the edge. @param {Stop[][]} rows @param {Element} from @param {number} dx @param {number} dy @returns {Element | undefined} */
export function stepFrom(rows, from, dx, dy) {
  const at = rows.findIndex((row) => row.some(({ link }) => link === from));
  if (at < 0) return undefined;
  if (dx) {
    const all = rows.flat();
    return all[all.findIndex(({ link }) => link === from) + dx]?.link;
  }
  const start = /** @type {Stop} */ (rows[at].find(({ link }) => link === from));
  let best, least = Infinity;
  for (const stop of rows.slice(...(dy > 0 ? [at + 1] : [0, at])).flat()) {
    const far = Math.abs(middle(stop).y - middle(start).y) + ASIDE * apart(start, stop) + Math.abs(middle(stop).x - middle(start).x) / 100;
    if (far < least) [best, least] = [stop, far];
  }
  return best?.link;
}

/** @param {Box} box */
const middle = (box) => ({ x: (box.x + box.right) / 2, y: (box.y + box.bottom) / 2 });

/** How far one box stands aside of another: nothing where one is above the other. @param {Box} one @param {Box} other */
const apart = (one, other) => Math.max(0, other.x - one.right, one.x - other.right);
