// The map with what can be asked of it: who uses, opposes and cites what, what rests on what, where it is shown.

/** @typedef {import("./types.js").Data} Data */
/** @typedef {"assertions" | "authorities" | "issues" | "parties" | "rules"} Section */

const SECTIONS = /** @type {Section[]} */ (["assertions", "authorities", "issues", "parties", "rules"]);

/** Data from JSON; tables by id hold nothing but what was written, whatever an id is called. @param {string} text @returns {Data} */
export function readData(text) {
  return ready(JSON.parse(text));
}

/** Data as they were parsed, with safe tables. @param {Data} data */
export function ready(data) {
  /** @type {object[]} */ const tables = [...SECTIONS.map((section) => data[section]), data.scenarios, data.checks, data.schemes];
  tables.push(...Object.values(data.rules).map((rule) => rule.elements));
  tables.push(...Object.values(data.authorities).map((entry) => entry.passages ?? {}));
  tables.push(...Object.values(data.schemes).map((scheme) => scheme.questions));
  tables.push(...Object.values(data.rules).map((rule) => rule.exceptions ?? {}));
  tables.push(...Object.values(data.assertions).flatMap((entry) => (entry.arguments ?? []).map((argument) => argument.answers ?? {})));
  tables.push(...data.views.flatMap((view) => [view.cards]));
  for (const table of tables) Object.setPrototypeOf(table, null);
  for (const [path, names] of data.orders ?? []) keepOrder(data, path, names);
  return data;
}

/** Scripts put names of digits first; such a table tells its names in the order of the file. @param {any} data @param {(string | number)[]} path @param {string[]} names */
function keepOrder(data, path, names) {
  const owner = path.slice(0, -1).reduce((table, name) => table[name], data), last = path[path.length - 1];
  owner[last] = new Proxy(owner[last], { ownKeys: () => names });
}

/** @template T @param {Map<string, T[]>} table @param {string} key @param {T} value */
function add(table, key, value) {
  const list = table.get(key);
  if (list) list.push(value);
  else table.set(key, [value]);
}

/** Counters with those that are set against them. @param {import("./types.js").Counter[] | undefined} counters @returns {import("./types.js").Counter[]} */
export function nested(counters) {
  return (counters ?? []).flatMap((counter) => [counter, ...nested(counter.counters)]);
}

/** @typedef {{citation: import("./types.js").Citation, by: string, rule: boolean}} Use */
/** @typedef {{counter: import("./types.js").Counter, owner: string, what: string}} Opposition */

export class Model {
  /** @param {Data} data */
  constructor(data) {
    this.data = data;
    /** Conclusions whose arguments have an assertion as premise. @type {Map<string, string[]>} */ this.conclusions = new Map();
    /** What an assertion is set against, and where. @type {Map<string, Opposition[]>} */ this.opposes = new Map();
    /** Rebuttals by the name of their entry. @type {Map<string, Opposition>} */ this.rebuttals = new Map();
    /** Who cites an authority. @type {Map<string, Use[]>} */ this.cited = new Map();
    /** Who applies a rule. @type {Map<string, string[]>} */ this.applied = new Map();
    /** What a party asserts. @type {Map<string, string[]>} */ this.asserted = new Map();
    /** Open and waived gaps by what they are about. @type {Map<string, import("./types.js").Gap[]>} */ this.gaps = new Map();
    /** Everything that answers an issue. */ this.positions = new Set(Object.values(data.issues).flatMap((issue) => issue.positions));
    /** Which views show a thing, the one that shows it in full first. @type {Map<string, string[]>} */ this.shown = new Map();
    /** @type {Map<string, import("./types.js").View>} */ this.views = new Map(data.views.map((view) => [view.name, view]));
    for (const [name, entry] of Object.entries(data.assertions)) this.index(name, entry);
    for (const [name, rule] of Object.entries(data.rules))
      for (const citation of rule.citations ?? []) this.cite(citation, name, true);
    for (const gap of data.gaps) if (gap.subject) add(this.gaps, gap.subject, gap);
    this.places();
  }

  /** @param {string} name @param {import("./types.js").Assertion} entry */
  index(name, entry) {
    for (const party of new Set(entry.by?.map((by) => by.party))) add(this.asserted, party, name);
    this.oppose(entry.counters, name, "");
    for (const citation of entry.citations ?? []) this.cite(citation, name, false);
    for (const argument of entry.arguments ?? []) {
      for (const premise of new Set(argument.premises.map(([assertion]) => assertion))) add(this.conclusions, premise, name);
      if (argument.rule) add(this.applied, argument.rule, name);
      this.oppose(argument.counters, name, "an argument for");
      this.oppose(argument.exceptions, name, "an argument for");
      for (const citation of argument.citations ?? []) this.cite(citation, name, false);
    }
  }

  /** @param {import("./types.js").Citation} citation @param {string} by @param {boolean} rule */
  cite(citation, by, rule) {
    add(this.cited, citation.authority, { citation, by, rule });
    this.oppose(citation.counters, by, `the citation of ${this.title(citation.authority)} for`);
  }

  /** @param {import("./types.js").Counter[] | undefined} counters @param {string} owner @param {string} what */
  oppose(counters, owner, what) {
    for (const counter of counters ?? []) {
      add(this.opposes, counter.assertion, { counter, owner, what });
      if (counter.how === "rebuts") this.rebuttals.set(counter.name, { counter, owner, what });
      this.oppose(counter.counters, owner, "what is said against");
    }
  }

