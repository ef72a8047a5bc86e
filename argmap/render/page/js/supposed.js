// The strip that says what is supposed and what follows from it.

import { counted, el, need, say } from "./dom.js";
import { State } from "./state.js";
import { fillStrip } from "./strips.js";

export class Supposed {
  /** @param {State} state @param {import("./parts.js").Parts} parts @param {() => void} show shows all changes */
  constructor(state, parts, show) {
    this.state = state;
    this.parts = parts;
    this.show = show;
    this.box = need("supposed");
  }

  update() {
    const { state } = this, { accept, reject } = state.place;
    if (!state.supposes) return fillStrip(this.box, "", "", []);
    const chip = (/** @type {string} */ name, /** @type {string} */ how) => el("span", { class: "chip" }, `${how}: `, el("b", { dir: "auto" }, this.state.model.title(name)),
      el("button", { type: "button", "aria-label": `Take back: ${this.state.model.title(name)}`, click: () => state.suppose(name, "") }, "×"));
    fillStrip(this.box, `What if (${accept.length + reject.length})`, this.sum("outcome", ", "), [el("b", { class: "label" }, "What if"),
      el("div", { class: "chips" }, reject.map((name) => chip(name, "rejected")), accept.map((name) => chip(name, "accepted"))),
      el("span", { class: "sum" }, this.sum()),
      el("button", { type: "button", id: "show-changes", click: () => this.show() }, "What changes"),
      el("button", { type: "button", id: "as-written", click: () => state.go({ accept: [], reject: [] }) }, "As written")]);
  }

  /** What changes, in a line. */
  sum(outcome = "issue outcome", and = " and ") {
    const { assertions, issues } = this.state.changes();
    if (!assertions.length && !issues.length) return "nothing changes";
    const verb = assertions.length + issues.length === 1 ? "changes" : "change";
    const parts = [issues.length && counted(issues.length, outcome), assertions.length && counted(assertions.length, "standing")].filter(Boolean);
    return `${parts.join(and)} ${verb}`;
  }

  /** Tell what has changed. */
  announce() {
    if (!this.state.supposes) return say("As written: nothing is supposed any more.");
    const { model } = this.state, { assertions, issues } = this.state.changes();
    const outcomes = issues.slice(0, 3).map((name) => `${model.title(name)} Now ${this.parts.outcomeWords(name)}.`);
    const standings = assertions.slice(0, 5).map((name) => `${model.title(name)} ${this.state.now.standings.get(name)}.`);
    const more = issues.length + assertions.length - outcomes.length - standings.length;
    say([`What if: ${this.sum()}.`, ...outcomes, ...standings, more ? `And ${more} more.` : ""].join(" "));
  }
}
