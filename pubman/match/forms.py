"""The form of a work: paper in a journal, at a conference, preprint, thesis, data set, talk ...

The canonical venue decides if it is known, then the venue's own words, a publisher's prefix and the
kind of the record, in this order. A form is *sure* if it may be evidence against another: an entry
type alone never does.
"""

from __future__ import annotations

import re
from typing import Final

from pubman.match.series import is_series
from pubman.record import Record, Venue
from pubman.text.fold import fold

_FORM_OF_VENUE: Final = {
    "conference": "conference", "workshop": "workshop", "journal": "journal",
    "magazine": "journal", "preprint": "preprint", "book": "book",
}  # fmt: skip
_FORM_OF_KIND: Final = {
    "article": "journal", "conference": "conference", "workshop": "workshop", "demo": "demo",
    "preprint": "preprint", "thesis": "thesis", "book": "book", "chapter": "chapter",
    "proceedings": "proceedings", "report": "report", "patent": "patent", "dataset": "dataset",
    "software": "software", "talk": "talk", "review": "journal", "standard": "report",
}  # fmt: skip
SURE_KINDS: Final = frozenset(
    {"thesis", "patent", "dataset", "software", "book", "preprint", "talk"}
)
"""Kinds that people give on purpose, so they may be evidence against another form."""
DEPOSITS: Final = frozenset({"dataset", "software"})
"""Forms of works that belong to a paper, but are not the paper."""

_PREPRINT = re.compile(
    r"\b(?:arxiv|corr|ssrn|biorxiv|medrxiv|chemrxiv|techrxiv|eprint|e print|preprints?|eccc|hal"
    r"|electron(?:ic)? colloq(?:uium)? (?:on )?comput(?:ational)? complex(?:ity)?"
    r"|iacr cryptol(?:ogy)? eprint.*"
    r"|research square|osf|psyarxiv|engrxiv|openreview|submitted|perprint)\b"
)
_REPORT = re.compile(
    r"\b(?:technical report|tech(?:nical)? rep|research report|working papers?|discussion papers?"
    r"|tr|techreport|manuscript|memo|internal note|white paper)\b"
)
_THESIS = re.compile(
    r"\b(?:ph ?d|phd thesis|doctoral|dissertation|thesis|master s?|masterarbeit|habilitation"
    r"|diplomarbeit)\b"
)
_WORKSHOP = re.compile(r"\b(?:workshops?|wkshp|ws)\b")
_CONFERENCE = re.compile(
    r"\b(?:proc|procs|proceedings?|conference|conf|symposium|symp|congress|meeting|konferenz|tagung"
    r"|colloquium on|annual international|congreso|jornadas?|congres|convegno)\b"
)
_JOURNAL = re.compile(
    r"\b(?:journal|j|trans|transactions|letters|lett|magazine|bulletin|bull|annals|ann|archives|arch"
    r"|quarterly|record|zeitschrift|zhurnal|revista|review|reviews|acta|advances in|newsletter"
    r"|commun|communications|surveys|notices|reports|gazette"
    r"|научный|вестник|журнал|学报|雑誌|論文誌|論文誌)\b"
)
_JOURNAL_PROCEEDINGS = re.compile(
    r"\bproc(?:eedings)? (?:of the )?(?:natl|national academy|ieee\Z|royal society|vldb endow|acm )"
)
_FORMS: Final = (
    (_PREPRINT, "preprint"),
    (_THESIS, "thesis"),
    (_REPORT, "report"),
    (_WORKSHOP, "workshop"),
    (_JOURNAL_PROCEEDINGS, "journal"),
    (_CONFERENCE, "conference"),
    (_JOURNAL, "journal"),
)
"""Words of a venue that show a form, the strongest first."""
_EVENT = re.compile(
    r"\b(?:talk|slides|seminar|lecture|colloquium|presentation|presented|invited|keynote|poster|meeting"
    r"|workshop|symposium|conference|congress|school|assembly|forum|webinar|vortrag|tagung|jornada"
    r"|expose|seminario|seminaire)\b"
)
_SOFTWARE = re.compile(
    r"\b(?:(?:r|python|julia|matlab|perl|stata|ruby) (?:package|library|module|toolbox)"
    r"|cran|bioconductor|pypi|github|gitlab|bitbucket|sourceforge|computer (?:program|software))\b"
)
_DATA = re.compile(
    r"\b(?:dryad|pangaea|dataverse|figshare|mendeley data|icpsr|genbank|uk data (?:service|archive)"
    r"|data ?set|cambridge structural database|ccdc|kaggle|gesis)\b"
)
_DATA_DOI: Final = re.compile(
    r"10\.(?:5061/dryad|6084/m9|7910/dvn|17632/|1594/pangaea|5517/|3886/icpsr|15468/|5255/ukda)"
)
_ARCHIVE_DOI: Final = re.compile(r"10\.5281/zenodo")
"""Zenodo keeps anything: data and programs unless the record says something else."""
_REPORT_NUMBER: Final = re.compile(r"[A-Z]{2,}[\w.]*[-/ ][\w./-]*\d", re.IGNORECASE)
"""The number of a report, ``LHCb-CONF-2012-001``, which is not an issue."""


