// Folding: what hangs below a card, and below it alone, is put away.

import { counted, svg } from "./dom.js";

/** @typedef {import("./types.js").Drawn["lines"]} Lines */

/** What is below each card or pill. @param {Lines} lines @returns {Map<string, string[]>} */
function children(lines) {
  /** @type {Map<string, string[]>} */ const found = new Map();
  for (const [, upper, lower] of lines) found.set(upper, [...(found.get(upper) ?? []), lower]);
  return found;
}

/** Whether something is below a card. @param {Lines} lines @param {string} key */
export const hasBelow = (lines, key) => lines.some(([, upper]) => upper === key);

/**
 * Cards and pills that are put away when some cards are folded: those which every way from the top leads through a
 * folded card to.
 * @param {Lines} lines @param {ReadonlySet<string>} folded @returns {Set<string>}
 */
export function putAway(lines, folded) {
  const below = children(lines), lower = new Set(lines.map(([, , key]) => key)), keys = new Set(lines.flatMap(([, upper, key]) => [upper, key]));
  const tops = [...keys].filter((key) => !lower.has(key));
  const all = walk(below, tops, new Set());
  for (const key of keys) if (!all.has(key)) tops.push(key), walk(below, [key], new Set()).forEach((other) => all.add(other)); // a circle without a top
  const seen = walk(below, tops, folded);
  return new Set([...keys].filter((key) => !seen.has(key)));
}

/** @param {Map<string, string[]>} below @param {string[]} tops @param {ReadonlySet<string>} folded @returns {Set<string>} */
function walk(below, tops, folded) {
  const seen = new Set(tops), pending = [...tops];
  for (const key of pending) // grows as it is walked
    for (const next of folded.has(key) ? [] : below.get(key) ?? [])
      if (!seen.has(next)) {
        seen.add(next);
        pending.push(next);
      }
  return seen;
}

/** A plate below a folded card. @param {Element} card @param {number} hidden how many cards are put away below it */
export function foldPlate(card, hidden) {
  const box = card.querySelector(".box"), middle = Number(box?.getAttribute("width") ?? 100) / 2, high = Number(box?.getAttribute("height") ?? 20);
  const words = `${counted(hidden, "card")} folded`;
  return svg("g", { class: "folded" }, svg("rect", { x: middle - 42, y: high - 3, width: 84, height: 15, rx: 7.5 }),
    svg("text", { x: middle, y: high + 8, "text-anchor": "middle", "font-size": 9 }, words));
}
