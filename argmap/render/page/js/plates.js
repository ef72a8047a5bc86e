// What a picture says of a supposition: plates on cards, and outcomes that no longer hold struck out.

import { mark, slug, svg } from "./dom.js";

const EDGE = 3;

/** A plate on the upper edge of a card, within the picture. @param {Element} card @param {string} said @param {string | undefined} after */
export function plate(card, said, after) {
  const right = Number(card.querySelector(".box")?.getAttribute("width") ?? 100), before = after ? 21 : 8;
  const text = svg("text", { y: -1, "font-size": 9.5 }, said);
  const back = svg("rect", { y: -12, height: 16, rx: 8, x: 0, width: 0 });
  const badge = svg("g", { class: `changed ${after ? slug(after) : "contested"}` }, back, text);
  card.append(badge);
  const width = (/** @type {SVGTextElement} */ (text).getComputedTextLength() || said.length * 5.3) + before + 6; // out of sight nothing is measured
  const from = Number(/** @type {SVGElement} */ (card).ownerSVGElement?.viewBox.baseVal.width ?? Infinity) - EDGE - offset(card);
  const left = Math.max(Math.min(right - width - 2, from - width), EDGE - offset(card));
  text.setAttribute("x", String(left + before));
  back.setAttribute("x", String(left));
  back.setAttribute("width", String(width));
  if (!after) return;
  const sign = mark(after);
  for (const [name, value] of Object.entries({ x: left + 8, y: -9, width: 10, height: 10 })) sign.setAttribute(name, String(value));
  badge.append(sign);
}

/** How far from the left edge of its picture a card begins. @param {Element | null} element @returns {number} */
function offset(element) {
  if (!element || element.tagName === "svg") return 0;
  const [, x = "0"] = /^translate\((-?[\d.]+)/.exec(element.getAttribute("transform") ?? "") ?? [];
  return Number(x) + offset(element.parentElement);
}

/** Strike the outcome out that stands under a picture's title, and say above it how the issue ends now; without words, as drawn. @param {Element} root @param {string} drawn @param {string} now */
export function restateOutcome(root, drawn, now) {
  root.querySelector(".outcome-now")?.remove();
  for (const old of root.querySelectorAll(".subtitle .struck")) old.replaceWith(old.textContent ?? "");
  const lines = [...root.querySelectorAll("text.subtitle")];
  for (const line of lines) line.normalize();
  if (!now || !lines.length) return;
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
}
