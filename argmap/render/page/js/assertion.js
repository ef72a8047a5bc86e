// The details of an assertion: text, standing and why, who says so, what it rests on, what is said against it, gaps.

import { el, prose, standing, words } from "./dom.js";
import { IN, OUT } from "./network.js";
import { Parts, STRENGTH } from "./parts.js";

const NEEDS = {
  "scintilla": "any support is enough", "preponderance": "support must be stronger than what opposes it",
  "clear-and-convincing": "support must be strong, and stronger than what opposes it",
  "beyond-reasonable-doubt": "support must be strong, and what opposes it at most weak and two steps below",
  "dialectical-validity": "there must be support, and nothing may oppose it",
};
const KINDS = { legal: "Legal assertion", factual: "Fact", mixed: "Mixed law and fact" };

/** @param {Parts} parts @param {string} name @param {() => void} all shows all that a supposition changes @returns {(Node | null | undefined | false | "")[]} */
export function assertionPanel(parts, name, all) {
  const { state, model } = parts, entry = model.data.assertions[name];
  const now = state.now.standings.get(name) ?? "", was = state.base.standings.get(name) ?? "";
  const counters = entry.counters ?? [], opposed = (model.opposes.get(name) ?? []);
  const received = opposed.filter(({ counter, what }) => counter.how === "rebuts" && !what);
  return [
    el("p", { class: "kicker" }, lookup(KINDS, entry.kind), " · ", standing(now), now !== was && el("span", { class: "was" }, `was ${was}`)),
    el("h2", { tabindex: "-1", dir: "auto" }, entry.text),
    el("p", { class: "soft small" }, el("code", {}, name), " · ", state.placed(entry.place), entry.confidential && " · confidential"),
    parts.suppose(name), parts.traces(name, true), parts.consequences(all),
    parts.block("Why", why(parts, name, entry), weighing(parts, name, entry)),
    parts.block("Who asserts it", entry.by && el("ul", { class: "plain" }, entry.by.map((by) => parts.attribution(by)))),
    parts.block("What it rests on", entry.status !== "asserted" && prose(`It is marked as ${entry.status}.`),
      ...(entry.arguments ?? []).map((argument, number, all) => argumentBlock(parts, argument, all.length > 1 ? number + 1 : 0))),
    parts.block("Authorities", entry.citations && el("ul", { class: "plain" }, entry.citations.map((citation) => parts.citation(citation)))),
    parts.block("Counter-positions", parts.counters(counters), received.length > 0 && el("ul", { class: "counters" },
      received.map(({ counter, owner }) => el("li", {}, parts.line(owner, "is rebutted by this, and rebuts it"), counter.counters &&
        el("div", { class: "reply" }, el("span", { class: "soft" }, "Replies to this counter"), parts.counters(counter.counters)))))),
    parts.gaps(name),
    parts.block("What it is used for", parts.lines(new Set(model.conclusions.get(name) ?? [])), opposition(parts, opposed)),
    parts.quote(entry), entry.notes && parts.block("Notes", prose(entry.notes)),
    parts.facts([
      ["Issue", entry.issue ? parts.to(entry.issue, model.title(entry.issue)) : ""], ["When", entry.on],
      ["Pleaded in the alternative to", entry.alternative && el("span", {}, ...entry.alternative.map((other) => parts.to(other, model.title(other))))],
      ["Tags", entry.tags?.map(words).join(", ")], ["Reviewed", entry.review], ["Shown in", shownIn(parts, name)],
    ]),
  ];
}

/** @param {Record<string, string>} table @param {string} key */
function lookup(table, key) {
  return table[key] ?? key;
}

/** @param {Parts} parts @param {string} name */
function shownIn(parts, name) {
  const { model } = parts, shown = model.shown.get(name) ?? [];
  return shown.length ? el("span", {}, ...shown.flatMap((view, number) => [number ? " · " : "",
    el("a", { href: `#/${view}/${name}`, "data-thing": name, "data-view": view, dir: "auto" }, model.viewTitle(view))])) : "";
}

/** The reason as the map stands; where what is supposed bears on it, what weighs instead. @param {Parts} parts @param {string} name @param {import("./types.js").Assertion} entry */
function why(parts, name, entry) {
  const { state } = parts;
  if (!affected(parts, name, entry)) {
    const [, , because = entry.reason] = /^([^:]*): (.*)$/s.exec(entry.reason) ?? [];
    return el("p", { class: "reason", dir: "auto" }, ...parts.rich(because.charAt(0).toUpperCase() + because.slice(1)));
  }
  const how = state.supposed(name);
  if (how) return prose(`It is supposed to be ${how}ed.`, "reason");
  return prose("What is supposed bears on this. As the links now stand:", "reason");
}

/** Whether any link around an assertion has another label than in the map as written. @param {Parts} parts @param {string} name @param {import("./types.js").Assertion} entry */
function affected(parts, name, entry) {
  const { state } = parts;
  if (!state.supposes) return false;
  const near = [name, ...parts.model.premises(name), ...(parts.model.opposes.get(name) ?? []).map(({ owner }) => owner)];
  for (const counter of entry.counters ?? []) near.push(counter.name, counter.assertion);
  for (const argument of entry.arguments ?? []) near.push(argument.name, ...(argument.citations ?? []).map((citation) => citation.name));
  for (const citation of entry.citations ?? []) near.push(citation.name, citation.authority);
  const scales = (/** @type {import("./labels.js").Evaluation} */ evaluation) => Object.values(evaluation.scales(name)).join();
  return state.supposed(name) !== "" || scales(state.base) !== scales(state.now) || near.some((at) => state.base.label(at) !== state.now.label(at));
}

