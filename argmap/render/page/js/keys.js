// The keyboard: one table of keys, which the help is written from.

import { el, need } from "./dom.js";

/** @typedef {{keys: string[], shown: string, does: string, run: (event: KeyboardEvent) => void, anywhere?: boolean}} Key */

export class Keys {
  /** @param {Key[]} table */
  constructor(table) {
    this.table = table;
    this.on = true;
    this.dialog = /** @type {HTMLDialogElement} */ (need("help"));
    need("open-help").addEventListener("click", () => this.help());
    document.addEventListener("keydown", (event) => this.press(event));
    this.fill();
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || this.dialog.open) return;
    const target = event.target instanceof HTMLElement ? event.target : null;
    const typing = target?.matches("input:not([type=checkbox]), select, textarea") ?? false;
    const key = this.table.find((entry) => entry.keys.includes(event.key));
    if (!key || (typing && !key.anywhere) || (!this.on && event.key.length === 1)) return;
    const before = event.defaultPrevented;
    key.run(event);
    if (!before && event.key.length === 1) event.preventDefault();
  }

  help() {
    this.dialog.showModal();
  }

  fill() {
    const rows = this.table.filter((entry) => entry.shown).map((entry) => el("tr", {}, el("th", { scope: "row" }, entry.shown.split(" ").map((key) => el("kbd", {}, key))), el("td", {}, entry.does)));
    const single = el("input", { type: "checkbox", checked: true, change: (/** @type {Event} */ event) => (this.on = /** @type {HTMLInputElement} */ (event.target).checked) });
    this.dialog.append(
      el("p", {}, "Every card leads to its details. Start with the overview: a click on a position opens its issue. A dashed card is shown in full in another view, and leads there."),
      el("p", {}, "Marks tell how an assertion stands, as the map is written: it stands, is contested, is defeated, or is not established. “What if” accepts or rejects an assertion or authority and shows at once what follows; the address of the page keeps it, so that it can be sent as a link."),
      el("p", {}, "Drag to move, turn the wheel to scroll, hold Ctrl and turn it to change the scale, or use two fingers."),
      el("table", {}, el("caption", {}, "Keys"), el("tbody", {}, rows)),
      el("label", { class: "tick" }, single, "Single letters and signs work as keys"),
      el("form", { method: "dialog" }, el("button", {}, "Close")));
  }
}
