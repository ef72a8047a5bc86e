"""What a value is by the key it stands under: the id of an assertion, the pinpoint of a citation, a scheme."""

from __future__ import annotations

from typing import Literal, NamedTuple

from argmap.model.assertion import Assertion
from argmap.model.file import NOUN_SECTIONS

Steps = tuple[str | int, ...]
Sort = Literal["id", "pinpoint", "scheme", "element", "exception", "question", "check", "tag", "use", "entry", "other"]

_ASSERTIONS = ("assertions",)
_LABELLED = ("assertions", "authorities")
_PARTIES = ("parties",)
_NAMED_UNDER: dict[str, tuple[str, ...]] = {
    "issue": ("issues",),
    "issues": ("issues",),
    "scenario": ("scenarios",),
    "rule": ("rules",),
    "rivals": ("rules",),
    "cite": ("authorities",),
    "authorities": ("authorities",),
    "party": _PARTIES,
    "asserted_by": _PARTIES,
    "burden": _PARTIES,
    "binding": _PARTIES,
    "accept": _LABELLED,
    "reject": _LABELLED,
    "out": _LABELLED,
    "undecided": _LABELLED,
    **dict.fromkeys(
        ("positions", "premises", "unless", "counters", "assertion", "alternative_to", "focus"), _ASSERTIONS
    ),
}
_BY_NAME: dict[object, Sort] = {"premises": "element", "unless": "exception", "answers": "question"}
"""The keys under which a mapping may go by names of its own, and what those are."""
INLINE = frozenset(Assertion.model_fields) | {"id", "how", "assertion", "element"}
"""Keys of an assertion that is defined where it is used, in place of such a mapping."""


class Role(NamedTuple):
    """What stands at a path: its sort, and for an id the sections in which it must be defined."""

    sort: Sort
    sections: tuple[str, ...] = ()


OTHER = Role("other")


def role_of_value(path: Steps) -> Role:
    """What a scalar at a path is."""
    keys = [step for step in path if isinstance(step, str)]
    if len(keys) < 2:
        return Role("use") if keys == ["uses"] else OTHER
    section, last = keys[0], keys[-1]
    if section == "waivers":
        return {"check": Role("check"), "at": Role("id", tuple(NOUN_SECTIONS)[:5])}.get(last, OTHER)
    if section == "views" and last == "authorities":
        return OTHER
    if last == "in":
        return Role("id", _LABELLED if section == "expect" else ("authorities",))
    if path[-2] in _BY_NAME and last not in INLINE:
        return Role("id", _ASSERTIONS)
    return _of_key(last)


def _of_key(key: str) -> Role:
    if key in _NAMED_UNDER:
        return Role("id", _NAMED_UNDER[key])
    return {
        "at": Role("pinpoint"),
        "scheme": Role("scheme"),
        "element": Role("element"),
        "tags": Role("tag"),
        "id": Role("entry", _ASSERTIONS),
    }.get(key, OTHER)


def role_of_key(path: Steps) -> Role:
    """What a key at a path is: the id of an entry, an element, a critical question, or a key of the format."""
    if len(path) == 2 and path[0] in NOUN_SECTIONS:
        return Role("entry", (str(path[0]),))
    parent = path[-2] if len(path) > 2 else None
    if path[:1] == ("assertions",) and parent in _BY_NAME and path[-1] not in INLINE:
        return Role(_BY_NAME[parent])
    if path[:1] == ("rules",) and len(path) == 4:
        return {"elements": Role("element"), "exceptions": Role("exception")}.get(str(parent), OTHER)
    return {"passages": Role("pinpoint")}.get(str(parent), OTHER)
