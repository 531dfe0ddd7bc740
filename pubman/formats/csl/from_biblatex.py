"""Fill CSL variables from what a BibTeX or biblatex entry says beyond the fields of a work.

This follows the biblatex manual (sections 2.1 to 2.3 and appendix B) and the variables of CSL 1.0.2
(appendices III and IV). pandoc's reader of biblatex was the reference. Decision 0017 lists the
deliberate differences. Some details are lost in a record, such as the parts of a list of publishers
or the capitals of a DOI. They are looked up in the text of the entry, but are only used if that
text agrees with the record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from pubman.formats import csl_vocabulary as words
from pubman.formats.bibtex.own_entry import Own
from pubman.formats.csl.names import drops, listed_names, roles
from pubman.formats.csl.publishers import ADDRESS, HOUSES, MEETINGS, houses, listed, places
from pubman.formats.csl.titles import joined, kind_of_entry, titles
from pubman.formats.csl_dates import date_of, in_words, year_of
from pubman.formats.languages import language_alone
from pubman.formats.plain_values import Writable, line
from pubman.text.identifiers import arxiv_id, isbn, issn
from pubman.text.latex import decode
from pubman.text.markup import printable

_TITLES: Final = frozenset(
    "titleaddon maintitle mainsubtitle maintitleaddon booktitleaddon issuetitle issuesubtitle"
    " date".split()
)
_NOTICES: Final = frozenset({"addendum", *HOUSES})
_SMALL = re.compile(r"[\w.]{1,4}")
_QUOTES: Final = str.maketrans({"'": "’", "`": "‘"})
_WORDS = re.compile(r"[,;]\s*")
_FOLLOWING = re.compile(r"\s*\\p?(sqq?)\b\s*")
_NUMBER = re.compile(r"[\dXx\s-]+")


def finer_type(each: Writable, said: Own) -> str:
    """Return CSL's type for the type of the entry, or ``""`` if the kind already implies it."""
    type_, sub = said.type, each.extra.get("entrysubtype", "").lower()
    if type_ == "unpublished" and any(
        name in each.extra or name in said.fields for name in ("eventtitle", "eventdate", "venue")
    ):
        return "speech"
    if sub in words.SUBTYPES and (type_ in words.PERIODICALS or each.kind == "article"):
        return words.SUBTYPES[sub]
    return words.TYPES.get(type_, "") or (sub if sub in words.ENTRY_TYPES else "")


def own_type_of(each: Writable, said: Own) -> str:
    """Return CSL's own type. Its reader keeps it in ``type`` if pubman has no kind for it."""
    type_ = each.extra.get("type", "")
    if each.kind != "other" or type_ not in words.ALL_TYPES:
        return ""
    # A word like this is never meant as anything else.
    no_word = type_ == "webpage" or "_" in type_ or "-" in type_
    return type_ if not said.fields or (said.type == "misc" and no_word) else ""


def taken(name: str, each: Writable, said: Own, found: Mapping[str, Any]) -> bool:
    """Return whether one of the variables in ``found`` holds this field of ``each``."""
    if name == "xdata" or (name == "part" and each.volume):
        # The fields that xdata names were already copied. Part 1 of volume 2 is written as 2.1.
        return True
    for table in (words.TEXTS, words.DATES, words.NAMES):
        if name in table:
            return bool(found.get(table[name]))
    if name == "entrysubtype":
        return each.extra[name].lower() in words.SUBTYPES or each.extra[name] in words.ENTRY_TYPES
    if name == "editortype":
        return each.extra[name].lower() in words.ROLES
    if name == "issue":
        return bool(said.fields) and said.type in words.PERIODICALS
    return name in _TITLES or (name in _NOTICES and bool(said.fields))


def variables(each: Writable, said: Own, title: str) -> dict[str, Any]:
    """Return the fields of ``each`` as CSL variables. Some replace what the record says."""
    found: dict[str, Any] = {}
    for name, value in each.extra.items():
        if name == "type" and own_type_of(each, said):
            continue  # This is the type of the item, not its genre.
        if name in words.TEXTS:
            found.setdefault(words.TEXTS[name], line(value))
        elif name in words.DATES:
            found.setdefault(words.DATES[name], date_of(value) or in_words(value))
        elif name in words.NAMES:
            text = said.fields.get(name, "")  # Here the names of institutions have their braces.
            found[words.NAMES[name]] = listed_names(
                text if decode(text) == value else value, dropping=drops(each, said)
            )
    for part in (
        titles(each, said, title),
        roles(each, said),
        _numbers(each, said),
        _said(each, said),
        places(each, said),
    ):
        found |= part
    issued = date_of(each.extra.get("date", "")) or year_of(each.extra)
    return found | ({"issued": issued} if issued else {})


# -------------------------------------------------------------------------------- all the rest


def _said(each: Writable, said: Own) -> dict[str, Any]:
    """Return publisher, sponsor, genre, status, language and notes."""
    found: dict[str, Any] = {"genre": _genre(each, said), "status": _status(each, said)}
    if each.kind in MEETINGS and each.extra.get("organization"):
        sponsors = listed(each, said, "organization")
        found["organizer"] = [{"literal": sponsor} for sponsor in sponsors]
    if said.fields:
        found |= {
            "language": _language(each, said),
            "note": _note(each),
            "publisher": houses(each, said),
        }
    return {name: value for name, value in found.items() if value}


