// What the reader is looking at and supposing; all of it but filters is in the address, so that a link brings it back.

import { el } from "./dom.js";
import { Evaluation } from "./labels.js";
import { Model } from "./model.js";

/** @typedef {"" | "below" | "above"} Trace */
/** @typedef {{view: string, at: string, outline: boolean, accept: string[], reject: string[], trace: Trace, of: string, fold: string[]}} Place */
/** What is highlighted: which way from what, and all that it reaches. @typedef {{way: "below" | "above", of: string, things: ReadonlySet<string>}} Lit */

const AS_WRITTEN = { accept: new Set(), reject: new Set() };

export class State {
  /** @param {Model} model */
  constructor(model) {
    this.model = model;
    /** @type {Place} */ this.place = { view: model.data.views[0]?.name ?? "", at: "", outline: false, accept: [], reject: [], trace: "", of: "", fold: [] };
    /** @type {import("./model.js").Filter} */
    this.filter = { party: "", issue: "", kinds: new Set(), standings: new Set(), gaps: false, tag: "" };
    /** @type {((before: Place) => void)[]} */ this.listeners = [];
    this.base = new Evaluation(model.data, AS_WRITTEN);
    this.now = this.base;
    /** @type {Map<string, [Evaluation, Evaluation]>} */ this.scenarios = new Map();
    /** @type {Lit | null} */ this.kept = null;
    /** What the address names and the map does not have. @type {string[]} */ this.unknown = [];
    /** How a place in a file (`path:line`) is shown. */ this.placed = (/** @type {string} */ place) => el("code", { class: "place" }, place);
  }

  /** Go on with another state of the map. @param {Model} model */
  renew(model) {
    this.model = model;
    this.base = new Evaluation(model.data, AS_WRITTEN);
    this.now = this.base;
    this.scenarios.clear();
    this.kept = null;
    this.place = { ...this.place, accept: [], reject: [] }; // what is supposed is worked out again on arrival
  }

  /** Call a listener whenever place, supposition or filter change. @param {(before: Place) => void} listener */
  listen(listener) {
    this.listeners.push(listener);
  }

  /** Whether anything is supposed. */
  get supposes() {
    return this.place.accept.length + this.place.reject.length > 0;
  }

  /** Whether a filter is set. */
  get filters() {
    const { party, issue, kinds, standings, gaps, tag } = this.filter;
    return Boolean(party || issue || kinds.size || standings.size || gaps || tag);
  }

  /** What is highlighted in every picture and in the outline; nothing where nothing is. @returns {Lit | null} */
  get lit() {
    const { trace: way, of } = this.place;
    if (!way) return null;
    if (this.kept?.way === way && this.kept.of === of) return this.kept;
    return (this.kept = { way, of, things: way === "below" ? this.model.restsOn(of) : this.model.hangsOn(of) });
  }

  /** Highlight what a thing rests on or what hangs on it, until that is asked for again. @param {"below" | "above"} way @param {string} of */
  highlight(way, of) {
    const { place } = this, off = place.trace === way && place.of === of;
    this.go(off ? { trace: "", of: "" } : { trace: way, of });
  }

  /** The assertions that pass the filter; all without one. */
  matches() {
    const names = Object.keys(this.model.data.assertions);
    if (!this.filters) return names;
    return names.filter((name) => this.model.passes(name, this.filter, (at) => this.now.standings.get(at) ?? ""));
  }

  /** Evaluations of a view as drawn and as it is now: a scenario's view starts from its scenario. @param {import("./types.js").View} view @returns {[Evaluation, Evaluation]} */
  evaluations(view) {
    if (!view.scenario) return [this.base, this.now];
    const known = this.scenarios.get(view.scenario);
    if (known) return known;
    const { accept = [], reject = [] } = this.model.data.scenarios[view.scenario] ?? {};
    const mine = new Set([...this.place.accept, ...this.place.reject]);
    const free = (/** @type {string[]} */ names) => names.filter((name) => !mine.has(name));
    const drawn = new Evaluation(this.model.data, { accept: new Set(accept), reject: new Set(reject) });
    const now = this.supposes ? new Evaluation(this.model.data, {
      accept: new Set([...free(accept), ...this.place.accept]), reject: new Set([...free(reject), ...this.place.reject]),
    }) : drawn;
    this.scenarios.set(view.scenario, [drawn, now]);
    return [drawn, now];
  }

  /** Go to a place; what is not named stays. A step in the browser's history. @param {Partial<Place>} change */
  go(change) {
    const hash = writeHash({ ...this.place, ...change });
    if (hash !== location.hash) history.pushState(null, "", hash);
    this.arrive();
  }

