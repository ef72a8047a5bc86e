"""Authorities: one class for each kind, with the fields that kind needs and the class of source it is."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar, Literal

from pydantic import Field

from argmap.model.passages import Binding, Codified, Paragraphs, PassageText, Url
from argmap.model.values import Checked, Flag, Ids, Noun, PartialDate, Pinpoint, Strength, Text, Texts, When


class SourceClass(StrEnum):
    """What an authority counts as, on the model of article 38 of the ICJ Statute."""

    PRIMARY_LAW = "primary law"
    SUBSIDIARY_MEANS = "subsidiary means"
    SOFT_LAW = "soft law"
    PARTY_SOURCE = "party source"
    EVIDENCE = "evidence"


AuthorityStatus = Literal["in-force", "superseded", "overruled", "repealed", "withdrawn", "draft", "not-in-force"]
DEAD_STATUSES = frozenset({"superseded", "overruled", "repealed", "withdrawn"})


class Authority(Noun):
    """A legal or factual source; each kind adds which fields it needs, its class of source and its usual strength."""

    needs: ClassVar[tuple[str, ...]] = ()
    source_class: ClassVar[SourceClass] = SourceClass.EVIDENCE
    strength: ClassVar[Strength] = Strength.WEAK
    strength_for_facts: ClassVar[Strength] = Strength.WEAK

    kind: str
    title: Text | None = None
    short: Text | None = None
    cite: Text | None = None
    date: PartialDate | None = None
    in_force: When | None = None
    binding: Binding | None = None
    codifies: Codified | None = None
    url: Url | None = None
    checked: Checked | None = None
    passages: dict[Pinpoint, PassageText] = Field(default_factory=dict)
    status: AuthorityStatus = "in-force"
    paragraphs: Paragraphs | None = None
    court: Text | None = None
    body: Text | None = None
    symbol: Text | None = None
    jurisdiction: Text | None = None
    by: Text | None = None
    publisher: Text | None = None
    held_by: Text | None = None
    forum: Text | None = None
    parties: Texts = ()
    tags: Ids = ()
    notes: Text | None = None
    confidential: Flag = False

    @property
    def is_dead(self) -> bool:
        """Whether its status alone takes its force away (overruled, repealed, withdrawn, superseded)."""
        return self.status in DEAD_STATUSES

    def missing_fields(self) -> tuple[str, ...]:
        """The fields this kind of authority needs and this one lacks, in the order in which the kind names them."""
        return tuple(field for field in ("title", *self.needs) if getattr(self, field) is None)

    def strength_for(self, factual: bool) -> Strength:
        """The strength of a citation that states none: strong where binding, else by kind (DESIGN section 4)."""
        if self.binding:
            return Strength.STRONG
        return self.strength_for_facts if factual else self.strength


class _Law(Authority):
    source_class = SourceClass.PRIMARY_LAW
    strength = strength_for_facts = Strength.MODERATE


class _Ruling(Authority):
    needs = ("court", "date")
    source_class = SourceClass.SUBSIDIARY_MEANS
    strength = strength_for_facts = Strength.MODERATE


class _Document(Authority):
    strength_for_facts = Strength.MODERATE


class Treaty(_Law):
    """A treaty or convention."""

    kind: Literal["treaty"]
    needs = ("cite",)


class Custom(_Law):
    """A rule of customary law."""

    kind: Literal["custom"]


class GeneralPrinciple(_Law):
    """A general principle of law."""

    kind: Literal["general-principle"]


class Statute(_Law):
    """An act of a legislature."""

    kind: Literal["statute"]
    needs = ("jurisdiction",)


class Regulation(_Law):
    """Law made by the executive or an agency under powers given to it."""

    kind: Literal["regulation"]
    needs = ("jurisdiction",)


class Constitution(_Law):
    """A constitution."""

    kind: Literal["constitution"]
    needs = ("jurisdiction",)


class Judgment(_Ruling):
    """A judgment of a court or tribunal."""

    kind: Literal["judgment"]


class AdvisoryOpinion(_Ruling):
    """An advisory opinion."""

    kind: Literal["advisory-opinion"]


class Order(_Ruling):
    """An order of a court or tribunal."""

    kind: Literal["order"]


class Decision(_Ruling):
    """A decision of a court, tribunal, committee or authority."""

    kind: Literal["decision"]


class Resolution(Authority):
    """A resolution of an international or other deliberative body."""

    kind: Literal["resolution"]
    needs = ("body", "symbol", "date")
    source_class = SourceClass.SOFT_LAW


class ExecutiveAct(_Document):
    """An act, order or designation of a government."""

    kind: Literal["executive-act"]
    needs = ("by", "date")
    source_class = SourceClass.PARTY_SOURCE


class Report(_Document):
    """A report of an expert, commission, body or organisation."""

    kind: Literal["report"]
    needs = ("by", "date")
    source_class = SourceClass.SOFT_LAW


class Commentary(Authority):
    """A commentary on a text of law."""

    kind: Literal["commentary"]
    needs = ("by", "date")
    source_class = SourceClass.SUBSIDIARY_MEANS


class Article(Authority):
    """An article."""

    kind: Literal["article"]
    needs = ("by", "date")
    source_class = SourceClass.SUBSIDIARY_MEANS


class Book(Authority):
    """A book or a chapter of one."""

    kind: Literal["book"]
    needs = ("by", "date")
    source_class = SourceClass.SUBSIDIARY_MEANS


class Letter(_Document):
    """A letter, as a State's letter to the Security Council."""

    kind: Literal["letter"]
    needs = ("by", "date")
    source_class = SourceClass.PARTY_SOURCE


class Statement(_Document):
    """A statement, speech or interview."""

    kind: Literal["statement"]
    needs = ("by", "date")
    source_class = SourceClass.PARTY_SOURCE


class Pleading(Authority):
    """A pleading, memorial or written submission of a party to proceedings."""

    kind: Literal["pleading"]
    needs = ("by", "date")
    source_class = SourceClass.PARTY_SOURCE


class Testimony(_Document):
    """What a witness or an expert says in evidence, orally or in writing."""

    kind: Literal["testimony"]
    needs = ("by", "date")


class Press(_Document):
    """A press report."""

    kind: Literal["press"]
    needs = ("publisher", "date")


class Exhibit(_Document):
    """A piece of evidence."""

    kind: Literal["exhibit"]
    needs = ("held_by",)


AUTHORITY_KINDS: dict[str, type[Authority]] = {
    "treaty": Treaty,
    "custom": Custom,
    "general-principle": GeneralPrinciple,
    "judgment": Judgment,
    "advisory-opinion": AdvisoryOpinion,
    "order": Order,
    "decision": Decision,
    "resolution": Resolution,
    "statute": Statute,
    "regulation": Regulation,
    "constitution": Constitution,
    "executive-act": ExecutiveAct,
    "report": Report,
    "commentary": Commentary,
    "article": Article,
    "book": Book,
    "letter": Letter,
    "statement": Statement,
    "pleading": Pleading,
    "testimony": Testimony,
    "press": Press,
    "exhibit": Exhibit,
}
