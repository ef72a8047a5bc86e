// The map as a network of gates, as argmap/evaluation/network.py compiles it; labels.js works the labels out.

export const UNDECIDED = 0, IN = 1, OUT = 2;
// An edge is gate << SHIFT | slot. Into a threshold gate the slot is PLAIN or NEGATED; into an assertion's gate it is
// the strength of a pro link (1 to 4), or CON and the strength of a con link.
export const SHIFT = 4, SLOT = 15, CON = 4;
const PLAIN = 0, NEGATED = 1, CONCLUSIVE = 4, MODERATE = 2;

export class Network {
  /**
   * @param {import("./types.js").Data} data
   * @param {import("./types.js").Assumptions} assume
   */
  constructor(data, assume) {
    this.data = data;
    this.assume = assume;
    /** Assertions are the first gates, in the order of the map. */
    this.names = Object.keys(data.assertions);
    /** @type {number[][]} */ this.edges = this.names.map(() => []);
    /** How many inputs must speak for a threshold gate, and how many against it. */
    this.toIn = this.names.map(() => 0);
    this.toOut = this.names.map(() => 0);
    /** How many links come into each slot of an assertion's gate. */
    this.live = new Array(this.names.length << SHIFT).fill(0);
    /** @type {Map<number, number>} */ this.fixed = new Map();
    /** @type {Map<string, number>} */ this.gateOf = new Map(this.names.map((name, gate) => [name, gate]));
    /** @type {Map<number, Map<number, number>>} */ this.proOf = new Map();
    /** @type {Map<string, number>} */ this.ruleGate = new Map();
    this.always = this.allOf([]);
    this.rebutting = rebutting(data);
    this.build();
  }

  build() {
    for (const [name, authority] of Object.entries(this.data.authorities)) {
      const falls = this.assume.reject.has(name) || (authority.dead && !this.assume.accept.has(name));
      const gate = this.gate(1, 1);
      this.gateOf.set(name, gate);
      this.fixed.set(gate, falls ? OUT : IN);
    }
    for (const [name, rule] of Object.entries(this.data.rules)) {
      const backing = this.backing(rule.citations);
      if (backing.length) this.ruleGate.set(name, this.atLeast(1, backing));
    }
    this.names.forEach((name, gate) => this.support(gate, name));
    this.names.forEach((name, gate) => this.opposition(gate, this.data.assertions[name]));
    for (let gate = 0; gate < this.names.length; gate++) {
      const base = gate << SHIFT;
      const possible = [1, 2, 3, 4].some((strength) => this.live[base | strength]);
      if (!possible && !this.fixed.has(gate)) this.fixed.set(gate, OUT);
    }
  }

  /** A new threshold gate. @param {number} toIn @param {number} toOut */
  gate(toIn, toOut) {
    this.edges.push([]);
    this.toIn.push(toIn);
    this.toOut.push(toOut);
    return this.edges.length - 1;
  }

  /** A new gate with the least label of its inputs. @param {number[]} plain @param {number[]} negated */
  allOf(plain, negated = []) {
    const gate = this.gate(plain.length + negated.length, 1);
    for (const source of plain) this.edges[source].push((gate << SHIFT) | PLAIN);
    for (const source of negated) this.edges[source].push((gate << SHIFT) | NEGATED);
    if (!plain.length && !negated.length) this.fixed.set(gate, IN);
    return gate;
  }

  /** A new gate that is in when so many inputs are, out when too few can be. @param {number} need @param {number[]} plain */
  atLeast(need, plain) {
    const gate = this.gate(need, plain.length - need + 1);
    if (need > plain.length) this.fixed.set(gate, OUT);
    for (const source of plain) this.edges[source].push((gate << SHIFT) | PLAIN);
    return gate;
  }

  /** @param {number} source @param {number} gate @param {number} strength @param {number} con */
  link(source, gate, strength, con = 0) {
    const code = (gate << SHIFT) | (con + strength);
    this.live[code] += 1;
    this.edges[source].push(code);
  }

  /** @param {string} name */
  of(name) {
    return /** @type {number} */ (this.gateOf.get(name));
  }

  /** @param {import("./types.js").Counter[] | undefined} counters @returns {number[]} */
  counters(counters) {
    return (counters ?? []).map((counter) => {
      let gate = this.of(counter.assertion);
      if (counter.counters) gate = this.allOf([gate], this.counters(counter.counters));
      this.gateOf.set(counter.name, gate);
      return gate;
    });
  }

  /** The gate of a citation. @param {import("./types.js").Citation} citation */
  citation(citation) {
    let gate = this.of(citation.authority);
    if (citation.counters) gate = this.allOf([gate], this.counters(citation.counters));
    this.gateOf.set(citation.name, gate);
    return gate;
  }

  /** The gates of the citations that support. @param {import("./types.js").Citation[] | undefined} citations */
  backing(citations) {
    const found = [];
    for (const citation of citations ?? []) {
      const gate = this.citation(citation);
      if (citation.side === "for") found.push(gate);
    }
    return found;
  }

