// The map as nested lists by issue: an alternative to the pictures that reads from top to bottom.

import { el, keeping, need, words } from "./dom.js";
import { nested } from "./model.js";
import { aboutMap } from "./others.js";
import { Parts } from "./parts.js";
import { State } from "./state.js";

const MOST = 4000;

export class Outline {
  /** @param {State} state @param {Parts} parts */
  constructor(state, parts) {
    this.state = state;
    this.parts = parts;
    this.box = need("outline");
    this.stale = true;
    /** How many below an assertion are highlighted. @type {Map<string, number>} */ this.counts = new Map();
    /** What is right below an assertion. @type {Map<string, string[]>} */ this.kept = new Map();
    /** Which items are open, by the way to them. @type {Set<string>} */ this.opened = new Set();
    this.box.addEventListener("click", (event) => this.click(event));
    this.box.addEventListener("keydown", (event) => this.key(event));
  }

  /** @param {boolean} changed whether labels or the filter may have changed */
  update(changed) {
    this.stale ||= changed;
    this.box.hidden = !this.state.place.outline;
    if (this.state.place.outline && this.stale) keeping(this.box, () => this.build());
    for (const link of this.box.querySelectorAll("a[data-thing]")) {
      if (link instanceof HTMLElement && link.dataset.thing === this.state.place.at) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }

  /** The line of what is looked at, else the first: what the keyboard comes to. @returns {HTMLElement | null} */
  get current() {
    return this.box.querySelector("a[aria-current]") ?? this.box.querySelector("li .line a") ?? this.box.querySelector("button");
  }

  build() {
    this.stale = false;
    this.counts.clear();
    this.kept.clear();
    const { issues, assertions } = this.state.model.data;
    const passed = this.state.filters ? new Set(this.state.matches()) : null;
    /** @type {Set<string>} */ const homed = new Set();
    const homes = passed ? this.homes() : new Map();
    const section = (/** @type {string} */ title, /** @type {string} */ issue, /** @type {string[]} */ names) => el("section", {},
      el("h3", { dir: "auto" }, issue ? this.parts.to(issue, title) : title), issue && el("p", { class: "outcome" }, this.parts.outcome(issue)),
      el("ul", {}, names.map((name) => this.item(name, "", [], issue))));
    const sections = Object.entries(issues).map(([issue, entry]) => {
      const names = passed ? Object.keys(assertions).filter((name) => passed.has(name) && (homes.get(name) === issue || entry.positions.includes(name))) : entry.positions;
      for (const name of names) homed.add(name);
      return passed && !names.length ? "" : section(entry.question, issue, names);
    });
    const rest = passed ? [...passed].filter((name) => !homed.has(name)) : this.elsewhere(homed);
    const tools = el("div", { class: "buttons" }, el("button", { type: "button", id: "expand", click: () => this.expand() }, "Expand all"),
      el("button", { type: "button", id: "collapse", click: () => this.collapse() }, "Collapse all"),
      this.state.lit && el("button", { type: "button", id: "expand-lit", click: () => this.expand(true) }, "Expand what is highlighted"));
    this.box.replaceChildren(el("section", { class: "about" }, aboutMap(this.parts).filter((part) => part instanceof Node)), tools, ...sections, rest.length ? section("Outside the issues", "", rest) : "");
  }

  /** The issue that each assertion belongs to: its own, else the first one that leads to it. @returns {Map<string, string>} */
  homes() {
    const { issues, assertions } = this.state.model.data;
    /** @type {Map<string, string>} */ const found = new Map();
    for (const [name, entry] of Object.entries(assertions)) if (entry.issue && entry.issue in issues) found.set(name, entry.issue);
    for (const [issue, entry] of Object.entries(issues)) {
      const seen = new Set(entry.positions), pending = [...seen];
      for (const name of pending) { // grows as it is walked
        if (!found.has(name)) found.set(name, issue);
        for (const below of this.under(name)) if (!seen.has(below)) seen.add(below), pending.push(below);
      }
    }
    return found;
  }

  /** The tops of what no issue leads to, so that nothing is left out. @param {Set<string>} tops those of the issues */
  elsewhere(tops) {
    const { model } = this.state, names = Object.keys(model.data.assertions), seen = new Set(tops);
    const walk = (/** @type {string[]} */ pending) => {
      for (const name of pending) // grows as it is walked
        for (const [, below] of this.below(name)) if (!seen.has(below)) seen.add(below), pending.push(below);
    };
    walk([...tops]);
    const found = [];
    for (const alone of [true, false]) // what nothing uses, then one of each circle
      for (const name of names) {
        if (seen.has(name) || (alone && (model.conclusions.has(name) || model.opposes.has(name)))) continue;
        seen.add(name);
        found.push(name);
        walk([name]);
      }
    return found;
  }

  /** What stands below an assertion in the outline: role and assertion. @param {string} name @returns {[string, string][]} */
  below(name) {
    const entry = this.state.model.data.assertions[name];
    /** @type {[string, string][]} */ const found = [];
    const several = (entry.arguments?.length ?? 0) > 1;
    for (const [number, argument] of (entry.arguments ?? []).entries()) {
      const premise = several ? `premise of argument ${number + 1}` : "premise";
      for (const [assertion, element] of argument.premises) found.push([element ? `${premise} · ${words(element)}` : premise, assertion]);
      for (const counter of nested([...(argument.exceptions ?? []), ...(argument.counters ?? [])]))
        found.push([counter.exception ? `exception · ${words(counter.exception)}` : `${counter.how} the argument${several ? ` ${number + 1}` : ""}`, counter.assertion]);
    }
    for (const citation of entry.citations ?? []) for (const counter of nested(citation.counters)) found.push(["undercuts a citation", counter.assertion]);
    for (const counter of nested(entry.counters)) found.push([counter.how, counter.assertion]);
    return found;
  }

  /** @param {string} name @param {string} role @param {string[]} above @param {string} issue @returns {HTMLLIElement} */
  item(name, role, above, issue) {
    const key = [issue, ...above, name].join("/"), below = above.includes(name) ? [] : this.below(name);
    const open = this.opened.has(key), entry = this.state.model.data.assertions[name];
    const cited = [...(entry.citations ?? []), ...(entry.arguments ?? []).flatMap((argument) => argument.citations ?? [])];
    const toggle = below.length ? el("button", { type: "button", class: "toggle", "aria-expanded": String(open), "aria-label": `What is below: ${entry.text}` }) : el("span", { class: "toggle" });
    const line = this.parts.line(name, role);
    this.mark(line, name, open);
    const item = el("li", { "data-key": key, "data-name": name, "data-above": [issue, ...above].join("/") }, toggle, line,
      cited.length > 0 && el("div", { class: "cites" }, cited.map((citation, number) => [number ? " · " : "", this.parts.to(citation.authority,
        `${citation.role ? `${citation.role} ` : ""}${this.parts.short(citation.authority)}${citation.at ? ` ${citation.at}` : ""}`)]).flat()),
      above.includes(name) && el("span", { class: "soft" }, " (in a circle, shown above)"));
    if (open && below.length) item.append(this.children(name, [...above, name], issue));
    return item;
  }

  /** Mark a line that is highlighted, and say how many below it are. @param {HTMLElement} line @param {string} name @param {boolean} open */
  mark(line, name, open) {
    const { lit } = this.state, below = lit ? this.litBelow(name) : 0;
    line.querySelectorAll(".lit").forEach((old) => old.remove());
    if (!lit) return;
    line.classList.toggle("on", lit.things.has(name) || lit.of === name);
    if (lit.things.has(name)) line.append(el("span", { class: "lit unseen" }, " highlighted"));
    if (below && !open) line.append(el("span", { class: "lit" }, `${below} highlighted below`));
  }

  /** The assertions right below one. @param {string} name @returns {string[]} */
  under(name) {
    const known = this.kept.get(name) ?? this.below(name).map(([, other]) => other);
    this.kept.set(name, known);
    return known;
  }

  /** How many assertions below one in the outline are highlighted. @param {string} name */
  litBelow(name) {
    const known = this.counts.get(name);
    if (known !== undefined) return known;
    const seen = new Set([name]), pending = [name];
    for (const at of pending) // grows as it is walked
      for (const next of this.under(at)) if (!seen.has(next)) seen.add(next), pending.push(next);
    seen.delete(name);
    const count = [...seen].filter((other) => this.state.lit?.things.has(other) || this.state.lit?.of === other).length;
    this.counts.set(name, count);
    return count;
  }

  /** @param {string} name @param {string[]} above @param {string} issue */
  children(name, above, issue) {
    return el("ul", {}, this.below(name).map(([role, other]) => this.item(other, role, above, issue)));
  }

  /** @param {HTMLElement} item @param {boolean} open */
  set(item, open) {
    const { key = "", name = "", above = "" } = item.dataset, [issue, ...path] = above.split("/");
    const toggle = item.querySelector(":scope > button.toggle");
    if (!toggle || (toggle.getAttribute("aria-expanded") === "true") === open) return;
    toggle.setAttribute("aria-expanded", String(open));
    const line = item.querySelector(":scope > .line");
    if (line instanceof HTMLElement) this.mark(line, name, open);
    if (open) {
      this.opened.add(key);
      item.append(this.children(name, [...path, name], issue));
    } else {
      this.opened.delete(key);
      item.querySelector(":scope > ul")?.remove();
    }
  }

  /** Open everything, or all that leads to what is highlighted; each assertion once. */
  expand(lit = false) {
    const seen = new Set(), pending = [...this.box.querySelectorAll("li[data-key]")];
    for (const item of pending) { // grows as it is walked
      if (!(item instanceof HTMLElement) || seen.has(item.dataset.name) || pending.length > MOST) continue;
      seen.add(item.dataset.name);
      if (lit && !this.litBelow(item.dataset.name ?? "")) continue;
      this.set(item, true);
      pending.push(...item.querySelectorAll(":scope > ul > li"));
    }
  }

  collapse() {
    this.opened.clear();
    keeping(this.box, () => this.build());
  }

  /** @param {Event} event */
  click(event) {
    const target = event.target instanceof Element ? event.target : null;
    const item = target?.closest("button.toggle")?.closest("li");
    if (item) return this.set(item, !this.opened.has(item.dataset.key ?? ""));
    const link = target?.closest("a[data-thing]");
    if (!(link instanceof HTMLElement) || (event instanceof MouseEvent && (event.ctrlKey || event.metaKey || event.shiftKey))) return;
    event.preventDefault();
    const thing = link.dataset.thing ?? "";
    this.state.go({ at: thing, view: this.state.model.home(thing) || this.state.place.view });
  }

  /** Arrow keys walk the lines, and open and shut them. @param {KeyboardEvent} event */
  key(event) {
    const link = document.activeElement, item = link?.closest("li");
    if (!item || !["ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight"].includes(event.key)) return;
    const links = [...this.box.querySelectorAll("li > .line a, h3 a")];
    const own = item.querySelector(".line a"), at = links.indexOf(own ?? links[0]);
    let next;
    if (event.key === "ArrowDown") next = links[at + 1];
    else if (event.key === "ArrowUp") next = links[at - 1];
    else if (event.key === "ArrowRight") this.set(item, true);
    else if (this.opened.has(item.dataset.key ?? "")) this.set(item, false);
    else next = item.parentElement?.closest("li")?.querySelector(".line a");
    if (next instanceof HTMLElement) next.focus();
    event.preventDefault();
  }
}
