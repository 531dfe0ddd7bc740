"""Values for RIS, EndNote, CSL-JSON and CSV: on one line, in a form that is read back unchanged.

Readers of these formats remove HTML from titles and split names at commas. So a value is written in
the plainest form that is read back unchanged: ``R & D`` stays as it is, and ``<i>`` is escaped only
if it would be read as markup.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from pubman.formats.author_lists import read_name
from pubman.formats.journal_proceedings import as_printed
from pubman.formats.row_keys import is_made
from pubman.formats.value_lists import split_words
from pubman.listing import Section
from pubman.listing import publications as in_sections
from pubman.record import Name, Publication, Record
from pubman.text.html_text import read_title as read_html
from pubman.text.identifiers import arxiv_id, doi, find_doi
from pubman.text.markup import printable, without_maths
from pubman.text.plain import plain, read_title
from pubman.text.urls import arxiv_url

_DEEPEST: Final = 3
Writable = Publication | Record
"""What can be written: a publication of a store, or a record that was just read."""


def entries(sections: Sequence[Section]) -> Iterator[Writable]:
    """Return every publication of ``sections`` once, in the order of the list."""
    return map(as_printed, in_sections(sections))


def own_key(entry: Writable) -> str:
    """Return the key of ``entry``, or an empty text if a reader made it (:func:`is_made`)."""
    key = entry.key if isinstance(entry, Publication) else entry.source_key
    key = "".join(printable(key).split())
    return "" if is_made(key, entry) else key


def line(text: str) -> str:
    """Return ``text`` on one line, escaped if it would be read as HTML or LaTeX."""
    text = printable(text)
    return text if plain(text) == text else _escape(text)


def _escape(text: str) -> str:
    return html.escape(text, quote=False).replace("\\", "&#92;")


def title(entry: Writable, *, latex: bool = True) -> str:
    """Return the title of ``entry``, with HTML if it has markup; maths is written as text.

    ``latex`` says whether readers of the format undo LaTeX in it.
    """
    read, escape = (read_title, _escape) if latex else (read_html, html.escape)
    bare, marked = printable(entry.title), printable(entry.title_markup)
    tries = [bare, html.escape(bare, quote=False), escape(bare), marked] if bare else [""]
    exact = (text for text in tries if read(text) == (bare, marked))
    spoken = without_maths(marked)
    words = [spoken, bare, escape(bare)] if "<" in spoken else [bare, escape(bare)]
    same_words = (text for text in words if read(text)[0] == bare)
    return next(exact, "") or next(same_words, escape(bare))


def name(each: Name) -> str:
    """Return ``Last, First, Jr.``, or an institution followed by a comma, as EndNote requires."""
    return _name(replace(each, number="", pid="", orcid="", marks=()))


@lru_cache(maxsize=8192)
def _name(each: Name, depth: int = 0) -> str:
    if each.literal:
        body = printable(each.literal).rstrip(", ") + ","
        return body if read_name(body) == each else body.rstrip(",").replace(",", ",,", 1)
    last = f"{each.particle} {each.family}".strip()
    usual = ", ".join(part for part in (last, each.given, each.suffix) if part)
    whole = each.full
    tries = [whole, usual] if each.family_first else [usual, whole]
    cleaned = [printable(text) for text in (*tries, each.inverted)]
    if exact := next((text for text in cleaned if read_name(text) == each), ""):
        return exact
    # There is no way to write it. The nearest form at least stays the same when it is read again.
    nearest = read_name(cleaned[0])
    return cleaned[0] if depth == _DEEPEST else _name(nearest, depth + 1)


def doi_of(entry: Writable) -> str:
    """Return the DOI of ``entry``, also if only its address says it."""
    return printable(entry.doi) or doi(entry.url) or find_doi(entry.url)


def note(entry: Writable) -> str:
    """Return the note of ``entry``, unless it is a number that has a field of its own."""
    numbers = (doi(entry.note) or "-", arxiv_id(entry.note) or "-")
    return "" if numbers[0] == entry.doi or numbers[1] == entry.arxiv_id else line(entry.note)


def addresses(entry: Writable) -> list[str]:
    """Return the address of ``entry`` and that of its arXiv number, but not that of its DOI."""
    own = "".join(printable(entry.url).split())
    number = entry.arxiv_id or arxiv_id(own)
    is_other = own and not doi(own) and not arxiv_id(own)
    return [each for each in (own if is_other else "", arxiv_url(number)) if each]


def words(entry: Writable) -> tuple[str, ...]:
    """Return the keywords of ``entry``, each once. Every reader splits them at semicolons."""
    return split_words(map(printable, entry.keywords))
