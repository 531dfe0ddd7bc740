"""Values as online services give them, for the readers of their answers: titles, names, dates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from pubman.formats.author_lists import is_body, read_name, whole_name
from pubman.record import Date, Name
from pubman.text.html_text import plain_text, read_title
from pubman.text.identifiers import isbn, issn, orcid
from pubman.text.latex import decode_markup

_TWICE_ESCAPED = re.compile(r"&amp;(?=#?\w{2,8};)")
_HTML = re.compile("[<&]")
_BLANK_AT_END = re.compile(r"\s+\}")
_DISPLAYED_MATHS = re.compile(r"\$\$\s*(.+?)\s*\$\$")
_AROUND_INDEX = re.compile(
    r"\s*\n\s*(<(?:jats:)?su[bp]>)|(?<=<sub>)\s+|(?<=<sup>)\s+|\s+(?=</(?:jats:)?su[bp]>)"
)
"""Line breaks that indented XML puts around an index. ``CO`` and ``2`` are one word."""
_MATHML = re.compile(r"</?(?:mml:)?(?:math|m[a-z]{1,12}|semantics|annotation)\b[^<>]*>")
_RETRACTED = re.compile(
    r"(?i)\A\W*(retracted|withdrawn|removed|retraction notice to|expression of concern)"
    r"(?: article| paper| chapter)?\W*[:\]-]\W*(?=\w)"
)
_HEADING = re.compile(
    r"(?i)\A\s*(?:<(?:jats:)?title>\s*)?abstract\s*(?:</(?:jats:)?title>|[:.])\s*"
)
_NO_PAGES: Final = frozenset({"n/a", "na", "-", "--", "no"})
_PART_OF_NAME: Final = re.compile(r"[^\W\d_]+")
_NUMERALS: Final = frozenset({"II", "III", "IV"})
_PARTICLES: Final = frozenset(
    "van|von|de|der|den|del|della|di|da|dos|das|du|la|le|ter|ten|af|av|zu|van der|van den|van de|"
    "von der|de la|de los|de las".split("|")
)
_CAPITALS: Final = 3
"""The most letters of a word in capitals that may be initials or an acronym."""


_MATHS = re.compile(r"\$[^$]*[\\^_][^$]*\$")
"""Maths of TeX in a title, as arXiv and publishers give it: ``$A_{\\infty}$``."""


def clean_title(text: str) -> tuple[str, str]:
    """Return a title as plain text and with markup. Undo doubly escaped entities, MathML, TeX."""
    text = _AROUND_INDEX.sub(lambda match: match[1] or "", text)
    text = _TWICE_ESCAPED.sub("&", " ".join(text.split()))
    text = _DISPLAYED_MATHS.sub(r"$\1$", _MATHML.sub("", text))
    if "$" in text and not _HTML.search(text) and _MATHS.search(text):
        title, markup = decode_markup(_BLANK_AT_END.sub("}", text))
        return title, markup if markup != title else ""
    return read_title(text)


def take_retraction(title: str) -> tuple[str, str]:
    """Return the title without a publisher's ``RETRACTED:``, and that word in lower case."""
    match = _RETRACTED.match(title)
    return (title[match.end() :], match[1].lower()) if match else (title, "")


def clean_text(text: str) -> str:
    """Return ``text`` without markup, with entities that were escaped twice undone."""
    return clean_title(text)[0]


def clean_abstract(text: str) -> str:
    """Return an abstract without markup and without its heading."""
    return plain_text(_HEADING.sub("", text))


def with_subtitle(title: str, subtitle: str) -> str:
    """Return ``Title: Subtitle``, unless the title holds its subtitle already."""
    if not subtitle or subtitle.lower() in title.lower():
        return title
    return f"{title.rstrip(' :')}: {subtitle}"


def without_stop(title: str) -> str:
    """Return ``title`` without the full stop that some services end it with."""
    return title[:-1] if title.endswith(".") and not title.endswith("..") else title


# ------------------------------------------------------------------------------------- names


def person(family: str, given: str = "", *, suffix: str = "", number: str = "") -> Name:
    """Return the name of a person in parts. ``number`` is an ORCID in any form.

    Particles may be part of the family name. A family name in capitals gets ordinary letters.
    """
    family, given = _calm(" ".join(family.split())), _calm(" ".join(given.split()))
    if not given or not family:
        name = whole_name(family or given)
    else:
        name = read_name(f"{family}, {given}")
    return replace(name, suffix=suffix or name.suffix, orcid=orcid(number) if number else "")


def _calm(name: str) -> str:
    """Return a name with normal letters if it is in capitals. Short ones may be initials.

    The words of ``VAN DER BERG`` and the parts of ``SMITH-JONES`` and ``O'BRIEN`` are names, too.
    """
    words = _PART_OF_NAME.findall(name)
    if not name.isupper() or max(map(len, words), default=0) <= _CAPITALS or "." in name:
        return name
    if len(words) > 1 and any(each in _NUMERALS for each in words):
        return name
    calm = _PART_OF_NAME.sub(lambda match: match[0].capitalize(), name)
    first, _, last = calm.rpartition(" ")
    particles = first.lower()
    return f"{particles} {last}" if particles in _PARTICLES else calm


def body(name: str) -> Name:
    """Return the name of an institution or a group."""
    return Name(literal=clean_text(name))


def display_name(text: str, number: str = "") -> Name:
    """Return the name in ``text``, of a person (in either order) or of an institution."""
    text = clean_text(text)
    name = Name(literal=text) if is_body(text) and "," not in text else read_name(text)
    return replace(name, orcid=orcid(number)) if number else name


# ------------------------------------------------------------------------------ other values


def date_of_parts(parts: Iterable[object]) -> Date | None:
    """Return the date of ``[2024, 3]``, numbers or texts. Return None if there is no year."""
    numbers = []
    for part in parts:
        text = str(part).strip()
        if not text.isdecimal():
            break
        numbers.append(int(text))
    if not numbers or not 1000 <= numbers[0] <= 2999:
        return None
    month = numbers[1] if len(numbers) > 1 and 1 <= numbers[1] <= 12 else 0
    day = numbers[2] if month and len(numbers) > 2 and 1 <= numbers[2] <= 31 else 0
    return Date(year=numbers[0], month=month, day=day)


def page_span(first: str, last: str = "") -> str:
    """Return ``first-last``, or one page (or article number) if both are the same."""
    first, last = (text.strip() for text in (first, last))
    return f"{first}-{last}" if first and last and first != last else first or last


def real_pages(text: str) -> str:
    """Return ``text`` unless it says that there are no pages: ``n/a``, ``1-n/a``."""
    return "" if text.lower().rpartition("-")[2].strip() in _NO_PAGES else text


def first_isbn(texts: Iterable[str]) -> str:
    """Return the first ISBN of ``texts``, which may be addresses."""
    return next((found for text in texts if (found := isbn(text.rpartition("/")[2]))), "")


def first_issn(texts: Iterable[str]) -> str:
    """Return the first ISSN of ``texts``."""
    return next((found for text in texts if (found := issn(text))), "")