def _genre(each: Writable, said: Own) -> str:
    """Return what a work calls itself: the type of a thesis or a report."""
    extra = each.extra
    if said.type in ("software", "techreport", "patent") and "type" not in extra:
        return ""
    genre = extra.get("type", "") or (said.type if said.type in words.GENRES else "")
    if own_type_of(each, said):
        genre = extra.get("genre", "")
    return words.GENRES.get(genre, line(genre)) if genre else ""


def _status(each: Writable, said: Own) -> str:
    state = each.extra.get("pubstate") or said.text("pubstate") or each.status
    return words.STATES.get(state.lower(), line(state)) if state else ""


def _note(each: Writable) -> str:
    return joined(line(each.note), line(each.extra.get("addendum", "")))


def _language(each: Writable, said: Own) -> str:
    """Return the locale of ``langid``, because a record has only the language."""
    texts = (said.text(name).lower() for name in ("langid", "language", "hyphenation"))
    name = next((text for text in texts if text), "")
    if language_alone(name) != each.language:
        return printable(each.language)
    variant = said.fields.get("langidopts", "").lower().replace(" ", "").removeprefix("variant=")
    if name == "english" and variant in words.VARIANTS:
        return words.VARIANTS[variant]
    return words.LOCALES.get(name, printable(each.language))


def _numbers(each: Writable, said: Own) -> dict[str, str]:
    """Return number, issue and volume by the entry's type. A numbered series is put into words."""
    type_, extra = kind_of_entry(each, said), each.extra
    found: dict[str, str] = {}
    part = extra.get("part", "")
    if part and each.volume and _SMALL.fullmatch(part):
        found |= {"volume": printable(f"{each.volume}.{part}"), "part-number": ""}
    if not said.fields:
        return found
    numbers = {"issue": "", "number": "", "collection-number": ""}
    if type_ in words.PERIODICALS and each.kind != "patent":
        issue = extra.get("issue", "")
        numbers["issue"] = ", ".join(filter(None, [printable(each.number), printable(issue)]))
    elif type_ in words.VOLUMES:
        numbers["collection-number"] = printable(each.number)
    else:
        numbers["number"] = printable(each.number)
    if each.kind == "preprint" and each.arxiv_id and not numbers["number"]:
        numbers["number"] = f"arXiv:{each.arxiv_id}"
    series = words.SERIES.get(each.series, "")
    if each.series.isdecimal() and type_ in words.PERIODICALS:
        series = f"{_ordinal(each.series)} series"
    return found | numbers | ({"collection-title": series} if series else {})


def _ordinal(number: str) -> str:
    ends = {"1": "st", "2": "nd", "3": "rd"}
    return number + ("th" if number[-2:-1] == "1" else ends.get(number[-1:], "th"))


def as_written(each: Writable, said: Own) -> Iterator[tuple[str, str]]:
    """Yield DOI, ISBN and ISSN with the capitals and hyphens of the entry."""
    fields = said.fields
    if each.doi and (at := fields.get("doi", "").lower().find(each.doi)) >= 0:
        yield "DOI", fields["doi"][at : at + len(each.doi)]
    for name, number, check in (("isbn", each.isbn, isbn), ("issn", each.issn, issn)):
        text = fields.get(name, "").strip()
        if text and number and _NUMBER.fullmatch(text) and check(text) == number:
            yield name.upper(), printable(text)


def keywords(said: Own, joined: str) -> str:
    """Return the keywords as the entry lists them, if the record has the same ones."""
    written = printable(said.text("keywords"))
    return written if joined and _WORDS.split(written) == joined.split(", ") else joined


def pages(text: str) -> str:
    """Return pages with the words that biblatex prints for *and the following*."""
    return _FOLLOWING.sub(r" \1.", text)


def with_quotes(value: Any) -> Any:
    """Return ``value`` with printed quotation marks, because a record has them as typed in TeX."""
    if isinstance(value, str):
        return value.translate(_QUOTES) if "'" in value or "`" in value else value
    if isinstance(value, list):
        return [with_quotes(each) for each in value]
    if isinstance(value, dict):
        return {name: with_quotes(each) for name, each in value.items()}
    return value


def archive(each: Writable, said: Own) -> str:
    """Return the address of an eprint, or an empty text if its archive is not known."""
    scheme, number = _eprint(each, said)
    if not number and (address := ADDRESS.match(each.extra.get("howpublished", ""))):
        return address[0]
    begin = words.ARCHIVES.get(scheme, "")
    return begin + number if begin and number else ""


def _eprint(each: Writable, said: Own) -> tuple[str, str]:
    """Return the archive of an eprint and its number there."""
    scheme = (each.extra.get("eprinttype") or each.extra.get("archiveprefix") or "").lower()
    number = "".join(each.extra.get("eprint", "").split())
    if number:
        return scheme, number
    if each.pmid and said.text("eprinttype").lower() == "pubmed":
        return "pubmed", each.pmid
    if not each.arxiv_id or not (each.kind == "preprint" or "eprint" in said.fields):
        return scheme, ""
    written = "".join(said.text("eprint").split())
    if arxiv_id(written) == each.arxiv_id and not written.lower().startswith(("arxiv", "http")):
        return "arxiv", written  # Here the number has its version.
    return "arxiv", each.arxiv_id