/** What is weighed, and by which standard. @param {Parts} parts @param {string} name @param {import("./types.js").Assertion} entry */
function weighing(parts, name, entry) {
  const status = parts.state.now.net.status(name);
  if (status === "agreed" || status === "rejected") return null;
  const { p, c, pPossible, cPossible } = parts.state.now.scales(name);
  const said = (/** @type {number} */ firm, /** @type {number} */ possible) =>
    firm === possible ? STRENGTH[firm] : `${STRENGTH[firm]} for certain, up to ${STRENGTH[possible]} if what is contested holds`;
  return parts.facts([
    ["Support", said(p, pPossible)], ["Opposition", said(c, cPossible)],
    ["Standard", `${words(entry.standard)}: ${lookup(NEEDS, entry.standard)}`],
  ]);
}

/** @param {Parts} parts @param {import("./types.js").Argument} argument @param {number} number */
function argumentBlock(parts, argument, number) {
  const rule = argument.rule === undefined ? undefined : parts.model.data.rules[argument.rule];
  const mode = rule && Object.keys(rule.elements).length ? rule.mode : argument.mode;
  const joined = mode === "all" ? (argument.premises.length > 1 ? "jointly" : "") : mode === "any" ? "any one is enough" : `at least ${mode}`;
  const element = (/** @type {string} */ id) => (id ? words(id) : "");
  const facts = [argument.scheme && `scheme: ${parts.model.data.schemes[argument.scheme]?.title ?? words(argument.scheme)}`, STRENGTH[argument.strength], joined].filter(Boolean).join(" · ");
  return el("div", { class: "argument", id: `part-${argument.name.replaceAll("/", ".")}` },
    el("p", { class: "line" }, parts.holds(argument.name), " ", el("b", {}, number ? `Argument ${number}` : "Argument"), argument.rule && " under rule ",
      argument.rule && parts.to(argument.rule, words(argument.rule)), el("span", { class: "soft" }, ` · ${facts}`)),
    el("ul", { class: "plain" }, argument.premises.map(([assertion, id]) => el("li", {}, parts.line(assertion, element(id)))),
      (argument.missing ?? []).map((id) => el("li", { class: "missing" }, el("span", { class: "role" }, element(id)), "No premise is named for this element: ", rule?.elements[id] ?? ""))),
    argument.warrant && prose(`Step: ${argument.warrant}`, "soft"),
    rule?.citations && el("div", {}, el("p", { class: "soft" }, "The rule is taken from"), el("ul", { class: "plain" }, rule.citations.map((citation) => parts.citation(citation)))),
    argument.citations && el("div", {}, el("p", { class: "soft" }, "For the step"), el("ul", { class: "plain" }, argument.citations.map((citation) => parts.citation(citation)))),
    (argument.exceptions || argument.counters) && el("div", {}, el("p", { class: "soft" }, "Against the step"), parts.counters([...(argument.exceptions ?? []), ...(argument.counters ?? [])])),
    questions(parts, argument), argument.notes && prose(argument.notes, "note"));
}

/** The critical questions of the argument's scheme, with what answers them; one that nothing answers, or only what is out, is open. @param {Parts} parts @param {import("./types.js").Argument} argument */
function questions(parts, argument) {
  const { data } = parts.model, given = argument.answers ?? {}, asked = data.schemes[argument.scheme ?? ""]?.questions ?? {};
  const names = [...new Set([...Object.keys(asked), ...Object.keys(given)])];
  if (!names.length) return null;
  const open = names.filter((name) => !(name in given) || parts.state.now.label(given[name]) === OUT);
  const rule = data.rules[argument.rule ?? ""];
  return el("details", { class: "questions" }, el("summary", {}, `Critical questions: ${names.length - open.length} answered, ${open.length} open`),
    el("ul", { class: "plain" }, names.map((name) => el("li", { class: open.includes(name) ? "open" : "" },
      el("div", {}, asked[name] ?? rule?.exceptions?.[name] ?? words(name)),
      name in given ? (given[name] in data.assertions ? parts.line(given[name], open.includes(name) ? "answer that is out" : "answer") : prose(given[name], "soft")) : prose("open: nothing answers it", "soft")))));
}

/** @param {Parts} parts @param {import("./model.js").Opposition[]} opposed */
function opposition(parts, opposed) {
  if (!opposed.length) return null;
  return el("ul", { class: "plain" }, opposed.map(({ counter, owner, what }) => {
    const label = parts.state.now.label(counter.name), state = label === IN ? "holds" : label === OUT ? "fails" : "open";
    const verb = counter.how === "rebuts" ? "rebuts" : "undercuts";
    return el("li", {}, owner in parts.model.data.assertions ? parts.line(owner, `${verb}${what ? ` ${what}` : ""} (${state})`)
      : el("span", {}, `${verb} ${what} `, parts.to(owner, parts.model.title(owner)), ` (${state})`));
  }));
}
