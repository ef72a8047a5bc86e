// The details of everything that is no assertion: authorities, issues, parties, rules, the map, what a supposition changes.

import { counted, el, prose, standing, words } from "./dom.js";
import { IN } from "./network.js";
import { Parts } from "./parts.js";

/** @typedef {(Node | null | undefined | false | "")[]} Content */

/** @param {Parts} parts @param {string} name @param {string | undefined} place */
const written = (parts, name, place) => el("p", { class: "soft small" }, el("code", {}, name), place && " · ", place && parts.state.placed(place));

/** @param {Parts} parts @param {string} name @param {() => void} all @returns {Content} */
export function authorityPanel(parts, name, all) {
  const { model, state } = parts, entry = model.data.authorities[name], uses = model.cited.get(name) ?? [];
  const force = entry.dead ? `${words(entry.status)}: it counts for nothing unless accepted` : words(entry.status);
  return [
    el("p", { class: "kicker" }, `Authority: ${entry.kind}${entry.source === entry.kind ? "" : ` (${entry.source})`}`, entry.confidential && " · confidential", state.now.label(name) === IN ? "" : " · counts for nothing"),
    el("h2", { tabindex: "-1", dir: "auto" }, entry.title ?? entry.name), written(parts, name, entry.place),
    parts.away(entry.url, "Open the source"), parts.suppose(name), parts.traces(name, false), parts.consequences(all),
    parts.facts([
      ["Called", entry.title && entry.title !== entry.name ? entry.name : ""], ["Citation", entry.cite], ["Symbol", entry.symbol],
      ["Court", parts.who(entry.court)], ["Body", parts.who(entry.body)], ["By", parts.who(entry.by)], ["Parties", entry.parties?.join(", ")],
      ["Before", entry.forum], ["Jurisdiction", entry.jurisdiction], ["Publisher", parts.who(entry.publisher)], ["Held by", parts.who(entry.held_by)],
      ["Date", entry.date], ["In force", entry.in_force], ["Binding", entry.binding && el("span", {}, ...entry.binding.flatMap((party, number) => [number ? ", " : "", parts.who(party) ?? ""]))],
      ["Status", force], ["Checked", entry.checked ?? "not yet: see the source before relying on it"], ["Tags", entry.tags?.map(words).join(", ")],
    ]),
    parts.block(`Relied on (${uses.length})`, uses.length > 0 && el("ul", { class: "plain" }, uses.map(({ citation, by, rule }) => el("li", {},
      el("div", { class: "soft" }, citation.at && el("span", { class: "pinpoint" }, citation.at), citation.at && " · ",
        citation.side === "for" ? "for" : citation.side === "against" ? "against" : "neither for nor against", rule ? " the rule" : "", citation.role ? ` · ${citation.role}` : ""),
      rule ? parts.to(by, words(by)) : parts.line(by))))),
    parts.block("Passages", entry.passages && parts.facts(Object.entries(entry.passages).map(([at, passage]) => [at, parts.passage(passage)]))),
    parts.gaps(name), entry.notes && parts.block("Notes", prose(entry.notes)),
  ];
}

/** @param {Parts} parts @param {string} name @param {() => void} all @returns {Content} */
export function issuePanel(parts, name, all) {
  const { model, state } = parts, entry = model.data.issues[name];
  const members = Object.entries(model.data.assertions).filter(([id, other]) => other.issue === name && !entry.positions.includes(id)).map(([id]) => id);
  const was = state.base.outcomes.get(name), now = state.now.outcomes.get(name);
  return [
    el("p", { class: "kicker" }, "Issue", was !== now && el("span", { class: "was" }, " · its outcome differs from the map as written")),
    el("h2", { tabindex: "-1", dir: "auto" }, entry.question), written(parts, name, entry.place),
    parts.facts([
      ["As the map stands", parts.outcome(name)], ["Standard", words(entry.standard)],
      ["Burden", parts.burden(entry.burden, entry.burdens) || "nobody named"], ["Tags", entry.tags?.map(words).join(", ")],
    ]),
    parts.block("Positions", parts.lines(entry.positions)), parts.consequences(all), parts.gaps(name),
    entry.notes && parts.block("Notes", prose(entry.notes)), parts.block("Further assertions in this issue", parts.lines(members)),
  ];
}

/** @param {Parts} parts @param {string} name @returns {Content} */
export function partyPanel(parts, name) {
  const { model } = parts, entry = model.data.parties[name], made = model.asserted.get(name) ?? [];
  const burdens = Object.entries(model.data.issues).filter(([, issue]) => issue.burden === name || issue.burdens?.some((share) => share.party === name)).map(([id]) => id);
  return [
    el("p", { class: "kicker" }, entry.kind ? `Party · ${entry.kind}` : "Party"), el("h2", { tabindex: "-1", dir: "auto" }, entry.name), written(parts, name, ""),
    entry.notes && prose(entry.notes),
    parts.block(`Bears the burden of (${burdens.length})`, burdens.length > 0 && el("ul", { class: "plain" }, burdens.map((id) => el("li", {}, parts.to(id, model.title(id)))))),
    parts.block(`Asserts (${made.length})`, parts.lines(made)), parts.gaps(name),
  ];
}

