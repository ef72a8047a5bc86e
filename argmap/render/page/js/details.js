// The panel of details: which one is shown, and where the focus goes.

import { assertionPanel } from "./assertion.js";
import { el, keeping, need } from "./dom.js";
import { authorityPanel, changesPanel, issuePanel, mapPanel, partyPanel, rulePanel } from "./others.js";
import { Parts } from "./parts.js";
import { State } from "./state.js";

const PANELS = { assertions: assertionPanel, authorities: authorityPanel, issues: issuePanel, parties: partyPanel, rules: rulePanel };

export class Details {
  /** @param {State} state */
  constructor(state) {
    this.state = state;
    this.parts = new Parts(state);
    this.box = need("details");
    this.changes = false;
    this.box.addEventListener("click", (event) => this.follow(event));
  }

  /** @param {boolean} fresh whether another thing is shown than before */
  update(fresh) {
    const { at } = this.state.place, section = this.state.model.section(at);
    if (fresh) this.changes = false;
    const content = this.changes && this.state.supposes ? changesPanel(this.parts) : section ? PANELS[section](this.parts, at, () => this.showChanges()) : mapPanel(this.parts, () => this.showChanges());
    const close = el("button", { type: "button", class: "close", "aria-label": "Close the details", click: () => this.close() }, "×");
    const scroll = fresh ? 0 : this.box.scrollTop;
    const [kicker, ...rest] = content.filter((part) => part instanceof Node);
    keeping(this.box, () => this.box.replaceChildren(el("div", { class: "top" }, kicker, (at || this.changes) && close), ...rest));
    this.box.scrollTop = scroll;
    document.body.classList.toggle("with-details", Boolean(at) || this.changes);
  }

  /** Show what a supposition changes. */
  showChanges() {
    this.changes = true;
    this.update(false);
    this.box.scrollTop = 0;
    this.focus();
  }

  /** Bring one argument of the panel into sight. @param {string} name */
  point(name) {
    const part = name ? document.getElementById(`part-${name.replaceAll("/", ".")}`) : null;
    if (part) this.box.scrollTop = part.offsetTop - 60;
  }

  focus() {
    this.box.querySelector("h2")?.focus();
  }

  close() {
    this.changes = false;
    this.state.go({ at: "", view: this.state.place.view });
  }

  /** Links in the panel keep what is supposed. @param {Event} event */
  follow(event) {
    const link = event.target instanceof Element ? event.target.closest("a[data-thing]") : null;
    if (!(link instanceof HTMLElement) || (event instanceof MouseEvent && (event.ctrlKey || event.metaKey || event.shiftKey))) return;
    event.preventDefault();
    const thing = link.dataset.thing ?? "", { model, place } = this.state;
    const here = thing in model.data.rules || ((model.shown.get(thing) ?? []).includes(place.view) && model.isFull(place.view, thing));
    this.state.go({ at: thing, view: link.dataset.view ?? (here ? place.view : model.home(thing) || place.view) });
    this.focus();
  }
}
