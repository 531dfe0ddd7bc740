"""The text that a person typed for a field -> the field's value, and back.

``overrides`` keeps text; the table of fields says what it means.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from pubman.fields import EXTRA, FIELDS, KINDS, STATUSES
from pubman.record import Date, Name
from pubman.text import identifiers
from pubman.text.names import join_names, split_names
from pubman.text.pubmed_ids import pmcid, pmid

_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_IDENTIFIERS: Final = {
    "doi": (identifiers.doi, "a valid DOI (such as 10.1145/3694715.3695975)"),
    "arxiv_id": (identifiers.arxiv_id, "a valid arXiv number (such as 2312.05181)"),
    "pmid": (pmid, "a valid number of PubMed (such as 30123456)"),
    "pmcid": (pmcid, "a valid number of PubMed Central (such as PMC6123456)"),
    "isbn": (
        identifiers.isbn,
        "a valid ISBN (10 or 13 digits, the last of which checks the others)",
    ),
    "issn": (identifiers.issn, "a valid ISSN (such as 0162-8828)"),
}


def parse_value(field: str, text: str) -> Any:
    """Return the value of *text* for *field*; ``ValueError`` says what it should look like.

    An empty text empties the field: ``""``, ``()`` or None, by the field's type.
    """
    text = text.strip()
    if field.startswith(EXTRA):
        return text
    if parse := _PARSERS.get(FIELDS[field].type):
        return parse(text)
    if field in _IDENTIFIERS and text:
        normalise, form = _IDENTIFIERS[field]
        if not (normal := normalise(text)):
            raise ValueError(f"{text!r} is not {form}")
        return normal
    if field == "status" and text:
        return _one_of(text, STATUSES, "status")
    return text


def write_value(field: str, value: Any) -> str:
    """Return the text that :func:`parse_value` reads back as *value*."""
    if field.startswith(EXTRA):
        return str(value)
    match FIELDS[field].type:
        case "names":
            names: tuple[Name, ...] = value
            return join_names(names)
        case "words":
            return ", ".join(value)
        case "number":
            return "" if value is None else _plain(value)
        case "month":
            return str(value or "")
        case _:
            return "" if value is None else str(value)


def parse_month(text: str) -> int:
    """Return the number of a month written ``11``, ``nov`` or ``November``; 0 for an empty text."""
    if not text:
        return 0
    if re.fullmatch(r"\d{1,2}", text) and 1 <= int(text) <= 12:
        return int(text)
    if text[:3].lower() in _MONTHS and text.isalpha():
        return _MONTHS.index(text[:3].lower()) + 1
    raise ValueError(f"{text!r} is not a valid month (use 11, nov or November)")


def _plain(number: float) -> str:
    """Return ``number`` as :func:`parse_value` reads it back: ``6``, never ``6.0`` or ``6e0``."""
    return f"{number:.0f}" if number == int(number) else f"{number:.12f}".rstrip("0")


def _number(text: str) -> float:
    """Return ``text`` as a number, an int if it is whole, as in SQLite."""
    if re.fullmatch(r"[+-]?(\d{1,12}(\.\d{0,12})?|\.\d{1,12})", text):
        number = float(text)
        return int(number) if number == int(number) else number
    raise ValueError(f"{text!r} is not a valid number (use 3 or 2.5)")


def _one_of(text: str, known: tuple[str, ...], what: str) -> str:
    if text in known:
        return text
    raise ValueError(f"{text!r} is not a valid {what} (use {', '.join(known)})")


_PARSERS: Final[Mapping[str, Callable[[str], Any]]] = {
    "names": lambda text: split_names(text).names if text else (),
    "date": lambda text: Date.parse(text) if text else None,
    "words": lambda text: tuple(word.strip() for word in text.split(",") if word.strip()),
    "month": parse_month,
    "number": lambda text: _number(text) if text else None,
    "kind": lambda text: _one_of(text, tuple(KINDS), "kind"),
}
"""How the text of a field is read, by the type of the field."""
