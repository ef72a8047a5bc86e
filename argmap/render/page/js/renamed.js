// Which things of a map go on under another id in a newer state of it, so that the reader stays with them.

/** @typedef {import("./types.js").Data} Data */
/** New ids by the old ones. @typedef {ReadonlyMap<string, string>} Names */

/** What an entry of each section says; ids that it names may have changed too. @type {Record<import("./model.js").Section, (entry: any) => string>} */
const SAID = {
  assertions: (entry) => entry.text,
  authorities: ({ title, cite, symbol, date }) => (title || cite || symbol ? JSON.stringify([title, cite, symbol, date]) : ""),
  issues: (entry) => entry.question,
  parties: (entry) => entry.name,
  rules: ({ text, elements }) => JSON.stringify([text, elements]),
};
const SECTIONS = /** @type {import("./model.js").Section[]} */ (Object.keys(SAID));

/** Of what has gone, that for which one thing of its kind has come which says the same, or else stands at the same place. @param {Data} before @param {Data} now @returns {Names} */
export function renamed(before, now) {
  /** @type {Map<string, string>} */ const names = new Map();
  const has = (/** @type {Data} */ data, /** @type {string} */ id) => SECTIONS.some((section) => id in data[section]);
  for (const section of SECTIONS) {
    const text = (/** @type {Data} */ data) => (/** @type {string} */ id) => SAID[section](data[section][id]);
    const place = (/** @type {Data} */ data) => (/** @type {string} */ id) => /** @type {any} */ (data[section][id]).place;
    const gone = Object.keys(before[section]).filter((id) => !has(now, id)), come = Object.keys(now[section]).filter((id) => !has(before, id));
    const was = single(gone, text(before)), is = single(come, text(now));
    pair(was, is, names);
    pair(single(gone.filter((id) => !is.has(text(before)(id))), place(before)), single(come.filter((id) => !was.has(text(now)(id))), place(now)), names);
  }
  return names;
}

/** @param {Map<string, string>} was @param {Map<string, string>} is @param {Map<string, string>} names */
function pair(was, is, names) {
  for (const [key, id] of was) {
    const other = is.get(key);
    if (id && other) names.set(id, other);
  }
}

/** Ids by what each alone has; "" for what several have. @param {string[]} ids @param {(id: string) => string | undefined} key */
function single(ids, key) {
  /** @type {Map<string, string>} */ const found = new Map();
  for (const id of ids) {
    const said = key(id);
    if (said) found.set(said, found.has(said) ? "" : id);
  }
  return found;
}

/** The name of a view, which may be a further page of an issue. @param {string} view @param {Names} names */
export function viewNow(view, names) {
  const [, first = "", page = ""] = /^(.*)(-\d+)$/.exec(view) ?? [];
  return names.get(view) ?? (names.has(first) ? names.get(first) + page : view);
}

/** A link to a thing in a view. @param {string} href @param {Names} names */
export function linkNow(href, names) {
  const [start, view = "", thing = ""] = href.split("/");
  return thing ? [start, viewNow(view, names), names.get(thing) ?? thing].join("/") : href;
}

/** @param {import("./state.js").Place} place @param {Names} names @returns {import("./state.js").Place} */
export function placeNow(place, names) {
  const to = (/** @type {string} */ id) => names.get(id) ?? id;
  const { view, at, of, accept, reject, fold } = place;
  return { ...place, view: viewNow(view, names), at: to(at), of: to(of), accept: accept.map(to), reject: reject.map(to), fold: fold.map(to) };
}
