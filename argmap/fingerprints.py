"""Fingerprints: what each assertion says and rests on, kept in a lock file so that a later change is noticed.

A map in a folder has its lock in that folder, as `argmap.lock`; a map in one file beside it, as `NAME.argmap.lock`.
"""

from __future__ import annotations

import errno
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from argmap.diagnostics import ArgmapError
from argmap.graph import ArgumentGraph, CitationNode, Steps
from argmap.model.assertion import Assertion
from argmap.model.authority import Authority
from argmap.model.file import ArgumentMap
from argmap.model.pinpoints import met_by
from argmap.model.values import Noun
from argmap.reading.files import read_bytes

Lock = Mapping[str, Mapping[str, str]]
"""For each assertion the fingerprint of each thing it rests on, its own under its own id, and that of its support."""
VERSION = 2
LOCK_NAME = "argmap.lock"
"""How the names of locks end."""
SUPPORT = "(support)"
"""Under this, which is no id, a lock keeps how an assertion rests on what it rests on."""
LENGTH = 16
_SAID = {"text", "kind", "status", "on", "quote"}
"""What an assertion says, its support and what opposes it apart: those change without changing what others rest on."""
_UNSAID = {"notes", "tags", "confidential", "checked", "url", "passages"}
"""Fields that are about a rule or an authority and not part of what it says."""
_OPPOSED = {"counters", "notes"}
_STEP = {"rule", "mode", "scheme", "warrant", "strength"}
"""What an argument says of its step, its premises and citations apart."""


class Reliance(NamedTuple):
    """One thing an assertion rests on: what the lock calls it, its section and id, and the path that names it."""

    key: str
    section: str
    name: str
    path: Steps


def relied_on(graph: ArgumentGraph, name: str) -> list[Reliance]:
    """What an assertion rests on directly, each once: its authorities, then each argument's rule and premises."""
    node = graph.assertions[name]
    found: dict[str, Reliance] = {}
    for item in _reliances(graph, name):
        if item.name != node.name:
            found.setdefault(item.key, item)
    return list(found.values())


def _reliances(graph: ArgumentGraph, name: str) -> Iterator[Reliance]:
    node = graph.assertions[name]
    yield from map(_citation, node.citations)
    for argument in node.arguments:
        inside = argument.path if argument.path[0] == "because" else ()
        if argument.entry.rule in graph.map.rules:
            rule = str(argument.entry.rule)
            yield Reliance(rule, "rules", rule, (*inside, "rule"))
        for number, premise in enumerate(argument.entry.premises):
            if premise.assertion in graph.assertions:
                step = number if premise.element is None else premise.element
                yield Reliance(premise.assertion, "assertions", premise.assertion, (*inside, "premises", step))
        yield from map(_citation, argument.citations)


def _citation(node: CitationNode) -> Reliance:
    key = f"{node.authority} {node.entry.at}" if node.entry.at else node.authority
    return Reliance(key, "authorities", node.authority, (*node.path, "cite"))


def fingerprints(graph: ArgumentGraph) -> Lock:
    """The fingerprints of every assertion and of all it rests on, as they are now."""
    known: dict[str, str] = {}

    def of(item: Reliance) -> str:
        if item.key not in known:
            known[item.key] = _fingerprint(graph.map, item)
        return known[item.key]

    def all_of(name: str) -> dict[str, str]:
        own = Reliance(name, "assertions", name, ())
        found = {item.key: of(item) for item in (own, *relied_on(graph, name))}
        support = _support(graph, name)
        return {**found, SUPPORT: digest(support)} if support else found

    return {name: all_of(name) for name in graph.assertions}


def _support(graph: ArgumentGraph, name: str) -> list[Any]:
    """How an assertion rests on what it rests on, in an order that does not hang on the file's; empty without support.

    That is each citation with its signal, treatment and strength, and each argument with its step and premises.
    """
    node = graph.assertions[name]
    arguments = [
        [
            _plain(argument.entry, include=_STEP),
            sorted([premise.element or "", premise.assertion] for premise in argument.entry.premises),
            _cited(argument.citations),
        ]
        for argument in node.arguments
    ]
    cited = _cited(node.citations)
    return [cited, sorted(arguments, key=digest)] if cited or arguments else []


def _cited(citations: Iterable[CitationNode]) -> list[Any]:
    return sorted((_plain(citation.entry, exclude=_OPPOSED) for citation in citations), key=digest)


def _plain(noun: Noun, **chosen: Any) -> dict[str, Any]:
    return noun.model_dump(mode="json", by_alias=True, exclude_defaults=True, warnings=False, **chosen)


def _fingerprint(of: ArgumentMap, item: Reliance) -> str:
    noun: Noun = getattr(of, item.section)[item.name]
    chosen: dict[str, Any] = {"include": _SAID} if isinstance(noun, Assertion) else {"exclude": _UNSAID}
    passages = noun.passages if isinstance(noun, Authority) else {}
    named = [passages[place] for place in met_by(item.key[len(item.name) + 1 :], passages)]
    return digest([_plain(noun, **chosen), *([passage.says, passage.quote] for passage in named)])


def digest(content: object) -> str:
    """A short hash of plain data: the same for the same content on every machine."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]


def lock_path(target: Path) -> Path:
    """Where the lock of a map at a path (a file or a folder) is kept."""
    return target / LOCK_NAME if target.is_dir() else target.with_name(f"{target.stem}.{LOCK_NAME}")


def read_lock(path: Path) -> Lock:
    """What a lock file says; nothing where there is none. Raises ArgmapError where it cannot be read or is no lock."""
    try:
        text = read_bytes(path).decode("utf-8-sig")
    except OSError as error:
        if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG):
            return {}
        raise ArgmapError(f"`{path}` cannot be read: {error}.") from error
    except UnicodeDecodeError as error:
        raise ArgmapError(f"`{path}` cannot be read: {error}.") from error
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        value = None
    if not (isinstance(value, dict) and value.get("argmap-lock") == VERSION and _is_lock(value.get("assertions"))):
        message = f"`{path}` is not a lock file of this argmap (of an earlier one, or two merged, perhaps)."
        raise ArgmapError(f"{message} `argmap review --accept-changes` writes it anew.")
    assertions: Lock = value["assertions"]
    return assertions


def _is_lock(value: Any) -> bool:
    return isinstance(value, dict) and all(
        isinstance(inner, dict) and all(isinstance(known, str) for known in inner.values()) for inner in value.values()
    )


def lock_text(lock: Lock) -> str:
    """A lock as its file holds it."""
    value = {"argmap-lock": VERSION, "assertions": lock}
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
