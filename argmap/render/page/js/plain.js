// Cards and pills as plain boxes, for a picture so small that no text in it can be read: few shapes, so that a very large
// picture can be moved and scaled as smoothly as a small one.

import { svg } from "./dom.js";

const SHADES = ["legal", "factual", "mixed", "counter", "authority", "issue", "party", "rule", "map", "missing", "away"];
const BAR = 5;

/** A card or pill as a box, with a bar at its side and lines for its text; in the measures of the picture, without a transform of its own. @param {Element} drawn @param {import("./boxes.js").Box} box */
export function plainBox(drawn, { x, y, right, bottom }) {
  const is = (/** @type {string} */ name) => drawn.classList.contains(name);
  const frame = svg("rect", { class: "box", x, y, width: right - x, height: bottom - y, rx: is("pill") ? Math.min(8, (bottom - y) / 2) : 3.5 });
  if (is("pill")) return svg("g", { class: `plain ${is("counter") ? "counter" : "join"}${is("dot") ? " dot" : ""}` }, frame);
  return svg("g", { class: `plain ${SHADES.filter(is).join(" ")}` }, frame, svg("rect", { class: "bar", x, y, width: BAR, height: bottom - y }), words(drawn, x, y));
}

/** A line for each line of text. @param {Element} drawn @param {number} x @param {number} y */
function words(drawn, x, y) {
  const lines = [...drawn.querySelectorAll("text:is(.body,.brief,.heading)")].map((text) => {
    const [at, base, long, size] = ["x", "y", "textLength", "font-size"].map((name) => Number(text.getAttribute(name) ?? 0));
    return `M${x + (text.getAttribute("direction") ? at - long : at)} ${y + base - size * 0.35}h${long || size}`;
  });
  return svg("path", { class: "words", d: lines.join("") || "M0 0" });
}
