"""The difference between two versions of a map as pictures: what changed and what it hangs on, nothing else."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import count

from argmap.difference import Difference, EntryChange, Fate
from argmap.difference.union import Union, union
from argmap.difference.words import told
from argmap.evaluation.words import Outcome, Standing
from argmap.model.values import Paper
from argmap.render.context import with_context
from argmap.render.further import Place
from argmap.render.named import with_outcome
from argmap.render.onward import with_further
from argmap.render.paging import largest_for, paginate
from argmap.render.picture import Fate as Word
from argmap.render.picture import Line, Picture, Pill
from argmap.render.sheet import Material, Sheet
from argmap.render.sheet_cards import others_below
from argmap.render.wording import counted, shortened, subtitle

NAME = "difference"
PAST: Mapping[Standing, str] = {
    Standing.STANDS: "stood",
    Standing.CONTESTED: "was contested",
    Standing.DEFEATED: "was defeated",
    Standing.NOT_ESTABLISHED: "was not established",
}
_WORD: Mapping[Fate, Word] = {
    Fate.ADDED: "added",
    Fate.REMOVED: "removed",
    Fate.CHANGED: "changed",
    Fate.RENAMED: "renamed",
    Fate.REORDERED: "changed",
}
NOTES = 3
"""How many changes a card names before it counts them."""
_DRAWN = frozenset({"premises", "because", "authorities", "counters", "unless", "text"})
"""Keys of which a picture shows by cards and lines what became of what they hold."""


def difference_views(of: Difference, page: Paper | None = None) -> list[Picture]:
    """The pages of the difference view, for some paper; none where nothing that is drawn differs."""
    both = union(of)
    shown = _shown(both)
    full = [name for name in both.graph.assertions if name in shown]
    issues = [
        name
        for name in both.map.issues
        if name in of.effects.outcomes or name in both.fates or shown.intersection(both.graph.positions(name))
    ]
    if not full and not issues:
        return []
    return _Pages(both, full, issues, page).pictures()


def _shown(both: Union) -> set[str]:
    """The assertions that were edited or have another standing, and those that rest on a rule that was, or on a source
    that no longer supports them as it did.
    """
    graph, fates = both.graph, both.fates
    found = {name for name in graph.assertions if name in fates}
    found.update(item.name for item in both.of.effects.standings)
    sources = _other_support(both)
    for citation in graph.citations():
        if citation.authority in sources and citation.owner in graph.assertions:
            found.add(citation.owner)
    for rule, arguments in graph.applied.items():
        if rule in fates or any(citation.authority in sources for citation in graph.rules[rule]):
            found.update(argument.conclusion for argument in arguments)
    for issue in (name for name in graph.map.issues if name in fates):
        found.update(graph.positions(issue))
    return found


def _other_support(both: Union) -> set[str]:
    """The authorities that fall now or fell before, or support facts or law more or less strongly."""
    before, after = both.of.before.evaluation, both.of.after.evaluation
    edited = [entry for entry in both.of.entries if entry.section == "authorities"]
    found = {entry.name for entry in edited if entry.fate in (Fate.ADDED, Fate.REMOVED)}
    for entry in (entry for entry in edited if entry.name not in found):
        ends = before.graph.map.authorities[entry.was], after.graph.map.authorities[entry.name]
        old, new = ((one.is_dead, one.strength_for(factual=True), one.strength_for(factual=False)) for one in ends)
        if old != new:
            found.add(entry.name)
    return found


@dataclass(frozen=True)
class _Pages:
    """What the pages show: these assertions in full, with these issues above their positions."""

    both: Union
    full: list[str]
    issues: list[str]
    page: Paper | None

    @cached_property
    def by_edited_rules(self) -> Mapping[str, EntryChange]:
        """The arguments by a rule that was edited, and how that was."""
        edited = {entry.name: entry for entry in self.both.of.entries if entry.section == "rules"}
        return {
            one.name: edited[rule] for rule, ones in self.both.graph.applied.items() if rule in edited for one in ones
        }

    def pictures(self) -> list[Picture]:
        graph, wanted = self.both.graph, set(self.full)
        answered = {issue: [name for name in graph.positions(issue) if name in wanted] for issue in self.issues}
        outcomes = self.both.of.effects.outcomes
        top = min(answered.items(), key=lambda item: (not item[1], item[0] not in outcomes), default=("", []))[1]
        fates = {key: fate.value for key, fate in self.both.fates.items()}
        material = Material(
            graph, self.both.evaluation, notes=self.notes(), chip_words=self.chips(fates), page=self.page
        )
        room = largest_for(None, self.page)
        pages = paginate(graph, self.full, wanted.__contains__, top, room, others_below(material, "auto")) or [[]]
        called = [Place(_page(number), f"page {number}") for number in range(1, len(pages) + 1)]
        at = {name: place for place, members in zip(called, pages, strict=True) for name in members}
        own, places = ({name: place[part] for name, place in at.items()} for part in (0, 1))
        drawn = []
        for members in pages:
            sheet = Sheet(material, None, members, own, "auto", places)
            sheet.draw(self.positions(members))
            picture = sheet.finished(NAME, f"{graph.map.header.title}: what changed", "")
            drawn.append((sheet, with_context(sheet, picture, graph.all_positions)))
        following = (Place(_page(number), f"page {number}") for number in count(len(pages) + 1))
        return self.titled(self.with_issues([*map(self.marked, with_further(drawn, called, room, following))]))

    def positions(self, members: Collection[str]) -> tuple[str, ...]:
        """Those of a page that are positions, or were when they were there."""
        after = self.both.of.after.evaluation.graph
        ever, now = self.both.graph.all_positions, after.all_positions
        return tuple(name for name in members if name in ever and (name in now or name not in after.assertions))

    def titled(self, pictures: Sequence[Picture]) -> list[Picture]:
        """The pages with their names, and what differs under each title."""
        header, many = self.both.graph.map.header, len(pictures) > 1
        found = []
        for number, picture in enumerate(pictures, 1):
            facts = [f"page {number} of {len(pictures)}"] if many else []
            said = subtitle(header, [*facts, *self.facts()])
            found.append(replace(picture, name=_page(number), subtitle=said, view=NAME, page=self.page))
        return found

    def facts(self) -> Iterator[str]:
        """What differs, for the line under the title."""
        before, after, counts = self.both.of.before.called, self.both.of.after.called, self.both.of.counts
        yield f"from {before} to {after}"
        edits = [f"{counts[fate]} {fate}" for fate in ("added", "removed", "renamed", "changed") if counts[fate]]
        yield f"entries: {', '.join(edits) or 'none'}"
        yield f"{counted(counts['standings'], 'standing')} and {counted(counts['outcomes'], 'outcome')} changed"

    def notes(self) -> dict[str, str]:
        """What else to say of an edited assertion, in a few words."""
        return {
            entry.name: " · ".join(_said(entry))
            for entry in self.both.of.entries
            if entry.section == "assertions" and entry.fate in (Fate.CHANGED, Fate.RENAMED)
        }

    def chips(self, fates: Mapping[str, str]) -> dict[str, str]:
        """By citation, what to say before it where it is a line of text."""
        found = {}
        for citation in self.both.graph.citations():
            word = fates.get(citation.name) or fates.get(citation.authority, "")
            was = self.both.pinpoints.get(citation.name)
            if word and word != Fate.RENAMED.value:
                found[citation.name] = f"{word} (was {was or 'without place'}): " if was is not None else f"{word}: "
        return found

    def marked(self, picture: Picture) -> Picture:
        """The picture with what became of each thing on it."""
        came = {item.name: item.before for item in self.both.of.effects.standings}
        now, old = self.both.of.after.evaluation.standings, self.both.of.before.evaluation.standings
        was = {
            entry.name: old[entry.was]
            for entry in self.both.of.entries
            if entry.was in old and entry.fate is Fate.REMOVED
        }
        cards = []
        for card in picture.cards:
            fate = self.fate(card.about)
            standing = now.get(card.about, was.get(card.about, card.standing)) if card.standing else None
            past = PAST[came[card.about]] if card.about in came and card.standing and not card.away else ""
            cards.append(
                replace(card, fate=fate, standing=standing, was=past, heading=_headed(card.heading, fate), elsewhere="")
            )
        pills = tuple(self.pill(pill) for pill in picture.pills)
        ends = {card.key: card.fate for card in cards} | {pill.key: pill.fate for pill in pills}
        lines = tuple(self.line(line, ends) for line in picture.lines)
        return replace(picture, cards=tuple(cards), pills=pills, lines=lines)

    def fate(self, key: str) -> Word:
        """What became of a thing, by its key on the picture."""
        head, _, last = key.rpartition("/")
        fate = self.both.fates.get(key) or (self.both.fates.get(head) if last.startswith("use-") else None)
        return _WORD[fate] if fate else ""

    def pill(self, pill: Pill) -> Pill:
        fate = self.fate(pill.key)
        rule = self.by_edited_rules.get(pill.key)
        said = _said(rule) if rule and rule.fate in (Fate.CHANGED, Fate.RENAMED) else ()
        fate = fate or ("changed" if rule else "")
        words = " · ".join(part for part in (pill.text, *said) if part)
        return replace(pill, fate=fate, text=": ".join(part for part in (fate, words) if part))

    def line(self, line: Line, ends: Mapping[str, Word]) -> Line:
        """A line says what became of it where neither of its ends does."""
        head, _, last = line.key.rpartition("/")
        fate = self.both.fates.get(line.key) or (
            self.both.fates.get(head) if last in ("line", "from", "conclusion") else None
        )
        word: Word = _WORD[fate] if fate else ""
        near = next((ends[end] for end in (line.lower, line.upper) if ends.get(end) in ("added", "removed")), None)
        if near is not None:
            return replace(line, fate=near)
        was = self.both.pinpoints.get(head)
        label = f"{was or 'no place'} → {line.label or 'no place'}" if was is not None else line.label
        return replace(line, fate=word, label=f"{word}: {label}" if word and label else word or label)

    def with_issues(self, pages: list[Picture]) -> list[Picture]:
        """The pages with the issues above their positions: how each ends and ended."""
        effects = self.both.of.effects.outcomes
        changed = {entry.name: entry for entry in self.both.of.entries if entry.section == "issues"}
        for name in reversed(self.issues):
            shown = [{card.key for card in page.cards if not card.away} for page in pages]
            positions = self.both.graph.positions(name)
            at = next((at for at, keys in enumerate(shown) if keys.intersection(positions)), 0)
            page = with_outcome(pages[at], self.both.graph, name, effects.get(name) or self.ending(name, changed))
            pages[at] = self.issue(page, changed.get(name), len(page.lines) - len(pages[at].lines))
        return pages

    def ending(self, name: str, changed: Mapping[str, EntryChange]) -> tuple[Outcome, Outcome]:
        """How an issue ends that ends as before, or is new; one that is gone, as it ended."""
        new, old = self.both.of.after.evaluation.outcomes, self.both.of.before.evaluation.outcomes
        if name in new:
            return new[name], new[name]
        now = self.both.of.renamed.now
        end = Outcome(*(None if one is None else now(one) for one in old[changed[name].was]))
        return end, end

    def issue(self, page: Picture, change: EntryChange | None, carried: int) -> Picture:
        """The page with what was changed in the issue of its first card, and in the first lines, which lead to its
        positions.
        """
        card, *rest = page.cards
        fate: Word = _WORD[_fate_of(change)] if change else ""
        said = " · ".join(part for part in (card.footer, *(_said(change) if change else ())) if part)
        card = replace(card, footer=said, fate=fate, heading=_headed(card.heading, fate))
        ends = {other.key: other.fate for other in (card, *rest)}
        lines = (*(self.line(line, ends) for line in page.lines[:carried]), *page.lines[carried:])
        return replace(page, cards=(card, *rest), lines=lines)


def _page(number: int) -> str:
    return NAME if number == 1 else f"{NAME}-{number}"


def _fate_of(change: EntryChange) -> Fate:
    return Fate.CHANGED if change.fate is Fate.RENAMED and change.details else change.fate


def _headed(heading: str, fate: str) -> str:
    return f"{fate} · {heading}" if fate else heading


def _said(entry: EntryChange) -> Iterator[str]:
    """What was changed in an entry and is not seen on the picture, in a few words."""
    if entry.was != entry.name:
        yield f"was called {entry.was}"
    told_of = [detail for detail in entry.details if detail.place[0].key not in _DRAWN]
    for detail in entry.details:
        if detail.place[0].key == "text" and detail.before:
            yield f"was: “{shortened(str(detail.before), 160)}”"
    for detail in told_of[:NOTES]:
        line = told(detail)
        yield f"{_VERBS.get(line.mark, '')}{line.words}".replace("`", "")
    if len(told_of) > NOTES:
        yield f"{len(told_of) - NOTES} more changes"


_VERBS = {"+": "added ", "-": "removed "}
