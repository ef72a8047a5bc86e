// The side panel: the list of views with their outcomes, and the filter.

import { counted, el, need, say, words } from "./dom.js";
import { litIn } from "./highlight.js";
import { brief } from "./parts.js";
import { State } from "./state.js";

const KINDS = { legal: "legal assertions", factual: "facts", mixed: "mixed law and fact" };
const SHORT = 44;
const STANDINGS = ["stands", "contested", "defeated", "not established"];

export class Side {
  /** @param {State} state */
  constructor(state) {
    this.state = state;
    this.box = need("side");
    this.views = need("views");
    this.filter = need("filter");
    this.button = need("open-side");
    this.button.addEventListener("click", () => this.toggle());
    this.listViews();
    this.buildFilter();
  }

  /** List the views of another state of the map, and offer its parties, issues and tags; what was chosen stays so. */
  renew() {
    const { filter } = this.state, open = /** @type {HTMLDetailsElement} */ (need("filter-box")).open;
    this.listViews();
    this.buildFilter();
    /** @type {HTMLDetailsElement} */ (need("filter-box")).open = open;
    for (const key of /** @type {("party" | "issue" | "tag")[]} */ (["party", "issue", "tag"])) {
      const field = this.filter.querySelector(`select[name=${key}]`), kept = field instanceof HTMLSelectElement && [...field.options].some((option) => option.value === filter[key]);
      if (!kept) filter[key] = "";
      else field.value = filter[key];
    }
    for (const field of this.filter.querySelectorAll("input")) field.checked = field.name ? filter.gaps : filter.kinds.has(field.value) || filter.standings.has(field.value);
  }

  /** Show or hide the panel; on a wide window it starts shown. @param {boolean} [open] */
  toggle(open = !this.open) {
    document.body.classList.toggle("side-open", open);
    document.body.classList.toggle("side-shut", !open);
    this.button.setAttribute("aria-expanded", String(open));
    if (open && !wide()) this.focus();
  }

  /** Go to the view that is shown in the list. */
  focus() {
    /** @type {HTMLElement | null} */ (this.views.querySelector("a[aria-current]") ?? this.views.querySelector("a"))?.focus();
  }

  get open() {
    return getComputedStyle(this.box).display !== "none";
  }

  listViews() {
    const { data } = this.state.model, pages = new Map();
    for (const view of data.views) {
      const first = /^(.*)-\d+$/.exec(view.name)?.[1] ?? "";
      pages.set(view.name, pages.has(first) ? first : "");
    }
    const item = (/** @type {import("./types.js").View} */ view) => {
      const further = pages.get(view.name);
      const title = view.name === "overview" ? "Overview" : further ? this.pageTitle(view, further) : view.title;
      const link = el("a", { href: `#/${view.name}`, "data-view": view.name, class: further ? "further" : "", dir: "auto", click: (/** @type {MouseEvent} */ event) => this.go(event, view.name) },
        el("span", {}, title), el("span", { class: "count" }));
      return el("li", { "data-of": further || view.name }, link, view.name in data.issues && el("span", { class: "outcome", "data-issue": view.name }));
    };
    this.views.replaceChildren(el("h2", {}, "Views"), el("ul", {}, data.views.map(item)));
  }

  /** A further page by the first assertion that it shows in full, else by what it goes on with. @param {import("./types.js").View} view @param {string} first */
  pageTitle(view, first) {
    const { model } = this.state, number = `… page ${view.name.slice(first.length + 1)}`;
    const things = Object.entries(view.cards).filter(([, about]) => about in model.data.assertions);
    const own = things.find(([key]) => !view.away.includes(key));
    const [, thing] = own ?? things[0] ?? [];
    return thing === undefined ? number : `${number}: ${own ? "" : "more on: "}${brief(model.title(thing), SHORT)}`;
  }