  places() {
    for (const view of this.data.views) {
      if (view.scenario) continue;
      const away = new Set(view.away);
      for (const [key, thing] of Object.entries(view.cards)) {
        const known = this.shown.get(thing) ?? [];
        if (known.includes(view.name)) continue;
        const full = !away.has(key) && view.name !== "overview";
        this.shown.set(thing, full && !known.some((name) => this.isFull(name, thing)) ? [view.name, ...known] : [...known, view.name]);
      }
    }
  }

  /** Whether a view shows a thing in full. @param {string} name @param {string} thing */
  isFull(name, thing) {
    const view = this.views.get(name);
    if (!view || name === "overview") return false;
    return Object.entries(view.cards).some(([key, other]) => other === thing && !view.away.includes(key));
  }

  /** The view a thing is at home in: an issue's is its own. @param {string} thing */
  home(thing) {
    if (thing in this.data.issues && this.views.has(thing)) return thing;
    const shown = this.shown.get(thing) ?? [];
    const issue = this.data.assertions[thing]?.issue ?? "";
    return shown.find((name) => name === issue && this.isFull(name, thing)) ?? shown[0] ?? "";
  }

  /** @param {string} thing @returns {Section | ""} */
  section(thing) {
    return SECTIONS.find((section) => thing in this.data[section]) ?? "";
  }

  /** What a thing is called in a list. @param {string} thing @returns {string} */
  title(thing) {
    const data = this.data;
    return data.assertions[thing]?.text ?? data.authorities[thing]?.name ?? data.issues[thing]?.question
      ?? data.parties[thing]?.name ?? (thing in data.rules ? thing.replaceAll("-", " ") : thing);
  }

  /** What a view is called in a list; a further page of an issue by that issue. @param {string} name */
  viewTitle(name) {
    if (name === "overview") return "Overview";
    const [, first = "", page = ""] = /^(.*)-(\d+)$/.exec(name) ?? [], whole = this.views.get(first);
    return whole && !(name in this.data.issues) ? `${whole.title} (page ${page})` : this.views.get(name)?.title ?? name;
  }

  /** @param {string} party */
  party(party) {
    const entry = this.data.parties[party];
    return entry ? entry.short ?? entry.name : party;
  }

  /** The premises of an assertion's arguments. @param {string} name */
  premises(name) {
    return new Set(this.data.assertions[name]?.arguments?.flatMap((argument) => argument.premises.map(([assertion]) => assertion)));
  }

  /** Everything an assertion rests on, the authorities included. @param {string} name */
  restsOn(name) {
    const assertions = reach(name, (at) => this.premises(at));
    const authorities = new Set([name, ...assertions].flatMap((at) => this.backing(at)));
    return new Set([...assertions, ...authorities]);
  }

  /** The authorities that support an assertion or its arguments. @param {string} name @returns {string[]} */
  backing(name) {
    const entry = this.data.assertions[name];
    const cited = [...(entry?.citations ?? []), ...(entry?.arguments ?? []).flatMap((argument) =>
      [...(argument.citations ?? []), ...(this.data.rules[argument.rule ?? ""]?.citations ?? [])])];
    return cited.filter((citation) => citation.side === "for").map((citation) => citation.authority);
  }

  /** Every assertion that rests on an assertion or authority, or that one of these is set against. @param {string} name */
  hangsOn(name) {
    const found = reach(name, (at) => (at in this.data.authorities ? this.relying(at) : [...this.conclusions.get(at) ?? [], ...this.against(at)]));
    found.delete(name);
    return found;
  }

  /** The assertions that an assertion is set against, or whose support it is; a rebuttal goes both ways. @param {string} name @returns {string[]} */
  against(name) {
    const owners = (this.opposes.get(name) ?? []).flatMap(({ owner }) => (owner in this.data.assertions ? [owner] : this.applied.get(owner) ?? []));
    const rebutting = (this.data.assertions[name]?.counters ?? []).filter((counter) => counter.how === "rebuts");
    return [...owners, ...rebutting.map((counter) => counter.assertion)];
  }

  /** Assertions that an authority supports. @param {string} authority @returns {string[]} */
  relying(authority) {
    return (this.cited.get(authority) ?? []).filter((use) => use.citation.side === "for")
      .flatMap((use) => (use.rule ? this.applied.get(use.by) ?? [] : [use.by]));
  }

  /** Gaps that are not waived. @param {string} thing */
  open(thing) {
    return (this.gaps.get(thing) ?? []).filter((gap) => !gap.waived);
  }

  /** Whether an assertion passes a filter. @param {string} name @param {Filter} filter @param {(name: string) => string} standingOf */
  passes(name, filter, standingOf) {
    const entry = this.data.assertions[name];
    return (!filter.party || (entry.by ?? []).some((by) => by.party === filter.party))
      && (!filter.issue || entry.issue === filter.issue || this.data.issues[filter.issue]?.positions.includes(name))
      && (!filter.kinds.size || filter.kinds.has(entry.kind))
      && (!filter.standings.size || filter.standings.has(standingOf(name)))
      && (!filter.gaps || this.open(name).length > 0)
      && (!filter.tag || (entry.tags ?? []).includes(filter.tag));
  }
}

/** @typedef {{party: string, issue: string, kinds: Set<string>, standings: Set<string>, gaps: boolean, tag: string}} Filter */

/** Everything reached from a start in steps; the start itself only in a circle. @param {string} start @param {(at: string) => Iterable<string>} step */
function reach(start, step) {
  /** @type {Set<string>} */ const found = new Set();
  const pending = [start];
  for (const at of pending) // grows as it is walked
    for (const next of step(at))
      if (!found.has(next)) {
        found.add(next);
        pending.push(next);
      }
  return found;
}
