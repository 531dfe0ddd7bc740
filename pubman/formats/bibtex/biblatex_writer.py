r"""Write a list as biblatex, for biber: its types and fields, and keywords to divide a list by.

The keywords of an entry are its kind, ``own`` if it is the owner's, its era and its tags. A CV can
then print ``\printbibliography[keyword=article, keyword=own]``. Entries are always made from the
fields, because the text of a source is usually in BibTeX's language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from pubman.formats.bibtex.annotations import annotation
from pubman.formats.bibtex.fields import BIBLATEX_NAMES
from pubman.formats.bibtex.writer import (
    cite_key,
    entry_type,
    fields,
    plain_key,
    text_value,
    written,
)
from pubman.formats.csl_dates import as_biblatex, year_of
from pubman.formats.csl_vocabulary import LANGIDS
from pubman.formats.journal_proceedings import as_printed
from pubman.formats.languages import read_language
from pubman.listing import Options, Section, publications
from pubman.record import Publication
from pubman.text.fold import slug

TYPES: Final = {
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "techreport": "report",
    "patent": "patent",
    "dataset": "dataset",
    "software": "software",
}
"""BibTeX's types -> biblatex's, if they differ or BibTeX has none."""

_EDTF = re.compile(r"[-\dX~?%/.T:]+")
_SEASON = re.compile(r"(?<=\d{4})-(1[3-6])(?=/|\Z)")
"""A season in CSL: the months 13 to 16 are spring to winter. In biblatex they are 21 to 24."""

THESES: Final = {"phdthesis": "{phdthesis}", "mastersthesis": "{mathesis}"}
"""biblatex's words for the type of a thesis."""

STATES: Final = {
    "in preparation": "{inpreparation}",
    "submitted": "{submitted}",
    "under review": "{submitted}",
    "accepted": "{inpress}",
    "to appear": "{forthcoming}",
}
"""The statuses as biblatex's ``pubstate``."""


def render(sections: Sequence[Section], options: Options) -> str:
    """Return every publication once, in the order of the list, separated by empty lines."""
    own = frozenset(person for person, _ in options.people)
    entries = [entry(pub, own) for pub in publications(sections)]
    return "\n\n".join(entries) + "\n" if entries else "\n"


def entry(pub: Publication, own: frozenset[str] = frozenset()) -> str:
    """Return the biblatex entry of ``pub``; ``own`` are the ids of the owners of the list."""
    own_keywords = keywords(pub, own)  # the kind of the list, not that of the publisher
    pub = as_printed(pub)
    kind = entry_type(pub)
    given = {BIBLATEX_NAMES.get(n, n): value for n, value in fields(pub, kind).items()}
    given["date"] = _date(pub)
    given["type"] = THESES.get(kind, given.get("type", ""))
    given["eprinttype"] = given.pop("archiveprefix").lower()
    put_pubmed_first(given)
    given["note"] = text_value(pub.note)
    given["pubstate"] = STATES.get(pub.status, "")
    given["langid"] = text_value(langid(pub.language))
    given["author+an"] = text_value(annotation(pub.authorships))
    given["ids"] = text_value(", ".join(filter(None, map(plain_key, pub.former_keys))))
    given["keywords"] = f"{{{', '.join(own_keywords)}}}"
    given.pop("month", None)
    if kind == "misc" and pub.kind in ("preprint", "website"):
        kind = "online"
    return written(TYPES.get(kind, kind), cite_key(pub), given)


def _date(pub: Publication) -> str:
    """Return the date: the span or season that a source gave, unless the date is another now."""
    said = span(pub) if pub.extra.keys() & {"date", "year"} else ""
    date = said if said and str(pub.year or "") in said else str(pub.date or "")
    return f"{{{date}}}" if date else ""


def span(pub: Publication) -> str:
    """Return the date of ``pub`` if it is a span of time."""
    said = _SEASON.sub(lambda match: f"-{int(match[1]) + 8}", pub.extra.get("date", ""))
    return said if _EDTF.fullmatch(said) else as_biblatex(year_of(pub.extra))


def put_pubmed_first(given: dict[str, str]) -> None:
    """Write the PMID as biblatex knows it, in ``eprint``, if no other archive is named there."""
    if given.get("pmid") and not given.get("eprint"):
        given["eprint"], given["eprinttype"] = given.pop("pmid"), "{pubmed}"


def langid(language: str) -> str:
    """Return babel's name of a language, as ``langid`` takes it.

    >>> langid("en"), langid("German"), langid("en-GB")
    ('english', 'german', 'british')
    """
    code = read_language(language) if language else ""
    return LANGIDS.get(code) or _BABEL.get(code.partition("-")[0]) or language


_BABEL: Final = {
    "ar": "arabic", "bg": "bulgarian", "ca": "catalan", "cs": "czech", "da": "danish",
    "de": "german", "el": "greek", "en": "english", "es": "spanish", "et": "estonian",
    "fa": "farsi", "fi": "finnish", "fr": "french", "he": "hebrew", "hi": "hindi",
    "hr": "croatian", "hu": "hungarian", "id": "indonesian", "it": "italian", "ja": "japanese",
    "ko": "korean", "la": "latin", "lt": "lithuanian", "lv": "latvian", "nb": "norsk",
    "nl": "dutch", "nn": "nynorsk", "no": "norsk", "pl": "polish", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sk": "slovak", "sl": "slovene", "sr": "serbian",
    "sv": "swedish", "th": "thai", "tr": "turkish", "uk": "ukrainian", "vi": "vietnamese",
    "zh": "chinese",
}  # fmt: skip
"""Codes of languages -> babel's names."""


def keywords(pub: Publication, own: frozenset[str]) -> list[str]:
    """Return the keywords of ``pub``: kind, ``own``, era, tags."""
    mine = any(each.person in own for each in pub.authorships if each.person)
    words = [pub.kind, "own" if mine else "", slug(pub.era), *(slug(tag) for tag in pub.tags)]
    return list(dict.fromkeys(word for word in words if word))