  /** Read the address and tell everybody. */
  arrive() {
    const before = this.place, asked = readHash(location.hash);
    this.unknown = this.strange(asked);
    this.place = this.known(asked);
    if (before.accept.join() !== this.place.accept.join() || before.reject.join() !== this.place.reject.join()) {
      this.scenarios.clear();
      const { accept, reject } = this.place;
      this.now = this.supposes ? new Evaluation(this.model.data, { accept: new Set(accept), reject: new Set(reject) }) : this.base;
    }
    this.tell(before);
  }

  /** @param {Place} before */
  tell(before = this.place) {
    for (const listener of this.listeners) listener(before);
  }

  /** A place as far as the map has it: an old link still leads somewhere. @param {Place} place @returns {Place} */
  known(place) {
    const { model } = this;
    const has = (/** @type {string} */ name) => name in model.data.assertions || name in model.data.authorities;
    let { view, at } = place;
    if (!at && view && !model.views.has(view)) [view, at] = ["", view];
    if (at && !model.section(at)) at = "";
    if (!model.views.has(view)) view = (at && model.home(at)) || (at ? this.place.view : "") || (model.data.views[0]?.name ?? "");
    const reject = [...new Set(place.reject.filter(has))];
    const accept = [...new Set(place.accept.filter(has))].filter((name) => !reject.includes(name));
    const fold = [...new Set(place.fold.filter((name) => model.section(name)))];
    const of = place.of || at, trace = has(of) ? place.trace : "";
    return { ...place, view, at, accept, reject, fold, trace, of: trace ? of : "" };
  }

  /** What a place names that the map does not have. @param {Place} place @returns {string[]} */
  strange({ view, at, accept, reject, of, fold }) {
    const { model } = this, section = (/** @type {string} */ name) => model.section(name);
    const judged = [...accept, ...reject].filter((name) => !["assertions", "authorities"].includes(section(name)));
    const named = [view && !model.views.has(view) && (at || !section(view)) ? view : "", at && !section(at) ? at : ""];
    return [...new Set([...named, ...judged, ...[of, ...fold].filter((name) => !section(name))])].filter(Boolean);
  }

  /** Accept, reject or leave as the file has it. @param {string} name @param {"accept" | "reject" | ""} how */
  suppose(name, how) {
    const accept = this.place.accept.filter((other) => other !== name);
    const reject = this.place.reject.filter((other) => other !== name);
    if (how === "accept") accept.push(name);
    if (how === "reject") reject.push(name);
    this.go({ accept, reject });
  }

  /** What is supposed of a thing. @param {string} name @returns {"accept" | "reject" | ""} */
  supposed(name) {
    if (this.place.accept.includes(name)) return "accept";
    return this.place.reject.includes(name) ? "reject" : "";
  }

  /** What differs from the map as written. */
  changes() {
    const differs = (/** @type {Map<string, string>} */ before, /** @type {Map<string, string>} */ now) =>
      [...now].filter(([name, value]) => before.get(name) !== value).map(([name]) => name);
    return {
      assertions: this.now === this.base ? [] : differs(this.base.standings, this.now.standings),
      issues: this.now === this.base ? [] : differs(this.base.outcomes, this.now.outcomes),
    };
  }
}

/** A place as the part of an address after the #. @param {Place} place */
export function writeHash({ view, at, outline, accept, reject, trace, of, fold }) {
  const options = [
    outline ? "outline" : "", trace ? `trace=${trace}` : "", trace && of !== at ? `of=${of}` : "",
    accept.length ? `accept=${accept.join(",")}` : "", reject.length ? `reject=${reject.join(",")}` : "",
    fold.length ? `fold=${fold.join(",")}` : "",
  ].filter(Boolean);
  return `#/${at ? `${view}/${at}` : view}${options.length ? `?${options.join("&")}` : ""}`;
}

/** @param {string} hash @returns {Place} */
export function readHash(hash) {
  const [path, query = ""] = safely(hash.replace(/^#\/?/, "")).split("?");
  const [view, at = ""] = path.split("/");
  const options = new Map(query.split("&").map((part) => /** @type {[string, string]} */ (part.split("=", 2))));
  const list = (/** @type {string} */ name) => (options.get(name) ?? "").split(",").filter(Boolean);
  const trace = options.get("trace");
  return {
    view, at, outline: options.has("outline"), accept: list("accept"), reject: list("reject"), fold: list("fold"),
    trace: trace === "below" || trace === "above" ? trace : "", of: options.get("of") ?? "",
  };
}

/** @param {string} text */
function safely(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}
