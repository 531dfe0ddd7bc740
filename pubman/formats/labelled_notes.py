"""Separate labelled values in notes: ``Publisher: IEEE``, ``ZSCC: 0000032``, ``PMID: 123``.

Zotero, Mendeley, Scopus and Taylor & Francis put values without a field of their own into the note
of an entry. Such a value is kept under its label and never printed. A person's words stay a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final, TypeVar

from pubman.record import Record

Item = TypeVar("Item")

_LABELS: Final = frozenset(
    "comment|accessed|ads bibcode|archive|archive location|article number|arxiv|author address|"
    "backup publisher|bibcode|book title|call number|chapter|citation key|citations|cited by|"
    "company|conference name|conference place|container title|date|distributor|doi|edition|eid|"
    "eissn|event|event place|event title|genre|gscc|how published|institution|isbn|issn|issue|"
    "itemtype|journal|journal abbreviation|label|language|library catalog|mag id|medium|"
    "meeting name|meeting title|mr|mrnumber|num pages|number|number of pages|openalex|"
    "original date|original title|pages|place|pmcid|pmid|proceedings title|publication title|"
    "publisher|query date|read|read_status|report number|rights|s2id|section|series|series title|"
    "short title|title|tex.ids|times cited|type|type of article|unique id|university|url|version|"
    "volume|web of science id|wos|wos accession|zbl|zmnumber|zscc|_eprint|_event|eprint|"
    "00000 citations|source|scopus id|document type|export date|correspondence address|coden|"
    "abbreviated source title|funding details|abstract note|pubmed id|pmc|original publication|"
    "gscc counts|citekey|bibtex|extra|num|hal id|hal_id|hal|ssrn id|event date|event "
    "location".split("|")
)
"""Labels, folded to lower case, that a program writes and no person would."""
_LINE = re.compile(r"\s*(\\?_?[A-Za-z][A-Za-z0-9_. -]{0,30}?)\s*:\s*(\S.*?)\s*")
_NAMES: Final = {"pubmed id": "pmid", "pmc": "pmcid", "_eprint": "eprint-address"}
_ACCESS = re.compile(
    r"(?:all )?open access(?:[,;] .*)?|(?:gold|green|bronze|hybrid gold) open access", re.IGNORECASE
)
_COUNT = re.compile(
    r"\d+ citations? \([^()]+\) \[[\d-]+\]|cited by:? ?\d+.*|times cited:? ?\d+|\[TLDR\].*",
    re.IGNORECASE,
)
_ARXIV = re.compile(r"arxiv:?\s*[\w./-]+?(?:v\d+)?\s*(?:\[[\w.-]+\])?\.?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note without the values that have a label, and these values by label."""

    text: str = ""
    labelled: dict[str, str] = field(default_factory=dict)


def split_note(text: str, *, arxiv_id: str = "") -> Note:
    """Split a note into the words of a person and the values that a program labelled.

    A lone arXiv number counts as labelled if it is ``arxiv_id``, which the entry has already.

    >>> split_note("Number: 7 Publisher: Nature Publishing Group").labelled
    {'number': '7', 'publisher': 'Nature Publishing Group'}
    >>> split_note("Best paper award").text
    'Best paper award'
    """
    kept: list[str] = []
    labelled: dict[str, str] = {}
    for line in _lines(text):
        match = _LINE.fullmatch(line)
        label = match[1].lstrip("\\").lower().replace("-", " ") if match else ""
        if match and label in _LABELS and (label != "arxiv" or (arxiv_id and arxiv_id in match[2])):
            labelled.setdefault(_NAMES.get(label, label.replace(" ", "-")), match[2])
        elif _ACCESS.fullmatch(line.strip()):
            labelled.setdefault("open-access", line.strip())
        elif _COUNT.fullmatch(line.strip()):
            labelled.setdefault("citations", line.strip())
        elif arxiv_id and arxiv_id in line.lower() and _ARXIV.fullmatch(line.strip()):
            labelled.setdefault("arxiv-note", line.strip())
        elif line.strip():
            kept.append(line.strip())
    return Note(text="; ".join(kept), labelled=labelled)


def with_labelled_values(items: Iterable[Item]) -> Iterator[Item | Record]:
    """Yield ``items``. The values that a program labelled in the note of a record go to ``extra``.

    The reader of BibTeX does this itself, because it knows the lines of a note.
    """
    return (_without_labels(each) if isinstance(each, Record) else each for each in items)


def _without_labels(record: Record) -> Record:
    if ":" not in record.note and not _ACCESS.fullmatch(record.note):
        return record
    note = split_note(record.note, arxiv_id=record.arxiv_id)
    if not note.labelled:
        return record
    kept = {label if label in _OWN else f"note-{label}": v for label, v in note.labelled.items()}
    return replace(record, note=note.text, extra=kept | dict(record.extra))


_OWN: Final = frozenset({"pmid", "pmcid", "zscc", "gscc", "cited-by", "eprint-address"})
"""Labels that mean the same in any field. Others keep the word ``note`` before their name."""

_BETWEEN = re.compile(
    r"\s+(?=(?:Publisher|Number|Conference Name|ISSN|ISBN|Company|Distributor|Institution|Label|"
    r"Section|_eprint|Type|Place|Event|PMID|PMCID|Citation Key|ZSCC|Series Title):\s)"
)
"""A blank before a label, because decoding joins the lines of a note."""


def _lines(text: str) -> list[str]:
    """Return the lines of a note. Also split at ``;`` and before a label after a labelled value."""
    lines: list[str] = []
    for line in re.split(
        r"\n|;\s+|(?<=[.!?)])\s+(?=(?:Publisher|ISSN|_eprint|ZSCC|PMID|PMCID):\s)", text
    ):
        match = _LINE.fullmatch(line)
        if match and match[1].lstrip("\\").lower().replace("-", " ") in _LABELS:
            lines += _BETWEEN.split(line)
        else:
            lines.append(line)
    return lines if len(lines) > 1 and any(map(_is_labelled, lines)) else [text]


def _is_labelled(line: str) -> bool:
    match = _LINE.fullmatch(line)
    return match is not None and match[1].lstrip("\\").lower().replace("-", " ") in _LABELS
