// The strips above the map, for what is supposed and what is highlighted: a line each, on a small window one that opens.

import { el, keeping, need } from "./dom.js";

/**
 * Fill a strip, or hide it where there is nothing to say. On a small window only the button is seen: it opens the strip.
 * @param {HTMLElement} box @param {string} short what the button says beside another strip @param {string} long what it goes on with alone
 * @param {Node[]} content
 */
export function fillStrip(box, short, long, content) {
  box.hidden = !content.length;
  if (box.hidden) box.classList.remove("opened");
  const opened = () => box.classList.contains("opened");
  const toggle = el("button", { type: "button", class: "open-strip", "aria-expanded": String(opened()), "aria-controls": `${box.id}-body`,
    click: () => toggle.setAttribute("aria-expanded", String(box.classList.toggle("opened"))) }, el("b", {}, short), el("span", { class: "long" }, `: ${long}`));
  keeping(box, () => box.replaceChildren(...(content.length ? [toggle, el("div", { class: "strip-body", id: `${box.id}-body` }, ...content)] : [])));
  const all = need("strips");
  all.classList.toggle("both", [...all.querySelectorAll("section")].every((section) => !section.hidden));
}