  /** What counts as premises, and how many must be in. @param {import("./types.js").Argument} argument @returns {[number[], number]} */
  premises(argument) {
    const rule = argument.rule === undefined ? undefined : this.data.rules[argument.rule];
    const elements = rule ? Object.keys(rule.elements) : [];
    let inputs = argument.premises.map(([assertion]) => this.of(assertion));
    let mode = argument.mode, size = argument.size;
    if (rule && elements.length) {
      const named = new Map(argument.premises.map(([assertion, element]) => [element, this.of(assertion)]));
      inputs = elements.filter((element) => named.has(element)).map((element) => named.get(element) ?? 0);
      mode = rule.mode;
      size = elements.length;
    }
    return [inputs, mode === "all" ? size : mode === "any" ? 1 : Number(mode)];
  }

  /** @param {import("./types.js").Argument} argument */
  argument(argument) {
    let [inputs, need] = this.premises(argument);
    if (need !== inputs.length) inputs = [this.atLeast(need, inputs)];
    const backing = this.backing(argument.citations);
    if (backing.length) inputs.push(this.atLeast(1, backing));
    const rule = this.ruleGate.get(argument.rule ?? "");
    if (rule !== undefined) inputs.push(rule);
    const against = [...this.counters(argument.counters), ...this.counters(argument.exceptions)];
    const gate = this.allOf(inputs, against);
    this.gateOf.set(argument.name, gate);
    return gate;
  }

  /** How an assertion enters the argument. @param {string} name */
  status(name) {
    if (this.assume.accept.has(name)) return "agreed";
    return this.assume.reject.has(name) ? "rejected" : this.data.assertions[name].status;
  }

  /** @param {number} gate @param {string} name */
  support(gate, name) {
    const entry = this.data.assertions[name];
    /** @type {[number, number][]} */
    let links = (entry.arguments ?? []).map((argument) => [argument.strength, this.argument(argument)]);
    for (const citation of entry.citations ?? []) {
      const source = this.citation(citation);
      if (citation.side === "for") links.push([citation.strength, source]);
    }
    links = this.guarded(gate, entry, links, this.status(name));
    if (this.rebutting.has(name)) links = this.gathered(gate, links);
    for (const [strength, source] of links) this.link(source, gate, strength);
  }

  /**
   * The pro links as the status and the assertion's own undercutters leave them.
   * @param {number} gate @param {import("./types.js").Assertion} entry @param {[number, number][]} links
   * @param {string} status @returns {[number, number][]}
   */
  guarded(gate, entry, links, status) {
    const undercutters = this.counters(entry.counters?.filter((counter) => counter.how === "undercuts"));
    if (status === "agreed") {
      this.fixed.set(gate, IN);
      return [[CONCLUSIVE, this.always]];
    }
    if (status === "rejected") {
      this.fixed.set(gate, OUT);
      return [];
    }
    if (status === "presumed") links.push([MODERATE, this.always]);
    if (!undercutters.length) return links;
    const guard = this.allOf([], undercutters);
    return links.map(([strength, source]) => [strength, this.allOf([source, guard])]);
  }

  /** One link a strength, so that each opponent looks at no more than four. @param {number} gate @param {[number, number][]} links */
  gathered(gate, links) {
    /** @type {Map<number, number[]>} */ const byStrength = new Map();
    for (const [strength, source] of links) byStrength.set(strength, [...(byStrength.get(strength) ?? []), source]);
    const found = new Map([...byStrength].map(([strength, sources]) => [strength, this.atLeast(1, sources)]));
    this.proOf.set(gate, found);
    return /** @type {[number, number][]} */ ([...found]);
  }

  /** @param {number} gate @param {import("./types.js").Assertion} entry */
  opposition(gate, entry) {
    for (const citation of entry.citations ?? [])
      if (citation.side === "against") this.link(this.of(citation.name), gate, citation.strength, CON);
    for (const counter of entry.counters ?? []) {
      if (counter.how !== "rebuts") continue;
      this.counters([counter]);
      this.rebuttal(gate, this.of(counter.assertion), counter);
    }
  }

  /** The con links of two assertions that rebut each other. @param {number} gate @param {number} other @param {import("./types.js").Counter} entry */
  rebuttal(gate, other, entry) {
    const against = (entry.counters ?? []).map((nested) => this.of(nested.name));
    for (const [target, source] of [[gate, other], [other, gate]])
      for (const [strength, best] of this.proOf.get(source) ?? [])
        this.link(against.length ? this.allOf([best], against) : best, target, strength, CON);
  }
}

/** The assertions that rebut or are rebutted. @param {import("./types.js").Data} data */
function rebutting(data) {
  /** @type {Set<string>} */ const found = new Set();
  for (const [name, entry] of Object.entries(data.assertions))
    for (const counter of entry.counters ?? [])
      if (counter.how === "rebuts") found.add(name).add(counter.assertion);
  return found;
}
