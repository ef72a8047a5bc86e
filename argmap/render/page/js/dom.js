// Small steps for building elements; every text goes in as text, never as markup.

/** The element with an id that the page's template has. @param {string} id @returns {HTMLElement} */
export function need(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no #${id}.`);
  return found;
}

/**
 * A new element: attributes (a function is a listener, false or undefined is left out), then children.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, any>} [attributes]
 * @param {...(Node | string | false | null | undefined | (Node | string | false | null | undefined)[])} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(key, value);
    else if (value !== undefined && value !== false && value !== null) made.setAttribute(key, value === true ? "" : String(value));
  }
  for (const child of children.flat()) if (child) made.append(child);
  return made;
}

const SVG = "http://www.w3.org/2000/svg";

/** A new SVG element. @param {string} name @param {Record<string, string | number>} attributes @param {...(Node | string)} children */
export function svg(name, attributes, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.append(...children);
  return made;
}

/** A standing or label as one word for classes. @param {string} standing */
export const slug = (standing) => standing.replaceAll(" ", "-");

/** The mark of a standing or of gaps; words stand beside it. @param {string} name */
export function mark(name) {
  return svg("svg", { class: `mark ${slug(name)}`, viewBox: "-5 -5 10 10", "aria-hidden": "true", focusable: "false" },
    svg("use", { href: `#mark-${slug(name)}` }));
}

/** Mark and word of a standing. @param {string} name */
export function standing(name) {
  return el("span", { class: `standing ${slug(name)}` }, mark(name), name);
}

/** A text that may run from right to left. @param {string} text @param {string} [name] */
export function prose(text, name = "") {
  return el("p", { dir: "auto", class: name || undefined }, text);
}

/** An id as words. @param {string} id */
export const words = (id) => id.replaceAll("-", " ");

/** `1 gap`, `2 gaps`. @param {number} count @param {string} one @param {string} [many] */
export const counted = (count, one, many = `${one}s`) => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

/** Tell a screen reader. @param {string} text */
export function say(text) {
  const region = need("said");
  region.textContent = "";
  requestAnimationFrame(() => (region.textContent = text));
}

/** Whether a keyboard started a click. @param {Event} event */
export const byKeyboard = (event) => event instanceof UIEvent && event.detail === 0;

/** Build what is in a box anew, and give the focus back to what it was on: the same button, link or heading. @param {HTMLElement} box @param {() => void} build */
export function keeping(box, build) {
  const active = document.activeElement, held = active instanceof HTMLElement && active !== box && box.contains(active) ? active : null;
  build();
  if (!held || held.isConnected) return;
  const said = (/** @type {Element} */ one) => one.getAttribute("aria-label") ?? (one.textContent ?? "").replace(/ \(\d+\)$/, "");
  const row = (/** @type {Element} */ one) => one.closest("li")?.dataset.key;
  const alike = [...box.querySelectorAll(held.tagName)].filter((one) => one instanceof HTMLElement && (held.id ? one.id === held.id : one.dataset.thing === held.dataset.thing));
  const same = alike.filter((one) => held.tagName === "H2" || said(one) === said(held));
  const next = same.find((one) => row(one) === row(held)) ?? same[0] ?? box.querySelector("h2[tabindex]");
  if (next instanceof HTMLElement) next.focus({ preventScroll: true });
}