/** @param {Parts} parts @param {string} name @returns {Content} */
export function rulePanel(parts, name) {
  const { model } = parts, entry = model.data.rules[name];
  const mode = entry.mode === "all" ? "every element" : entry.mode === "any" ? "any one element" : `at least ${entry.mode} elements`;
  return [
    el("p", { class: "kicker" }, entry.disputed ? "Rule · disputed" : "Rule"), el("h2", { tabindex: "-1", dir: "auto" }, words(name)), written(parts, name, entry.place),
    prose(entry.text),
    parts.block(`Elements: ${mode}`, parts.facts(Object.entries(entry.elements).map(([id, text]) => [words(id), text]))),
    parts.block("Exceptions", entry.exceptions && parts.facts(Object.entries(entry.exceptions).map(([id, text]) => [words(id), text]))),
    parts.block("Authorities", entry.citations && el("ul", { class: "plain" }, entry.citations.map((citation) => parts.citation(citation)))),
    parts.facts([["Burden", parts.burden(entry.burden, entry.burdens, (part) => words(part))], ["Tags", entry.tags?.map(words).join(", ")]]),
    parts.block("Rivals", entry.rivals && el("ul", { class: "plain" }, entry.rivals.map((rival) => el("li", {}, parts.to(rival, words(rival)))))),
    parts.block("Applied in support of", parts.lines(new Set(model.applied.get(name) ?? []))), parts.gaps(name),
    entry.notes && parts.block("Notes", prose(entry.notes)),
  ];
}

/** What the map is about, and how much of it stands. @param {Parts} parts @param {() => void} all @returns {Content} */
export function mapPanel(parts, all) {
  const { model, state } = parts, { map, scenarios } = model.data;
  /** @type {Map<string, number>} */ const counts = new Map();
  for (const name of state.now.standings.values()) counts.set(name, (counts.get(name) ?? 0) + 1);
  const open = model.data.gaps.filter((gap) => !gap.waived);
  return [
    el("p", { class: "kicker" }, "About this map"), el("h2", { tabindex: "-1", dir: "auto" }, map.title), ...aboutMap(parts),
    prose("Each card leads to its details; in the overview a position leads into its issue.", "soft"),
    parts.consequences(all),
    parts.block("How it comes out", Object.keys(model.data.issues).length > 0 && prose(endings(parts))),
    parts.block("How the assertions stand", el("ul", { class: "tally" }, ["stands", "contested", "defeated", "not established"].map((name) =>
      el("li", {}, standing(name), " ", el("b", {}, String(counts.get(name) ?? 0)), el("span", { class: "soft" }, MEANS[name])))),
      open.length > 0 && gapList(parts, open)),
    parts.block("Issues", el("ul", { class: "plain" }, Object.keys(model.data.issues).map((name) => el("li", {}, parts.to(name, model.title(name)), el("div", { class: "small" }, parts.outcome(name)))))),
    parts.block("What if …", Object.keys(scenarios).length > 0 && el("ul", { class: "plain" }, Object.entries(scenarios).map(([name, entry]) => el("li", {}, el("button", { type: "button", class: "scenario",
      click: () => state.go({ accept: entry.accept ?? [], reject: entry.reject ?? [] }) }, entry.description ?? words(name)))))),
    prose("argmap says what follows if the assertions and authorities in the files are taken as they are. It decides no question of law.", "soft"),
    map.notes && parts.block("Notes", prose(map.notes)),
  ];
}

/** The open gaps behind a line that opens them; a large map has thousands, which are made when they are asked for. @param {Parts} parts @param {import("./types.js").Gap[]} open */
function gapList(parts, open) {
  const list = el("ul", { class: "plain" });
  const fill = () => list.childElementCount || list.append(...open.map((gap) => parts.gap(gap)));
  return el("details", { toggle: fill }, el("summary", { click: fill }, `${counted(open.length, "gap is open", "gaps are open")}, the weightiest first`), list);
}

/** How the issues end, in a few words. @param {Parts} parts */
function endings({ model, state }) {
  const issues = Object.entries(model.data.issues), open = issues.filter(([name]) => !state.now.outcomes.get(name));
  /** @type {Map<string, number>} */ const against = new Map();
  for (const [, { burden }] of open) if (burden) against.set(burden, (against.get(burden) ?? 0) + 1);
  const divided = open.filter(([, { burden, burdens }]) => !burden && burdens).length, rest = open.length - divided - [...against.values()].reduce((sum, count) => sum + count, 0);
  const falls = [...against].sort(([, one], [, other]) => other - one).map(([party, count]) => `${model.party(party)} (${count})`);
  return [
    `In ${issues.length - open.length} of ${counted(issues.length, "issue")} a position stands.`,
    falls.length > 0 && `Where none does, the issue falls against the party that bears the burden: ${falls.join(", ")}.`,
    divided > 0 && `In ${divided} the burden is divided.`, rest > 0 && `In ${rest} nobody bears it.`,
  ].filter(Boolean).join(" ");
}

/** What the map is about. @param {Parts} parts @returns {Content} */
export function aboutMap(parts) {
  const { map } = parts.model.data;
  return [map.description && prose(map.description), parts.facts([["Forum", map.forum], ["Law", map.law?.map(words).join(", ")], ["As at", map.as_of]])];
}

/** @type {Record<string, string>} */
const MEANS = {
  "stands": "its support meets the standard against all that opposes it",
  "contested": "it is open as long as what it hangs on is",
  "defeated": "something that holds is set against it, and it fails",
  "not established": "its support fails, and nothing that holds is set against it",
};

/** What differs from the map as written. @param {Parts} parts @returns {Content} */
export function changesPanel(parts) {
  const { assertions, issues } = parts.state.changes();
  return [
    el("p", { class: "kicker" }, "What if"), el("h2", { tabindex: "-1" }, "What changes"),
    !assertions.length && !issues.length && prose("Nothing changes: no standing and no outcome hangs on this alone."),
    parts.block(`Issue outcomes (${issues.length})`, parts.outcomeChanges(issues)),
    parts.block(`Standings (${assertions.length})`, parts.lines(assertions, 1000)),
  ];
}
