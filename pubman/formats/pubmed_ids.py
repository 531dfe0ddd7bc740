"""Find the PMID and PMCID of a record, in all places where sources write them.

Few formats have a field for these numbers. Reference managers put them into a note, an accession
number or a custom field, and people link to PubMed instead of giving the number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Final, TypeVar

from pubman.record import Record
from pubman.text.pubmed_ids import find_pmcid, find_pmid, pmcid, pmid

Item = TypeVar("Item")

_PMID_NAMES: Final = frozenset({"pmid", "pubmed", "pubmedid", "pubmednumber", "notepmid"})
_PMCID_NAMES: Final = frozenset({"pmcid", "pmc", "pubmedcentral", "pubmedcentralid", "notepmcid"})
"""Names of fields without signs and in lower case."""
_ACCESSION: Final = frozenset({"an", "m", "accessionnum", "accessionnumber"})
"""EndNote's accession number, also in RIS and Refer: a PMID if the database is PubMed."""
_DATABASES: Final = frozenset(
    {"db", "dp", "~", "w", "databasename", "database", "remotedatabasename",
     "remotedatabaseprovider", "databaseprovider"}
)  # fmt: skip
_PUBMED: Final = re.compile(
    r"\b(?:pub\s?med|medline|nlm|national library of medicine)\b", re.IGNORECASE
)
_CUSTOM: Final = frozenset({"c2", "2", "custom2"})
"""EndNote's second custom field, which its own reference types call PMCID."""
_NOTES: Final = frozenset({"n1", "z", "notes", "annote", "annotation", "extra", "addendum"})
"""Fields with remarks, in which reference managers write ``PMID: 30123456``."""
_SCHEMES: Final = {
    "pubmed": "pmid", "pmid": "pmid", "pubmedid": "pmid", "pmc": "pmcid", "pmcid": "pmcid",
    "pubmedcentral": "pmcid",
}  # fmt: skip
"""``eprinttype`` of biblatex -> the number that ``eprint`` is."""

_ALL_NAMES: Final = (
    _PMID_NAMES | _PMCID_NAMES | _ACCESSION | _DATABASES | _CUSTOM | _NOTES
    | {"eprint", "eprinttype", "archiveprefix"}
)  # fmt: skip
"""The names of all fields that may say something about a number."""


def with_pubmed_ids(items: Iterable[Item]) -> Iterator[Item | Record]:
    """Yield ``items``. Records get their PMID and PMCID; all others pass unchanged."""
    return (with_pubmed_id(each) if isinstance(each, Record) else each for each in items)


def with_pubmed_id(record: Record) -> Record:
    """Return ``record`` with the PMID and PMCID from its other fields.

    A field that says no more than the number is removed from ``extra``. A number in a note or an
    address is taken, too, and the text stays as it is.
    """
    if not _may_have_number(record):
        return record
    extra = dict(record.extra)
    found: dict[str, str] = {"pmid": record.pmid, "pmcid": record.pmcid}
    if extra:
        _take_eprint(extra, found)
        _take_named(extra, found, "pmid", _PMID_NAMES, pmid)
        _take_named(extra, found, "pmcid", _PMCID_NAMES, pmcid)
        _take_endnotes(extra, found)
    _take_remarks(extra, found)
    texts = [record.url, record.note, *(link.url for link in record.links)]
    texts += [extra[name] for name in _named(extra, _NOTES)]
    found["pmid"] = found["pmid"] or next(filter(None, map(find_pmid, texts)), "")
    found["pmcid"] = found["pmcid"] or next(filter(None, map(find_pmcid, texts)), "")
    if found == {"pmid": record.pmid, "pmcid": record.pmcid} and len(extra) == len(record.extra):
        return record
    return replace(record, pmid=found["pmid"], pmcid=found["pmcid"], extra=extra)


def _may_have_number(record: Record) -> bool:
    """Return whether any field may hold a number. Most records are settled by this alone."""
    if not _ALL_NAMES.isdisjoint(map(_bare, record.extra)):
        return True
    texts = (record.url, record.note, *(link.url for link in record.links))
    return any("pm" in text.lower() or "med" in text.lower() for text in texts)


def _take_named(
    extra: dict[str, str],
    found: dict[str, str],
    field: str,
    names: frozenset[str],
    normalise: Callable[[str], str],
) -> None:
    """Take the first valid number from the fields with these names. What else they say stays."""
    for name in _named(extra, names):
        texts = [text.strip() for text in re.split(r"[;,]", extra[name])]
        if number := next(filter(None, map(normalise, texts)), ""):
            found[field] = found[field] or number
            others = [text for text in texts if text and normalise(text) != found[field]]
            _keep(extra, name, "; ".join(others))


def _take_eprint(extra: dict[str, str], found: dict[str, str]) -> None:
    """Take the number that biblatex has in ``eprint``, with its database in ``eprinttype``."""
    scheme = next((n for n in ("eprinttype", "archiveprefix") if extra.get(n)), "")
    field = _SCHEMES.get(_bare(extra.get(scheme, "")), "")
    text = extra.get("eprint", "")
    number = (pmid(text) if field == "pmid" else pmcid(text)) if field else ""
    if number and not found[field]:
        found[field] = number
        del extra["eprint"], extra[scheme]


def _take_remarks(extra: dict[str, str], found: dict[str, str]) -> None:
    """Take a remark that says nothing but a number, with its label."""
    for name in _named(extra, _NOTES):
        for field, normalise in (("pmid", pmid), ("pmcid", pmcid)):
            number = normalise(extra.get(name, "")) if ":" in extra.get(name, "") else ""
            if number and found[field] in ("", number):
                found[field] = number
                del extra[name]


def _take_endnotes(extra: dict[str, str], found: dict[str, str]) -> None:
    """Take EndNote's accession number if its database is PubMed, and a PMCID of a custom field."""
    for name in _named(extra, _CUSTOM):
        if re.fullmatch(r"(?i)\s*pmc\s?\d+\s*", extra[name]) and not found["pmcid"]:
            found["pmcid"] = pmcid(extra.pop(name))
    databases = _named(extra, _DATABASES)
    if _PUBMED.search(" ".join(extra[name] for name in databases)):
        _take_accession(extra, found, databases)


def _take_accession(extra: dict[str, str], found: dict[str, str], databases: Iterable[str]) -> None:
    """Take an accession number of PubMed, and drop the name of the database that says no more."""
    for name in _named(extra, _ACCESSION):
        if (number := pmid(extra[name])) and not found["pmid"]:
            found["pmid"] = number
            del extra[name]
    for name in databases if found["pmid"] else ():
        if extra[name].strip().lower() == "pubmed":
            del extra[name]


def _named(extra: Mapping[str, str], names: frozenset[str]) -> list[str]:
    """Return the fields of ``extra`` with one of these names."""
    return [name for name in extra if _bare(name) in names]


@lru_cache(maxsize=4096)
def _bare(name: str) -> str:
    """Return the name of a field in lower case and without signs between its words."""
    return re.sub(r"[\s_.-]+", "", name.lower())


def _keep(extra: dict[str, str], name: str, text: str) -> None:
    if text:
        extra[name] = text
    else:
        del extra[name]
