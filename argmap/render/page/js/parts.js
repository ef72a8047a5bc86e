// Parts that several panels are made of: links to things, citations, counters, gaps.

import { counted, el, mark, prose, slug, standing, words } from "./dom.js";
import { State } from "./state.js";

export const STRENGTH = ["none", "weak", "moderate", "strong", "conclusive"];
export const LABEL = ["undecided", "in", "out"];
const MOST = 90;
const LINK_STATE = ["open", "holds", "fails"], LINK_MARK = ["contested", "stands", "defeated"];

/** A text as it is quoted in a sentence: without its full stop, and not too long. @param {string} text @param {number} [most] */
export function brief(text, most = MOST) {
  const whole = text.replace(/\.$/, "");
  return whole.length <= most ? whole : `${whole.slice(0, most).replace(/\s+\S*$/, "")} …`;
}

export class Parts {
  /** @param {State} state */
  constructor(state) {
    this.state = state;
    /** Whether the shown view has something below a thing. @type {(thing: string) => boolean} */ this.foldable = () => false;
  }

  get model() {
    return this.state.model;
  }

  /** A link to the details of a thing. @param {string} thing @param {...(Node | string)} content */
  to(thing, ...content) {
    if (!this.model.section(thing)) return el("span", {}, ...content);
    const link = el("a", { href: `#/${this.model.home(thing) || this.state.place.view}/${thing}`, "data-thing": thing }, ...content);
    link.dir = "auto";
    return link;
  }

  /** An assertion as a line: mark, standing, text. @param {string} name @param {string} [before] */
  line(name, before = "") {
    const now = this.state.now.standings.get(name) ?? "", was = this.state.base.standings.get(name) ?? now;
    return el("div", { class: "line" }, before && el("span", { class: "role" }, before), standing(now),
      was !== now && el("span", { class: "was" }, `was ${was}`), " ", this.to(name, this.model.title(name)),
      this.model.open(name).length > 0 && this.gapCount(name));
  }

  /** @param {string} thing */
  gapCount(thing) {
    const count = this.model.open(thing).length;
    return el("span", { class: "gapcount" }, mark("gaps"), counted(count, "gap"));
  }

  /** Whether a link (argument, citation, counter) holds. @param {string} name */
  holds(name) {
    const label = this.state.now.label(name);
    return el("span", { class: `standing ${LINK_MARK[label]}` }, mark(LINK_MARK[label]), LINK_STATE[label]);
  }

  /** Words in which ids stand in backticks, with links; those that are `absent` stay ids. @param {string} text @param {string[]} [absent] @returns {(Node | string)[]} */
  rich(text, absent = []) {
    return text.split("`").map((part, number) => {
      if (number % 2 === 0) return part;
      const [id, ...rest] = part.split(" ");
      if (!this.model.section(id) || absent.includes(id)) return el("code", {}, part);
      const said = id in this.model.data.assertions ? `“${brief(this.model.title(id))}”` : this.short(id);
      return this.to(id, said + (rest.length ? ` ${rest.join(" ")}` : ""));
    });
  }

  /** @param {string} thing */
  short(thing) {
    return this.model.data.authorities[thing]?.name ?? (thing in this.model.data.parties ? this.model.party(thing) : thing);
  }

  /** Who says it. @param {import("./types.js").Attribution} by */
  attribution(by) {
    const role = { adopts: "adopts it", reports: "reports it", originates: "said it first" }[by.role ?? ""];
    const where = [by.source && this.to(by.source, this.short(by.source)), by.at && (by.source ? `, ${by.at}` : by.at)].filter(Boolean);
    return el("li", {}, this.to(by.party, this.model.data.parties[by.party]?.name ?? by.party), role && ` · ${role}`,
      where.length > 0 && el("span", { class: "soft" }, " · ", ...where));
  }

  /** Somebody named in words or as a party of the map. @param {string | undefined} name */
  who(name) {
    return name === undefined ? undefined : name in this.model.data.parties ? this.to(name, this.model.party(name)) : name;
  }

  /** What a passage says, and how that is known. @param {import("./types.js").Passage} passage */
  passage(passage) {
    return el("span", {}, passage.says, this.quote(passage), passage.notes && prose(passage.notes, "note"),
      passage.checked && el("span", { class: "soft small" }, ` Checked ${passage.checked}.`));
  }

