"""ORCID's types of works and kinds of identifiers, with their meaning in pubman."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pubman.text.identifiers import arxiv_id, doi, isbn, issn

KINDS: Final = {
    "journal-article": "article", "magazine-article": "article", "newspaper-article": "article",
    "newsletter-article": "article", "book-review": "review", "review": "article",
    "data-paper": "article", "conference-paper": "conference",
    "conference-proceedings": "conference",
    "conference-abstract": "demo", "conference-poster": "demo", "conference-output": "conference",
    "preprint": "preprint", "working-paper": "report", "report": "report",
    "technical-standard": "standard", "standards-and-policy": "report",
    "lecture-speech": "talk", "website": "website", "online-resource": "website",
    "research-technique": "report", "manual": "report", "book": "book",
    "edited-book": "proceedings",
    "journal-issue": "proceedings", "book-chapter": "chapter", "dictionary-entry": "chapter",
    "encyclopedia-entry": "chapter", "dissertation": "thesis", "dissertation-thesis": "thesis",
    "supervised-student-publication": "thesis", "patent": "patent", "invention": "patent",
    "disclosure": "patent", "data-set": "dataset", "software": "software",
}  # fmt: skip
"""Types of version 3, in lower case with hyphens -> kinds. Any other type is ``other``."""

STUDENTS: Final = "supervised-student-publication"
"""The work of a student, which is on the list of the supervisor."""

OTHER_IDS: Final = {
    "pmid": "pmid", "pmc": "pmcid", "eid": "scopus_eid", "wosuid": "wos", "bibcode": "bibcode",
    "handle": "handle", "hal": "hal", "ssrn": "ssrn", "mr": "mr", "zbl": "zbl",
}  # fmt: skip
"""Types of identifiers without a field -> their names in ``extra``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """One external identifier of a work: its kind, its value, and its relation to the work."""

    type: str
    value: str
    url: str = ""
    relation: str = "self"


def kind_of(type_: str) -> str:
    """Return the kind of a type, also in the form of older versions: ``JOURNAL_ARTICLE``."""
    return KINDS.get(type_.lower().replace("_", "-"), "other")


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """The identifiers of the work itself, in the fields of a record."""

    doi: str = ""
    arxiv_id: str = ""
    isbn: str = ""
    issn: str = ""
    dois: tuple[str, ...] = ()


def identity_of(identifiers: Iterable[Identifier]) -> Identity:
    """Return the work's own identifiers.

    Identifiers of the book or series that contains the work do not identify it. The ISSN is taken
    from there, because it identifies the journal and not the work.
    """
    every = list(identifiers)
    own = [each for each in every if each.relation == "self"]
    dois = tuple(dict.fromkeys(filter(None, (doi(each.value) for each in _of(own, "doi")))))
    return Identity(
        doi=next(iter(dois), ""),
        arxiv_id=next(filter(None, (arxiv_id(each.value) for each in _of(own, "arxiv"))), ""),
        isbn=next(filter(None, (isbn(each.value) for each in _of(own, "isbn"))), ""),
        issn=next(filter(None, (issn(each.value) for each in _of(every, "issn"))), ""),
        dois=dois,
    )


def _of(identifiers: Iterable[Identifier], type_: str) -> list[Identifier]:
    return [each for each in identifiers if each.type == type_]


def other_ids(identifiers: Iterable[Identifier]) -> dict[str, list[str]]:
    """Return the identifiers without a field by their names in ``extra``."""
    found: dict[str, list[str]] = {}
    for each in identifiers:
        if each.relation != "self":
            found.setdefault(each.relation.replace("-", "_"), []).append(
                f"{each.type}:{each.value}"
            )
        elif name := OTHER_IDS.get(each.type):
            found.setdefault(name, []).append(each.value)
    return found
