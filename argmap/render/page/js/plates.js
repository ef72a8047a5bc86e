// What a picture says of a supposition: plates on cards, and outcomes that no longer hold struck out.

import { leftOf } from "./boxes.js";
import { mark, slug, svg } from "./dom.js";

/** Where the first line of a card stands, and how far a plate keeps from the card's sides. */
const LINE = 17, SIDE = 5, BAR = 8, APART = 6;

/** A plate in the first line of a card, at its right; a heading that it has no room beside gives way. @param {Element} card @param {string} said @param {string | undefined} after */
export function plate(card, said, after) {
  const right = Number(card.querySelector(".box")?.getAttribute("width") ?? 100) - SIDE, before = after ? 18 : 7;
  const text = svg("text", { y: LINE, "font-size": 8.5 }, said);
  const badge = svg("g", { class: `changed ${after ? slug(after) : "contested"}` }, svg("rect", { y: LINE - 11, height: 15, rx: 7.5 }), text);
  card.append(badge);
  const measured = /** @type {SVGTextElement} */ (text).getComputedTextLength() || said.length * 4.7; // out of sight nothing is measured
  const room = right - BAR - before - 7, long = Math.min(measured, room), left = right - long - before - 7;
  if (measured > room) for (const [name, value] of [["textLength", String(room)], ["lengthAdjust", "spacingAndGlyphs"]]) text.setAttribute(name, value);
  text.setAttribute("x", String(left + before));
  badge.firstElementChild?.setAttribute("x", String(left));
  badge.firstElementChild?.setAttribute("width", String(right - left));
  const heads = [...card.querySelectorAll(":scope > .heading")].map((head) => Number(head.getAttribute("x")) + Number(head.getAttribute("textLength")));
  card.classList.toggle("crowded", heads.some((end) => end > left - APART));
  if (!after) return;
  const sign = mark(after);
  for (const [name, value] of Object.entries({ x: left + 6, y: LINE - 8, width: 9, height: 9 })) sign.setAttribute(name, String(value));
  badge.append(sign);
}

/** Take the plate of a card away. @param {Element} card */
export function unplate(card) {
  card.querySelector(".changed")?.remove();
  card.classList.remove("crowded");
}

/** Strike the outcome out that stands under a picture's title, and say above it how the issue ends now; without words, as drawn. @param {Element} root @param {string} drawn @param {string} now @returns {boolean} whether the lines are others now */
export function restateOutcome(root, drawn, now) {
  const before = root.querySelector(".outcome-now");
  before?.remove();
  for (const old of root.querySelectorAll(".subtitle .struck")) old.replaceWith(old.textContent ?? "");
  const lines = [...root.querySelectorAll("text.subtitle")];
  for (const line of lines) line.normalize();
  if (!now || !lines.length) return before !== null;
  const start = lines.map((line) => line.textContent?.trim() ?? "").join(" ").indexOf(drawn), end = start + drawn.length;
  let at = 0;
  for (const line of lines) {
    const text = line.textContent ?? "", words = text.trim(), lead = text.indexOf(words);
    const from = Math.max(start - at, 0), to = Math.min(end - at, words.length);
    if (start >= 0 && from < to) line.replaceChildren(text.slice(0, lead + from), svg("tspan", { class: "struck" }, text.slice(lead + from, lead + to)), text.slice(lead + to));
    at += words.length + 1;
  }
  const title = root.querySelector("text.title") ?? lines[0];
  root.append(svg("text", { class: "outcome-now", x: 28, y: Number(title.getAttribute("y")) - 21, "font-size": 10 }, now));
  return true;
}

/** Add to the legend what stands on a card only by a supposition. @param {Element} root @param {Iterable<string>} standings those of the cards now */
export function relegend(root, standings) {
  const legend = root.querySelector(":scope > g.legend");
  if (!legend) return;
  for (const old of legend.querySelectorAll(":scope > .legend-now")) old.remove();
  const known = new Set([...legend.querySelectorAll("text")].map((text) => text.textContent)), room = /** @type {SVGSVGElement} */ (root).viewBox.baseVal.width - 2 * leftOf(legend);
  for (const standing of standings) {
    if (known.has(standing)) continue;
    const last = legend.lastElementChild, text = last?.querySelector("text"), [, dx = "0", dy = "10"] = /^translate\((-?[\d.]+) (-?[\d.]+)/.exec(last?.getAttribute("transform") ?? "") ?? [];
    const long = standing.length * 4.5, from = text ? Number(dx) + Number(text.getAttribute("x")) + Number(text.getAttribute("textLength")) + 16 : 0;
    const [x, y] = from + 11 + long > room ? [0, Number(dy) + 15] : [from, Number(dy)];
    const sign = mark(standing);
    for (const [name, value] of Object.entries({ x: 0, y: -8, width: 9, height: 9 })) sign.setAttribute(name, String(value));
    legend.append(svg("g", { class: `legend-now ${slug(standing)}`, transform: `translate(${x} ${y})` }, sign, svg("text", { class: "legend", x: 11, y: 0, "font-size": 8.5, textLength: long }, standing)));
  }
}