  /** @param {import("./types.js").Citation} citation */
  citation(citation) {
    const authority = this.model.data.authorities[citation.authority];
    const side = citation.side === "against" ? "counts against" : citation.side === "neither" ? "counts for neither side" : "";
    const facts = [citation.role, side, citation.side === "neither" ? "" : STRENGTH[citation.strength]].filter(Boolean).join(" · ");
    const says = citation.at ? authority?.passages?.[citation.at] : undefined;
    return el("li", { class: "citation" },
      el("div", { class: "line" }, this.holds(citation.name), " ", this.to(citation.authority, authority?.name ?? citation.authority),
        citation.at && el("span", { class: "pinpoint" }, ` ${citation.at}`), el("span", { class: "soft" }, ` · ${facts}`), this.away(authority?.url)),
      citation.proposition && prose(`For ${citation.proposition}`, "soft"),
      says && prose(`Passage: ${says.says}`, "soft"), this.quote(citation), citation.notes && prose(citation.notes, "note"),
      this.counters(citation.counters));
  }

  /** A link out of the page. @param {string | undefined} url @param {string} [label] */
  away(url, label = "source") {
    return url ? el("a", { class: "away", href: url, rel: "noreferrer noopener", target: "_blank" }, `${label} ↗`) : null;
  }

  /** @param {{quote?: string, quoted?: string}} entry */
  quote({ quote, quoted }) {
    return quote ? el("blockquote", { dir: "auto" }, quote, quoted && el("footer", {}, quoted)) : null;
  }

  /** Counters, and what is said against each. @param {import("./types.js").Counter[] | undefined} counters @returns {HTMLElement | null} */
  counters(counters) {
    if (!counters?.length) return null;
    return el("ul", { class: "counters" }, counters.map((counter) => el("li", {},
      this.line(counter.assertion, counter.exception ? `exception: ${words(counter.exception)}` : counter.how),
      counter.notes && prose(counter.notes, "note"),
      counter.counters && el("div", { class: "reply" }, el("span", { class: "soft" }, "Replies to this counter"), this.counters(counter.counters)))));
  }

  /** @param {import("./types.js").Gap} gap */
  gap(gap) {
    const about = this.model.data.checks[gap.check];
    const weight = [gap.issues && counted(gap.issues, "issue outcome"), gap.assertions && counted(gap.assertions, "other assertion")].filter(Boolean);
    return el("li", { class: `gap ${gap.waived ? "waived" : gap.severity}` },
      el("p", {}, el("b", {}, gap.waived ? "waived" : gap.severity), " ", ...this.rich(gap.message)),
      gap.waived && prose(`Waived: ${gap.waived}${gap.waived_by ? ` (${gap.waived_by})` : ""}${gap.waived_until ? `, until ${gap.waived_until}` : ""}`), gap.help && el("p", { class: "help", dir: "auto" }, ...this.rich(gap.help)),
      weight.length > 0 && prose(`If it falls, ${weight.join(" and ")} would change.`, "soft"),
      el("p", { class: "soft small" }, words(gap.check), " · ", this.state.placed(gap.place)),
      (about?.what || about?.why) && el("details", {}, el("summary", {}, "What is this?"), about.what && prose(about.what), about.why && prose(about.why)));
  }

  /** @param {string} thing */
  gaps(thing) {
    const gaps = this.model.gaps.get(thing) ?? [];
    return gaps.length ? this.block(`Gaps (${this.model.open(thing).length})`, el("ul", { class: "plain" }, gaps.map((gap) => this.gap(gap)))) : null;
  }

  /** A part of a panel under a heading; nothing without content. @param {string} title @param {...(Node | string | null | undefined | false)} content */
  block(title, ...content) {
    const kept = content.filter(Boolean);
    return kept.length ? el("section", { class: "block" }, el("h3", {}, title), ...kept) : null;
  }

  /** Facts as terms with what they are; empty ones are left out. @param {[string, Node | string | undefined | null | false][]} facts */
  facts(facts) {
    const kept = facts.filter(([, value]) => value);
    return kept.length ? el("dl", {}, kept.map(([name, value]) => [el("dt", {}, name), el("dd", { dir: "auto" }, value)]).flat()) : null;
  }

  /** A list of assertions as lines. @param {Iterable<string>} names @param {number} [most] */
  lines(names, most = 200) {
    const all = [...names];
    if (!all.length) return null;
    const rest = all.length > most && el("li", { class: "soft" }, `and ${all.length - most} more`);
    return el("ul", { class: "plain" }, all.slice(0, most).map((name) => el("li", {}, this.line(name))), rest);
  }

