"""Infer the kind of a Google Scholar entry from its venue, and what only some kinds have.

Scholar's CSV states no type, and its other three formats state a guess. So for every format the
kind is inferred from what all four contain: the venue, the numbers and the publisher.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Final

from pubman.record import Record
from pubman.text.identifiers import arxiv_id, find_arxiv_id

WEAK: Final = frozenset({"article", "conference", "workshop", "demo", "chapter", "other"})
"""Kinds that Scholar only guesses, and that its CSV does not have. They are inferred instead."""

_PATENT = re.compile(
    r"^(?P<office>[A-Z]{2})\s+Patent\s+(?P<app>App(?:lication|\.)?\s*)?(?P<number>[\w/][\w,/. -]*)$"
)
_REPOSITORY = re.compile(
    r"^corr\b(?=$|,? abs/)|\b(?:arxiv|biorxiv|medrxiv|chemrxiv|psyarxiv|techrxiv|eartharxiv|"
    r"engrxiv|ssrn|osf|research square|authorea|eprint archive|cryptology eprint|eccc|"
    r"computing research repository|preprints?)\b",
    re.IGNORECASE,
)
_THESIS = re.compile(
    r"\b(?:ph\.? ?d|doctora[lt]|master'?s?|m\.? ?sc|bachelor'?s?|diploma|habilitation)\b.*"
    r"\b(?:thesis|dissertation|arbeit)\b|\b(?:dissertation|doctoral thesis)\b|学位论文|博士论文",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"(?:ph\.? ?d\.?|doctoral|master'?s?|m\.? ?sc\.?|bachelor'?s?|diploma)[ .]*"
    r"(?:thesis|dissertation)[,:. ]+(?=\w)",
    re.IGNORECASE,
)
_SCHOOL = re.compile(
    r"\b(?:universi|univerzi|uniwersy|hochschule|fachhochschule|institute? of technology|"
    r"polit[eé]c|polyt[eé]ch|école|eth z|epfl|tu [a-z]|college\b|kth\b|ku leuven|technion\b|"
    r"uc [a-z]|ucl\b|caltech\b|kaist\b|rwth\b|sorbonne\b|(?:virginia|georgia|texas) tech\b)"
    r"|大学|학교",
    re.IGNORECASE,
)
_PUBLISHER = re.compile(r"\b(?:press|publish\w*|verlag|printing|books)\b|出版社", re.IGNORECASE)
_REPORT = re.compile(
    r"\b(?:tech(?:nical|\.)? ?rep(?:ort|\.)?|working paper|white ?paper|"
    r"bureau of economic research)\b",
    re.IGNORECASE,
)
_WORKSHOP = re.compile(r"\bworkshops?\b|\w@\w", re.IGNORECASE)
_MEETING = re.compile(
    r"\b(?:conference|conf\.?|symposium|symp\.|congress|colloquium|convention|summit|\w*tagung|"
    r"konferenz|conférence|congrès|congreso|annual meeting|general meeting)\b|会议|学术年会",
    re.IGNORECASE,
)
_PROCEEDINGS = re.compile(r"\b(?:proceedings|proc)\b\.?", re.IGNORECASE)
# Journals that call themselves proceedings, also if they have no volume.
_JOURNAL_PROCEEDINGS = re.compile(
    r"proceedings of the (?:vldb endowment|ieee$|acm on\b|national academy|royal society|"
    r"american mathematical society|london mathematical society|edinburgh mathematical society|"
    r"combustion institute)",
    re.IGNORECASE,
)
_JOURNAL = re.compile(
    r"\b(?:journal|transactions|letters|magazine|annals|archives?|bulletin|quarterly|"
    r"zeitschrift|revista|revue|rivista|communications of|reviews?)\b|学报|杂志|通报",
    re.IGNORECASE,
)
_BOOK = re.compile(
    r"\b(?:handbook|encyclop(?:a)?edia|companion to|textbook|lexikon)\b", re.IGNORECASE
)
_BOOK_PUBLISHER = re.compile(
    r"\b(?:springer|press|wiley|elsevier|igi global|birkh\w*|de gruyter|routledge|palgrave|"
    r"world scientific|chapman|crc|intechopen|\w*verlag|publish\w*|addison|prentice|mcgraw\w*|"
    r"o'reilly|manning|packt|apress|pearson|cengage|academic|sage|lulu|createspace|norton|penguin|"
    r"random house|harper\w*|bloomsbury|brill|karger|thieme|emerald|nova science|morgan|siam|"
    r"dover|macmillan|kluwer|plenum|vieweg|teubner|hanser|oldenbourg|vdm|grin|books|éditions)\b"
    r"|出版社",
    re.IGNORECASE,
)
_DEMO = re.compile(r"\b(?:demos?|demonstrations?|posters?)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ACRONYM = re.compile(r"(?=(?:.*[A-Z]){2})[A-Z][A-Za-z@&-]{1,11}(?:[ '’]?\d{2,4})?")


def is_patent(text: str) -> bool:
    """Return True for ``US Patent 7,472,127``, which Scholar writes as venue or publisher."""
    return _PATENT.match(text) is not None


def infer_kind(record: Record) -> str:
    """Return the kind that venue, volume and publisher suggest.

    In a real export, 160 entries have a venue. For 134 of them the result is the type that Scholar
    gives. Most of the others are proceedings that Scholar mistakes for a journal.
    """
    venue = record.venue
    numbered = bool(record.volume or record.number)
    if _REPORT.search(f"{venue} {record.publisher}"):
        return "report"
    if not venue:
        return _infer_without_venue(record)
    if _DEMO.search(venue):
        return "demo"
    if _WORKSHOP.search(venue):
        return "workshop"
    if _JOURNAL_PROCEEDINGS.search(venue):
        return "article"
    if _MEETING.search(venue) or (_PROCEEDINGS.search(venue) and not numbered):
        return "conference"
    if _BOOK.search(venue):
        return "chapter"
    return _infer_from_form(record)


def _infer_without_venue(record: Record) -> str:
    """Return ``book`` if a publisher of books is named. A meeting stays one even without a name."""
    if record.kind in ("conference", "workshop", "demo"):
        return record.kind
    is_book = not record.pages and _BOOK_PUBLISHER.search(record.publisher)
    return "book" if is_book else "other"


def _infer_from_form(record: Record) -> str:
    """Infer the kind if the venue has no telling words: from acronym, year and journal fields."""
    if _JOURNAL.search(record.venue):
        return "article"
    if _YEAR.search(record.venue):
        return "conference"
    if record.volume or record.number:
        return "article"
    if _ACRONYM.fullmatch(record.venue):
        return "conference"
    if not record.pages:
        return "article"
    return "chapter" if _BOOK_PUBLISHER.search(record.publisher) else "conference"


def as_patent(record: Record) -> Record | None:
    """Return ``record`` as a patent with its number, ``US 7,472,127``."""
    for name in ("publisher", "note", "venue", "number"):
        if match := _PATENT.match(str(getattr(record, name)).strip()):
            application = "App. " if match["app"] else ""
            number = f"{match['office']} {application}{match['number'].strip()}"
            changes: dict[str, Any] = {"kind": "patent", name: "", "number": number}
            return _without_office(replace(record, **changes))
    if record.kind == "patent" or record.publisher == "Google Patents":
        return _without_office(replace(record, kind="patent"))
    return None


def _without_office(record: Record) -> Record:
    return replace(record, publisher="") if record.publisher == "Google Patents" else record


def as_preprint(record: Record) -> Record | None:
    """Return ``record`` as a preprint, with its arXiv id from any field that has it."""
    venue = record.venue
    if not venue and _REPOSITORY.search(record.publisher) and record.kind in {*WEAK, "preprint"}:
        return replace(record, kind="preprint", venue=record.publisher, publisher="")
    if not _REPOSITORY.search(venue) or _MEETING.search(venue) or record.kind == "thesis":
        return None
    if not re.search(r"^corr\b|\barxiv\b", venue, re.IGNORECASE):
        return replace(record, kind="preprint") if record.kind in WEAK else None
    return _on_arxiv(record)


def _on_arxiv(record: Record) -> Record:
    """Return ``record`` as a preprint of arXiv, without the number in other fields."""
    numbers = (record.pages, record.volume, record.number)
    places = (record.arxiv_id, record.venue, *numbers, record.doi)
    found = next((n for text in places if (n := arxiv_id(text) or find_arxiv_id(text))), "")
    pages, volume, issue = (
        "" if re.match(r"(?i)arxiv|abs/", text) or arxiv_id(text) else text for text in numbers
    )
    return replace(
        record,
        kind="preprint",
        venue="arXiv",
        arxiv_id=found,
        pages=pages,
        volume=volume,
        number=issue,
    )


def as_thesis(record: Record) -> Record | None:
    """Return ``record`` as a thesis if it is called one, or if a university published it alone."""
    if record.kind == "thesis":
        return _at_school(record)
    if record.kind not in WEAK or record.volume or record.number:
        return None
    called = _THESIS.search(record.venue) or _THESIS.search(record.publisher)
    school = record.publisher if _SCHOOL.search(record.publisher) else ""
    if called and not _MEETING.search(record.venue):
        return _at_school(record)
    if school and not record.venue and not _PUBLISHER.search(school):
        return _at_school(record)
    return None


def _at_school(record: Record) -> Record:
    """Return ``record`` as a thesis with its school: ``PhD thesis, Aalto University``."""
    school = record.school or record.publisher or record.venue
    called = _CALLED.match(school)
    return replace(
        record,
        kind="thesis",
        publisher="",
        venue="",
        school=school[called.end() :] if called else school,
    )