  /** @param {MouseEvent} event @param {string} name */
  go(event, name) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.state.go({ view: name, at: wide() && name in this.state.model.data.issues ? name : "" });
    if (!wide()) this.toggle(false);
    need("view-title").focus();
  }

  buildFilter() {
    const { data } = this.state.model, { filter } = this.state;
    const tags = [...new Set(Object.values(data.assertions).flatMap((entry) => entry.tags ?? []))].sort();
    const pick = (/** @type {"party" | "issue" | "tag"} */ key, /** @type {string} */ label, /** @type {[string, string][]} */ options) => options.length > 0 &&
      el("label", {}, label, el("select", { name: key, change: (/** @type {Event} */ event) => this.set(() => (filter[key] = /** @type {HTMLSelectElement} */ (event.target).value)) },
        el("option", { value: "" }, "any"), options.map(([value, text]) => el("option", { value }, text))));
    const ticks = (/** @type {Set<string>} */ chosen, /** @type {string} */ legend, /** @type {[string, string][]} */ options) => el("fieldset", {}, el("legend", {}, legend),
      options.map(([value, text]) => el("label", { class: "tick" }, el("input", { type: "checkbox", value, change: (/** @type {Event} */ event) =>
        this.set(() => (/** @type {HTMLInputElement} */ (event.target).checked ? chosen.add(value) : chosen.delete(value))) }), text)));
    const asserting = Object.entries(data.parties).filter(([name]) => this.state.model.asserted.has(name));
    const form = el("form", { submit: (/** @type {Event} */ event) => event.preventDefault() },
      pick("party", "Asserted by", asserting.map(([name, entry]) => [name, entry.short ?? entry.name])),
      pick("issue", "Issue", Object.entries(data.issues).map(([name, entry]) => [name, entry.question])),
      ticks(filter.kinds, "Kind", Object.entries(KINDS)), ticks(filter.standings, "Standing", STANDINGS.map((name) => [name, name])),
      el("label", { class: "tick" }, el("input", { type: "checkbox", name: "gaps", change: (/** @type {Event} */ event) => this.set(() => (filter.gaps = /** @type {HTMLInputElement} */ (event.target).checked)) }), "with open gaps"),
      pick("tag", "Tag", tags.map((tag) => [tag, words(tag)])),
      el("p", { class: "result", id: "matches" }), el("button", { type: "reset", click: () => setTimeout(() => this.clear()) }, "Clear the filter"));
    this.filter.replaceChildren(el("details", { id: "filter-box" }, el("summary", {}, el("h2", {}, "Filter")), form));
  }

  /** @param {() => void} change */
  set(change) {
    change();
    this.state.tell();
    say(`${this.matches()}.`);
  }

  clear() {
    const { filter } = this.state;
    filter.party = filter.issue = filter.tag = "";
    filter.gaps = false;
    filter.kinds.clear();
    filter.standings.clear();
    this.filter.querySelector("form")?.reset();
    this.state.tell();
    say("The filter is cleared.");
  }

  /** Open the filter and go to its first field. */
  openFilter() {
    this.toggle(true);
    /** @type {HTMLDetailsElement} */ (need("filter-box")).open = true;
    /** @type {HTMLElement | null} */ (this.filter.querySelector("select, input"))?.focus();
  }

  matches() {
    const { state } = this;
    return state.filters ? `${counted(state.matches().length, "assertion")} of ${Object.keys(state.model.data.assertions).length} match` : "No filter is set";
  }

  update() {
    const { state } = this, passed = new Set(state.filters ? state.matches() : []);
    const open = this.views.querySelector(`a[data-view="${CSS.escape(state.place.view)}"]`)?.parentElement?.dataset.of;
    for (const item of this.views.querySelectorAll("li")) item.hidden = item.dataset.of !== open && item.querySelector(".further") !== null;
    for (const link of this.views.querySelectorAll("a")) {
      const view = state.model.views.get(link.dataset.view ?? "");
      if (link.dataset.view === state.place.view) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
      const away = new Set(view?.away), shown = new Set(state.filters ? Object.entries(view?.cards ?? {}).filter(([key, thing]) => passed.has(thing) && !away.has(key)).map(([, thing]) => thing) : []);
      const count = link.querySelector(".count");
      const lit = view && state.lit && !state.filters ? litIn(state, view) : 0;
      if (count) count.textContent = state.filters ? String(shown.size) : lit ? String(lit) : "";
      count?.classList.toggle("lit", lit > 0);
      link.title = lit ? `${lit} highlighted here` : "";
      if (link.parentElement && (lit || shown.size)) link.parentElement.hidden = false;
      link.parentElement?.classList.toggle("off", state.filters && shown.size === 0);
    }
    for (const line of this.views.querySelectorAll(".outcome")) {
      const issue = line instanceof HTMLElement ? line.dataset.issue ?? "" : "";
      const { burden, burdens } = state.model.data.issues[issue] ?? {}, stands = Boolean(state.now.outcomes.get(issue));
      const none = burden ? `falls against ${state.model.party(burden)}` : burdens ? "no position stands, burden divided" : "no position stands";
      const pages = this.views.querySelectorAll(`li[data-of="${CSS.escape(issue)}"]`).length;
      line.textContent = (stands ? "a position stands" : none) + (pages > 1 ? ` · ${pages}\u00a0pages` : "");
      line.classList.toggle("stands", stands);
      line.classList.toggle("moved", state.now.outcomes.get(issue) !== state.base.outcomes.get(issue));
    }
    need("matches").textContent = this.matches();
    this.filter.classList.toggle("set", state.filters);
  }
}

/** Whether panels stand beside the map instead of over it. */
export const wide = () => matchMedia("(min-width: 62rem)").matches;
