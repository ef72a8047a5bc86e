// What stands beside the map in the preview: whether it is current, what is wrong in its files, and its gaps; each
// with the place it is written at, which opens in the editor.

import { counted, el, need } from "./dom.js";

/** @typedef {import("./types.js").Gap & {frame?: [string, string, string], absent?: string[]}} Defect */
/** @typedef {typeof import("./main.js").page} Page */

const MOST = 300;

export class Beside {
  /** @param {Page} page @param {import("./live.js").Setting} setting */
  constructor(page, setting) {
    this.page = page;
    this.setting = setting;
    /** @type {Map<string, string>} */ this.failures = new Map();
    /** @type {Defect[]} */ this.defects = [];
    /** Whether the list is about to be shown. */ this.soon = false;
    this.state = el("p", { class: "live-state" });
    this.toggle = el("button", { type: "button", "aria-expanded": "true", "aria-controls": "live-list", click: () => this.fold(!this.list.hidden) }, "Gaps");
    this.list = el("div", { id: "live-list", class: "live-list", tabindex: "0", role: "region", "aria-label": "Gaps and defects" });
    this.box = el("section", { id: "live", class: "live-box", "aria-label": "Preview" }, el("div", { class: "live-head" }, this.state, this.toggle), this.list);
    need("main").append(this.box);
    this.list.addEventListener("click", (event) => page.details.follow(event));
    page.state.placed = (place) => this.placed(place);
    this.key("g", "go to the gaps", () => (this.fold(false), this.list.focus()));
    this.key("e", "open what is looked at in the editor", () => this.edit());
    if (!matchMedia("(min-width: 62rem)").matches) this.fold(true);
  }

  /** @param {string} key @param {string} does @param {() => void} run */
  key(key, does, run) {
    const { keys } = this.page;
    keys.table.push({ keys: [key], shown: key, does, run });
    keys.dialog.querySelector("tbody")?.append(el("tr", {}, el("th", { scope: "row" }, el("kbd", {}, key)), el("td", {}, does)));
  }

  /** @param {boolean} hidden */
  fold(hidden) {
    this.list.hidden = hidden;
    this.toggle.setAttribute("aria-expanded", String(!hidden));
  }

  /** Open the place of what is looked at. */
  edit() {
    const place = need("details").querySelector(".place");
    if (place instanceof HTMLElement) place.click();
  }

  /** A place in a file: a link or button that opens it, where an editor is known. @param {string} place @returns {HTMLElement} */
  placed(place) {
    const [, path = "", line = ""] = /^(.*):(\d+)$/.exec(place) ?? [], { folder, link, command } = this.setting;
    if (command) return el("button", { type: "button", class: "place", title: "Open in the editor", click: () => this.open(place) }, place);
    if (!link || !path) return el("code", { class: "place" }, place);
    const whole = `${folder}/${path}`.split("/").map(encodeURIComponent).join("/").replace(/^\/(?=.)/, link.includes("/{path}") ? "" : "/");
    const href = link.replaceAll("{path}", whole.replace(/^([A-Za-z])%3A/, "$1:")).replaceAll("{line}", line);
    return el("a", { class: "place", href, title: "Open in the editor" }, place);
  }

  /** @param {string} place */
  async open(place) {
    const answer = await fetch(`open?place=${encodeURIComponent(place)}`, { headers: { "X-Argmap": "1" } });
    if (!answer.ok) this.state.textContent = await answer.text();
  }

  /** A view that could not be drawn, and why; with nothing to say it could. @param {string} view @param {string} why */
  failed(view, why) {
    if (why) this.failures.set(view, why);
    else if (!this.failures.delete(view)) return;
    this.showList(this.defects);
  }

  /** @param {import("./live.js").Now} now @param {boolean} reach whether the server answers */
  show(now, reach) {
    this.box.classList.toggle("trouble", now.behind || !reach);
    this.state.textContent = !reach ? "The preview has stopped. The map is shown as it was last."
      : now.behind ? `Not drawn: ${now.trouble || counted(now.defects.filter((defect) => defect.severity === "error").length, "error")}. The map is shown as it was at ${now.at}.` : `Current, drawn at ${now.at}.`;
    if (now.behind) this.fold(false);
    this.defects = now.behind ? now.defects : [];
    if (this.soon) return;
    this.soon = true; // the picture comes onto the screen first
    requestAnimationFrame(() => setTimeout(() => {
      this.soon = false;
      this.showList(this.defects);
    }));
  }

  /** @param {Defect[]} defects */
  showList(defects) {
    const { model } = this.page.state, open = model.data.gaps.filter((gap) => !gap.waived), scroll = this.list.scrollTop;
    const waived = model.data.gaps.length - open.length, rest = open.length - MOST;
    this.toggle.textContent = `${counted(open.length, "gap")}${waived ? `, ${waived} waived` : ""}`;
    const failures = [...this.failures].map(([view, why]) => el("li", { class: "row error" }, el("b", {}, "not drawn"), el("span", {}, `${model.viewTitle(view)}: ${why}`)));
    const none = !open.length && !defects.length && el("p", { class: "soft" }, "No gap is open.");
    this.list.replaceChildren(...[
      el("ul", {}, failures, defects.map((defect) => this.row(defect))), none,
      defects.length > 0 && open.length > 0 && el("p", { class: "soft" }, "Gaps of the map as it was:"),
      el("ul", { class: defects.length ? "older" : "" }, open.slice(0, MOST).map((gap) => this.row(gap))),
      rest > 0 && el("p", { class: "soft" }, `and ${rest} more, of less weight`),
    ].filter((part) => part instanceof Node));
    this.list.scrollTop = scroll;
  }

  /** @param {Defect} gap */
  row(gap) {
    const { parts } = this.page.details, [before, there, behind] = gap.frame ?? ["", "", ""];
    return el("li", { class: `row ${gap.severity}` }, el("b", {}, gap.severity), el("div", {},
      el("p", { dir: "auto" }, ...parts.rich(gap.message, gap.absent)), gap.help && el("p", { class: "soft", dir: "auto" }, ...parts.rich(gap.help, gap.absent)),
      gap.frame && el("pre", {}, before, el("mark", {}, there), behind)), this.placed(gap.place));
  }
}