def find_form(
    record: Record, venue: Venue | None, written: str, *, telling: bool
) -> tuple[str, bool]:
    """Return the form of *record*, and whether it is sure.

    *written* is the form that the words of its venue show, *telling* says whether they name a
    venue ("Proc." alone does not).
    """
    said = _FORM_OF_KIND.get(record.kind, "")
    if sure := _find_sure_form(record, venue, written, said):
        return sure, True
    if not record.venue or said == "chapter":
        return _find_unplaced(record, written or said)
    return _weigh_words(record, written, said, telling=telling)


def _find_sure_form(record: Record, venue: Venue | None, written: str, said: str) -> str:
    """Return the form that a deposit, a kind, a known venue or strong words settle ("": none)."""
    if deposit := _find_deposit(record):
        return deposit
    if record.kind in SURE_KINDS:
        return said
    if venue is not None and venue.kind in _FORM_OF_VENUE:
        return _find_form_at(venue, record.kind, said)
    if record.kind in ("proceedings", "demo"):
        return said
    return written if written in ("preprint", "report", "thesis", "workshop") else ""


def _weigh_words(record: Record, written: str, said: str, *, telling: bool) -> tuple[str, bool]:
    """Return the form at a venue that is not known, by its words and the entry type."""
    typed = said in ("journal", "conference")
    if written and (written == said or not typed):
        return written, telling
    if written:  # the words say one thing and the entry type another
        return written, False
    return said, typed and bool(record.venue_key or record.volume)


def _find_form_at(venue: Venue, kind: str, said: str) -> str:
    """Return the form at a known venue; a workshop or demo at a conference is not part of it."""
    form = _FORM_OF_VENUE[venue.kind]
    return said if form == "conference" and kind in ("workshop", "demo") else form


def find_written_form(folded: str) -> str:
    """Return the form that the words of a folded venue show ("": none)."""
    if is_series(folded):
        return "conference"
    return next((form for pattern, form in _FORMS if pattern.search(folded)), "")


def find_event(record: Record) -> str:
    """Return the event that the note of a talk or poster names, folded ("": none)."""
    if record.kind == "talk" and record.venue:
        return fold(record.venue)
    if record.kind not in ("other", "talk") or record.venue:
        return ""
    texts = (record.note, record.extra.get("howpublished", ""), record.extra.get("event", ""))
    folded = " ".join(fold(text) for text in texts if text and "://" not in text)
    return folded if _EVENT.search(folded) else ""


def _find_deposit(record: Record) -> str:
    """Return dataset or software if a record without a venue says so ("": a paper)."""
    if record.kind in DEPOSITS:
        return record.kind
    if record.kind not in ("other", "report") or record.school or record.pages:
        return ""
    texts = (record.publisher, record.note, record.venue, record.extra.get("howpublished", ""))
    folded = fold(" ".join((*texts, record.url)))
    if _SOFTWARE.search(folded):
        return "software"
    doi = record.doi.lower()
    if _DATA.search(folded) or _DATA_DOI.match(doi) or _ARCHIVE_DOI.match(doi):
        return "dataset"
    return ""


def _find_unplaced(record: Record, form: str) -> tuple[str, bool]:
    """Return the form of a record without a venue: a report by its number, a talk by its event."""
    if record.kind == "other" and _REPORT_NUMBER.search(record.number):
        return "report", True
    if find_event(record):
        return "talk", True
    return form, False
