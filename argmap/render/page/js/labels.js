// The grounded labelling of a network, and what is said of it: standings and outcomes (argmap/evaluation).

import { CON, IN, Network, OUT, SHIFT, SLOT, UNDECIDED } from "./network.js";

/** When support of strength p is enough against opposition of strength c. @type {Record<string, (p: number, c: number) => boolean>} */
const STANDARDS = {
  "scintilla": (p) => p >= 1,
  "preponderance": (p, c) => p >= 1 && p > c,
  "clear-and-convincing": (p, c) => p >= 3 && p > c,
  "beyond-reasonable-doubt": (p, c) => p >= 3 && c <= 1 && p - c >= 2,
  "dialectical-validity": (p, c) => p >= 1 && c === 0,
};

/** @typedef {{p: number, c: number, pPossible: number, cPossible: number}} Scales */

/** The label of an assertion. @param {string} standard @param {Scales} scales */
function weigh(standard, { p, c, pPossible, cPossible }) {
  const holds = STANDARDS[standard];
  if (holds(p, cPossible)) return IN;
  if (pPossible === 0 || (c > pPossible && !holds(pPossible, c))) return OUT;
  return UNDECIDED;
}

export class Evaluation {
  /** @param {import("./types.js").Data} data @param {import("./types.js").Assumptions} assume */
  constructor(data, assume) {
    this.data = data;
    this.assume = assume;
    this.net = new Network(data, assume);
    this.gates = propagate(this.net);
    /** @type {Map<number, [number, number][]> | undefined} */ this.inputs = undefined;
    /** @type {Map<string, string>} */ this.standings = new Map();
    for (const name of this.net.names) this.standings.set(name, this.standing(name));
    /** @type {Map<string, string>} */ this.outcomes = new Map();
    for (const [name, issue] of Object.entries(data.issues))
      this.outcomes.set(name, issue.positions.find((position) => this.label(position) === IN) ?? "");
  }

  /** The label of an assertion, argument, citation, counter or authority. @param {string} name */
  label(name) {
    const gate = this.net.gateOf.get(name);
    return gate === undefined ? UNDECIDED : this.gates[gate];
  }

  /** The greatest strengths of what supports and opposes an assertion: what is in, and what is not out. @param {string} name @returns {Scales} */
  scales(name) {
    const scales = { p: 0, c: 0, pPossible: 0, cPossible: 0 };
    for (const [source, slot] of this.into(this.net.of(name))) {
      const label = this.gates[source], con = slot > CON, strength = con ? slot - CON : slot;
      if (label === OUT) continue;
      if (con) scales.cPossible = Math.max(scales.cPossible, strength);
      else scales.pPossible = Math.max(scales.pPossible, strength);
      if (label !== IN) continue;
      if (con) scales.c = Math.max(scales.c, strength);
      else scales.p = Math.max(scales.p, strength);
    }
    return scales;
  }

  /** The links into an assertion's gate, as source and slot. @param {number} gate */
  into(gate) {
    if (!this.inputs) {
      /** @type {Map<number, [number, number][]>} */ const found = new Map(this.net.names.map((_, at) => [at, []]));
      this.net.edges.forEach((codes, source) => {
        for (const code of codes) found.get(code >> SHIFT)?.push([source, code & SLOT]);
      });
      this.inputs = found;
    }
    return this.inputs.get(gate) ?? [];
  }

  /** What a label is called. @param {string} name */
  standing(name) {
    const label = this.label(name);
    if (label === IN) return "stands";
    if (label === UNDECIDED) return "contested";
    const opposed = this.into(this.net.of(name)).some(([source, slot]) => slot > CON && this.gates[source] === IN);
    return opposed || this.undercut(name) ? "defeated" : "not established";
  }

  /** Whether something undercuts an assertion or its support. @param {string} name */
  undercut(name) {
    const entry = this.data.assertions[name];
    const entries = (entry.counters ?? []).filter((counter) => counter.how === "undercuts");
    for (const argument of entry.arguments ?? []) entries.push(...(argument.counters ?? []), ...(argument.exceptions ?? []));
    for (const citation of entry.citations ?? []) if (citation.side === "for") entries.push(...(citation.counters ?? []));
    return entries.some((counter) => this.label(counter.name) === IN);
  }
}

/** The least labelling of a network: everything starts undecided, a label is decided once. @param {Network} net */
function propagate(net) {
  const assertions = net.names.length, labels = new Array(net.edges.length).fill(UNDECIDED);
  const toIn = net.toIn.slice(), toOut = net.toOut.slice(), live = net.live.slice();
  const standards = net.names.map((name) => net.data.assertions[name].standard);
  const scales = net.names.map((_, gate) => ({
    p: 0, c: 0, pPossible: strongest(live, gate << SHIFT), cPossible: strongest(live, (gate << SHIFT) | CON),
  }));
  const order = [...net.fixed.keys()];
  for (const [gate, label] of net.fixed) labels[gate] = label;
  /** @param {number} gate @param {number} label */
  const decide = (gate, label) => {
    labels[gate] = label;
    if (label !== UNDECIDED) order.push(gate);
  };
  for (const gate of order) { // grows as it is walked
    const isIn = labels[gate] === IN;
    for (const code of net.edges[gate]) {
      const target = code >> SHIFT, slot = code & SLOT;
      if (labels[target] !== UNDECIDED) continue;
      if (target >= assertions) {
        if ((slot === 0) === isIn) {
          if (--toIn[target] === 0) decide(target, IN);
        } else if (--toOut[target] === 0) decide(target, OUT);
        continue;
      }
      if (weighAgain(scales[target], live, code, isIn)) decide(target, weigh(standards[target], scales[target]));
    }
  }
  return labels;
}

/** Put a decided link on the scales; whether they moved. @param {Scales} scales @param {number[]} live @param {number} code @param {boolean} isIn */
function weighAgain(scales, live, code, isIn) {
  const slot = code & SLOT, con = slot > CON, strength = con ? slot - CON : slot;
  if (isIn) {
    if (strength <= (con ? scales.c : scales.p)) return false;
    if (con) scales.c = strength;
    else scales.p = strength;
    return true;
  }
  if (--live[code]) return false;
  const base = ((code >> SHIFT) << SHIFT) | (con ? CON : 0);
  if (con) scales.cPossible = strongest(live, base);
  else scales.pPossible = strongest(live, base);
  return true;
}

/** The greatest strength at which a link is not out. @param {number[]} live @param {number} base */
function strongest(live, base) {
  for (let strength = 4; strength > 0; strength--) if (live[base + strength]) return strength;
  return 0;
}
