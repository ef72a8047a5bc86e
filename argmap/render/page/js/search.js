// Search over texts, authorities, parties, issues and rules: a field with a list of what was found.

import { el, need, standing, words } from "./dom.js";
import { State } from "./state.js";

const MOST = 60, KINDS = { assertions: "assertion", authorities: "authority", issues: "issue", parties: "party", rules: "rule" };

/** @typedef {{thing: string, kind: string, title: string, head: string, rest: string}} Item */

/** Letters without accents and case. @param {string} text */
export function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

export class Search {
  /** @param {State} state @param {() => void} found called when something was chosen */
  constructor(state, found) {
    this.state = state;
    this.found = found;
    this.field = /** @type {HTMLInputElement} */ (need("search"));
    this.list = need("found");
    /** @type {Item[] | undefined} */ this.items = undefined;
    /** @type {Item[]} */ this.hits = [];
    this.current = -1;
    this.field.addEventListener("input", () => this.look());
    this.field.addEventListener("focus", () => this.field.value && (this.field.select(), this.look()));
    this.field.addEventListener("keydown", (event) => this.key(event));
    this.field.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target instanceof Element ? event.target.closest('[role="option"]') : null;
      if (option) this.choose([...this.list.querySelectorAll('[role="option"]')].indexOf(option));
    });
  }

  /** @returns {Item[]} */
  index() {
    const { model } = this.state, { data } = model;
    const item = (/** @type {string} */ thing, /** @type {keyof typeof KINDS} */ kind, /** @type {(string | undefined)[]} */ more) =>
      ({ thing, kind: KINDS[kind], title: model.title(thing), head: folded(`${model.title(thing)} ${thing}`), rest: folded(more.filter(Boolean).join(" ")) });
    const cited = (/** @type {import("./types.js").Citation[] | undefined} */ citations) => (citations ?? []).map((citation) => `${model.title(citation.authority)} ${citation.at ?? ""}`);
    return [
      ...Object.entries(data.issues).map(([name, entry]) => item(name, "issues", [entry.notes])),
      ...Object.entries(data.assertions).map(([name, entry]) => item(name, "assertions", [
        ...(entry.by ?? []).map((by) => model.party(by.party)), ...cited(entry.citations), ...(entry.arguments ?? []).flatMap((argument) => [...cited(argument.citations), argument.warrant]),
        entry.notes, entry.quote, entry.tags?.join(" ")])),
      ...Object.entries(data.authorities).map(([name, entry]) => item(name, "authorities", [entry.title, entry.cite, entry.court, entry.body, entry.by, entry.publisher, entry.jurisdiction, entry.symbol, entry.date, entry.notes, ...Object.entries(entry.passages ?? {}).flatMap(([at, passage]) => [at, passage.says])])),
      ...Object.entries(data.parties).map(([name, entry]) => item(name, "parties", [entry.short, entry.kind, entry.notes])),
      ...Object.entries(data.rules).map(([name, entry]) => item(name, "rules", [entry.text, ...cited(entry.citations), entry.notes, ...Object.values(entry.elements), ...Object.values(entry.exceptions ?? {})])),
    ];
  }

  look() {
    this.items ??= this.index();
    const asked = folded(this.field.value).split(/\s+/).filter(Boolean);
    if (!asked.length) return this.close();
    const all = this.items.filter((item) => asked.every((word) => item.head.includes(word) || item.rest.includes(word)));
    const inTitle = (/** @type {Item} */ item) => asked.every((word) => item.head.includes(word));
    this.hits = [...all.filter(inTitle), ...all.filter((item) => !inTitle(item))].slice(0, MOST);
    this.show(all.length);
  }

  /** @param {number} total */
  show(total) {
    this.current = this.hits.length ? 0 : -1;
    const rest = total > this.hits.length ? el("li", { role: "presentation", class: "soft" }, `and ${total - this.hits.length} more`) : "";
    const none = total ? "" : el("li", { role: "option", "aria-disabled": "true", "aria-selected": "false", class: "soft" }, "Nothing found");
    this.list.replaceChildren(...this.hits.map((hit, number) => this.option(hit, number)), rest, none);
    this.list.hidden = false;
    this.field.setAttribute("aria-expanded", "true");
    this.point();
  }

  /** @param {Item} hit @param {number} number */
  option(hit, number) {
    const stands = this.state.now.standings.get(hit.thing);
    return el("li", { role: "option", id: `found-${number}`, "aria-selected": "false", "data-thing": hit.thing },
      el("span", { class: "kind" }, hit.kind), stands && standing(stands), " ", el("span", { dir: "auto" }, hit.title || words(hit.thing)));
  }

  point() {
    this.list.querySelectorAll('[role="option"]').forEach((option, number) => {
      option.setAttribute("aria-selected", String(number === this.current && this.hits.length > 0));
      if (number === this.current) option.scrollIntoView({ block: "nearest" });
    });
    if (this.current >= 0) this.field.setAttribute("aria-activedescendant", `found-${this.current}`);
    else this.field.removeAttribute("aria-activedescendant");
  }

  close() {
    this.list.hidden = true;
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.hits.length && !this.list.hidden) {
      this.current = (this.current + step + this.hits.length) % this.hits.length;
      this.point();
    } else if (event.key === "Enter" && this.current >= 0) this.choose(this.current);
    else if (event.key === "Escape") {
      if (this.list.hidden) need("view-title").focus();
      this.field.value = "";
      this.close();
    } else return;
    event.preventDefault();
  }

  /** @param {number} number */
  choose(number) {
    const hit = this.hits[number];
    if (!hit) return;
    this.close();
    const { model, place } = this.state;
    this.state.go({ at: hit.thing, view: model.home(hit.thing) || place.view });
    this.found();
  }
}
