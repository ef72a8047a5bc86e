"""The name of an authority, its full citation, and how a citation uses it."""

from __future__ import annotations

from collections.abc import Mapping

from argmap.model.authority import Authority, SourceClass
from argmap.model.citation import Citation
from argmap.model.dates import date_words
from argmap.model.header import Party


def authority_name(name: str, authority: Authority) -> str:
    """The short name of an authority, else its title, else its id."""
    return authority.short or authority.title or name


def role_words(citation: Citation) -> str:
    """How an authority is used where it does not simply support: `contradicts`, `distinguished`, `cf`, `see also`."""
    if citation.treatment not in ("supports", "applies", "follows"):
        return {"distinguishes": "distinguished"}.get(citation.treatment, citation.treatment)
    return citation.signal.replace("-", " ") if citation.signal not in ("none", "see") else ""


def full_citation(name: str, authority: Authority, parties: Mapping[str, Party]) -> str:
    """`Corfu Channel, Merits, International Court of Justice, ICJ Reports 1949, p. 4, 9 April 1949`.

    Built from the fields of the file alone; what a part before says already is not said again. Writings begin with
    their author.
    """
    by = authority.by
    if by and by in parties:
        by = None if _says(authority.title, parties[by].short) else parties[by].name
    title = authority.title or authority.short or name
    is_writing = authority.source_class is SourceClass.SUBSIDIARY_MEANS and not authority.court
    begin = (by, title) if is_writing else (title, authority.court or authority.body or by)
    date = date_words(authority.date) if authority.date else None
    place = (authority.jurisdiction, authority.symbol, authority.cite, authority.publisher, authority.held_by, date)
    said: list[str] = []
    for part in (*begin, *place):
        if part and not any(_says(other, part) for other in said):
            said.append(part)
    return ", ".join(said)


def _says(text: str | None, part: str | None) -> bool:
    return bool(text and part) and f" {_plain(str(part))} " in f" {_plain(str(text))} "


def _plain(text: str) -> str:
    return " ".join("".join(sign if sign.isalnum() else " " for sign in text.casefold()).split())
