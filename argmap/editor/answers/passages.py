"""The places of an authority that a citation may point to: for one that has no pinpoint, or a wrong one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from argmap.analysis import Analysis
from argmap.diagnostics import Diagnostic
from argmap.editor import written
from argmap.editor.answers.things import value_at
from argmap.editor.edits import Change, Edit, change
from argmap.editor.fixes import path_at
from argmap.editor.insert import add_key, at, with_value
from argmap.editor.mentions import Mention
from argmap.reading.source import Path_, Source

PASSAGES = 12
"""How many pinpoints are offered for one citation."""


def pinpoints(
    analysis: Analysis, source: Source, item: Diagnostic, found: Iterable[Mention]
) -> Iterator[tuple[str, Change]]:
    """A pinpoint for a citation that has none: the passages of the authority."""
    start = source.file.index(item.span.start)
    mention = next((m for m in found if m.start == start and "authorities" in m.sections and not m.is_definition), None)
    authority = analysis.reading.map.authorities.get(mention.id) if mention else None
    if mention is None or authority is None:
        return
    for place, passage in list(authority.passages.items())[:PASSAGES]:
        yield f"Point to {place}: {passage.says}"[:100], _pointed(source, mention, place)


def _pointed(source: Source, mention: Mention, place: str) -> Change:
    if mention.path[-1:] == ("cite",):
        return add_key(source, mention.path[:-1], "at", place)
    return _instead(source, mention.path, f"{mention.id} {place}")


def known_passages(
    analysis: Analysis, source: Source, item: Diagnostic, _: Iterable[Mention]
) -> Iterator[tuple[str, Change]]:
    """Another pinpoint for one that the authority does not list: its passages, the most alike first."""
    path, _is_key = path_at(source, source.file.index(item.span.start))
    value = value_at(source.data, path)
    if isinstance(value, dict):
        path, value = (*path, "at"), value.get("at")
    if not isinstance(value, str):
        return
    around = value_at(source.data, path[:-1]) if path[-1] == "at" else {}
    name = str(around.get("cite") or around.get("in")) if around else value.partition(" ")[0]
    cited = value if around else value.partition(" ")[2]
    authority = analysis.reading.map.authorities.get(name)
    passages = authority.passages if authority else {}
    near = get_close_matches(cited, passages, n=PASSAGES, cutoff=0)
    for place in list(dict.fromkeys((*near, *passages)))[:PASSAGES]:
        said = place if around else f"{name} {place}"
        yield f"Point to {place}: {passages[place].says}"[:100], _instead(source, path, said)


def _instead(source: Source, path: Path_, value: str) -> Change:
    """Another scalar at a path, in quotation marks where it had these or needs them."""
    _, node = at(source, path)
    edit = Edit(node[0], node[0] + len(source.text[node[0] : node[1]].rstrip()), written.scalar(value))
    return change(source, [edit], with_value(source.data, path, lambda _: value))
