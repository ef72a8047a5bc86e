/**
 * What the page's data hold; argmap/render/page/data.py and entries.py write them.
 *
 * @typedef {{name: string, assertion: string, how: "rebuts" | "undercuts", exception?: string, notes?: string, counters?: Counter[]}} Counter
 * @typedef {{name: string, authority: string, side: "for" | "against" | "neither", strength: number, at?: string,
 *   role?: string, proposition?: string, quote?: string, quoted?: string, notes?: string, counters?: Counter[]}} Citation
 * @typedef {{name: string, strength: number, mode: string | number, size: number, premises: [string, string][],
 *   rule?: string, scheme?: string, missing?: string[], citations?: Citation[], counters?: Counter[],
 *   exceptions?: Counter[], warrant?: string, answers?: Record<string, string>, notes?: string}} Argument
 * @typedef {{party: string, source?: string, at?: string, role?: string}} Attribution
 * @typedef {{text: string, kind: string, issue?: string, status: string, standard: string, standing: string,
 *   reason: string, by?: Attribution[], arguments?: Argument[], citations?: Citation[], counters?: Counter[],
 *   alternative?: string[], on?: string, quote?: string, quoted?: string, tags?: string[], notes?: string,
 *   review?: string, confidential?: boolean, place: string}} Assertion
 * @typedef {{name: string, title?: string, kind: string, source: string, cite?: string, date?: string,
 *   in_force?: string, court?: string, body?: string, by?: string, publisher?: string, held_by?: string, forum?: string,
 *   jurisdiction?: string, parties?: string[], symbol?: string, binding?: string[], url?: string, status: string,
 *   dead?: boolean, checked?: string, passages?: Record<string, Passage>, tags?: string[], notes?: string,
 *   confidential?: boolean, place: string}} Authority
 * @typedef {{says: string, checked?: string, quote?: string, notes?: string}} Passage
 * @typedef {{text: string, mode: string | number, elements: Record<string, string>, exceptions?: Record<string, string>,
 *   citations?: Citation[], burden?: string, burdens?: Share[], disputed?: boolean, rivals?: string[], tags?: string[],
 *   notes?: string, place: string}} Rule
 * @typedef {{party: string, shows: string[]}} Share
 * @typedef {{question: string, standard: string, positions: string[], burden?: string, burdens?: Share[], outcome?: string,
 *   tags?: string[], notes?: string, place: string}} Issue
 * @typedef {{name: string, short?: string, kind?: string, notes?: string}} Party
 * @typedef {{accept?: string[], reject?: string[], description?: string}} Scenario
 * @typedef {{check: string, severity: string, nature: string, message: string, help?: string, subject?: string,
 *   place: string, issues?: number, assertions?: number, waived?: string, waived_by?: string,
 *   waived_until?: string}} Gap
 * @typedef {{name: string, title: string, subtitle: string, scenario?: string,
 *   issue?: string, outcome?: string,
 *   cards: Record<string, string>, away: string[]}} View
 * @typedef {{svg: string, pills: Record<string, [string, string]>,
 *   lines: [string, string, string, string, string][]}} Drawn
 * @typedef {{map: {title: string, description?: string, forum?: string, law?: string[], as_of?: string, notes?: string},
 *   parties: Record<string, Party>, authorities: Record<string, Authority>, rules: Record<string, Rule>,
 *   issues: Record<string, Issue>, assertions: Record<string, Assertion>, scenarios: Record<string, Scenario>,
 *   gaps: Gap[], checks: Record<string, {what?: string, why?: string}>,
 *   schemes: Record<string, {title: string, questions: Record<string, string>}>, views: View[],
 *   orders?: [(string | number)[], string[]][]}} Data
 * @typedef {{accept: ReadonlySet<string>, reject: ReadonlySet<string>}} Assumptions
 */

export {};