  /** Who bears the burden, and where it is divided, who has to show what. @param {string} [burden] @param {import("./types.js").Share[]} [shares] @param {(shown: string) => string | Node} [show] */
  burden(burden, shares = [], show = (shown) => this.line(shown)) {
    const party = (/** @type {string} */ name) => this.to(name, this.model.party(name));
    const divided = shares.map((share) => el("li", {}, party(share.party), " has to show:", el("ul", { class: "plain" }, share.shows.map((shown) => el("li", {}, show(shown))))));
    const whole = burden && party(burden);
    return shares.length ? el("div", {}, whole, el("ul", { class: "plain" }, divided)) : whole;
  }

  /** The outcome of an issue, in a sentence without its full stop. @param {string} name @param {import("./labels.js").Evaluation} [evaluation] */
  outcomeWords(name, evaluation = this.state.now) {
    const position = evaluation.outcomes.get(name), { burden, burdens } = this.model.data.issues[name] ?? {};
    if (position) return `a position stands: ${this.model.title(position).replace(/\.$/, "")}`;
    return burden ? `no position stands: falls against ${this.model.party(burden)}, who bears the burden` : burdens ? "no position stands, and the burden is divided" : "no position stands";
  }

  /** The outcome of an issue, its position as a link. @param {string} name @param {import("./labels.js").Evaluation} [evaluation] */
  outcome(name, evaluation = this.state.now) {
    const position = evaluation.outcomes.get(name);
    if (position) return el("span", { class: "stands outcome-mark" }, mark("stands"), "a position stands: ", this.to(position, this.model.title(position)));
    return el("span", { class: "contested outcome-mark" }, mark("contested"), this.outcomeWords(name, evaluation));
  }

  /** What a supposition changes of issues: before and now. @param {string[]} issues */
  outcomeChanges(issues) {
    return issues.length > 0 && el("ul", { class: "plain" }, issues.map((name) => el("li", {}, this.to(name, this.model.title(name)),
      el("div", {}, "Now ", this.outcome(name)), el("div", { class: "soft small" }, `As written: ${this.outcomeWords(name, this.state.base)}.`))));
  }

  /** What follows from all that is supposed: issue outcomes first, then the first standings. @param {() => void} all shows the rest */
  consequences(all) {
    if (!this.state.supposes) return null;
    const { assertions, issues } = this.state.changes(), few = assertions.slice(0, 5);
    return this.block("What then changes", !assertions.length && !issues.length && prose("Nothing: no standing and no outcome hangs on this alone."),
      this.outcomeChanges(issues), this.lines(few),
      assertions.length > few.length && el("button", { type: "button", click: all }, `All ${assertions.length} standings that change`));
  }

  /** Buttons to suppose that a thing is accepted or rejected. @param {string} thing */
  suppose(thing) {
    const now = this.state.supposed(thing);
    const choice = (/** @type {"accept" | "reject" | ""} */ how, /** @type {string} */ label) =>
      el("button", { type: "button", "aria-pressed": String(now === how), class: how ? slug(how) : "", click: () => this.state.suppose(thing, how) }, label);
    return el("div", { class: "suppose", role: "group", "aria-label": "What if" }, el("span", {}, "What if"),
      choice("reject", "Reject"), choice("accept", "Accept"), choice("", "As written"));
  }

  /** A button that folds what is below a thing; nothing where the shown view has nothing below it. @param {string} thing */
  folding(thing) {
    const { fold, outline } = this.state.place, folded = fold.includes(thing);
    return !outline && this.foldable(thing) && el("button", { type: "button", "aria-pressed": String(folded),
      click: () => this.state.go({ fold: folded ? fold.filter((other) => other !== thing) : [...fold, thing] }) }, "Fold what is below");
  }

  /** Buttons that highlight. @param {string} thing @param {boolean} both */
  traces(thing, both) {
    const { trace, of } = this.state.place;
    const choice = (/** @type {"below" | "above"} */ way, /** @type {string} */ label, /** @type {number} */ count) => el("button",
      { type: "button", "aria-pressed": String(trace === way && of === thing), disabled: count === 0, click: () => this.state.highlight(way, thing) }, `${label} (${count})`);
    return el("div", { class: "traces", role: "group", "aria-label": "Highlight" },
      both && choice("below", "What it rests on", this.model.restsOn(thing).size), choice("above", "What hangs on it", this.model.hangsOn(thing).size), this.folding(thing));
  }
}
