"""One argument file as a whole: its sections and which noun each holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from argmap.model.assertion import Assertion
from argmap.model.authority import Authority
from argmap.model.header import Expectation, Issue, MapHeader, Party, Scenario, View, Waiver
from argmap.model.rule import Rule
from argmap.model.values import Noun, Texts

FORMAT_VERSION = "1"

# Sections that map ids to nouns. Authorities are validated by the class of their kind.
NOUN_SECTIONS: MappingProxyType[str, type[Noun]] = MappingProxyType(
    {
        "parties": Party,
        "authorities": Authority,
        "rules": Rule,
        "issues": Issue,
        "assertions": Assertion,
        "scenarios": Scenario,
        "views": View,
    }
)
# Sections whose ids share one namespace: what a message, an anchor or `--reject` calls by its bare id.
SHARED_NAMESPACE = ("parties", "authorities", "rules", "issues", "assertions")
SINGULAR = MappingProxyType(
    {
        "parties": "party",
        "authorities": "authority",
        "rules": "rule",
        "issues": "issue",
        "assertions": "assertion",
        "scenarios": "scenario",
        "views": "view",
    }
)


class ArgumentFile(BaseModel):
    """Everything a file may say, at the top level."""

    model_config = ConfigDict(frozen=True, extra="forbid", title="argmap argument file")

    argmap: Literal["1"] = Field(description="Format version, required in every file.")
    map: MapHeader | None = None
    uses: Texts = ()
    parties: dict[str, Party] = {}
    authorities: dict[str, Authority] = {}
    rules: dict[str, Rule] = {}
    issues: dict[str, Issue] = {}
    assertions: dict[str, Assertion] = {}
    waivers: tuple[Waiver, ...] = ()
    expect: Expectation | None = None
    scenarios: dict[str, Scenario] = {}
    views: dict[str, View] = {}


@dataclass(frozen=True)
class ArgumentMap:
    """A whole map, merged from its files: every noun by its id, in the order of the ids; no file, no place.

    `expect` collects the expectations of all files; `used` holds the ids that come from files it uses.
    """

    header: MapHeader
    parties: dict[str, Party] = field(default_factory=dict)
    authorities: dict[str, Authority] = field(default_factory=dict)
    rules: dict[str, Rule] = field(default_factory=dict)
    issues: dict[str, Issue] = field(default_factory=dict)
    assertions: dict[str, Assertion] = field(default_factory=dict)
    scenarios: dict[str, Scenario] = field(default_factory=dict)
    views: dict[str, View] = field(default_factory=dict)
    waivers: tuple[Waiver, ...] = ()
    expect: Expectation = field(default_factory=Expectation.model_construct)
    used: frozenset[str] = frozenset()
