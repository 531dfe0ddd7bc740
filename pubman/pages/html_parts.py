"""Small parts of an HTML page as text that is already escaped: titles, languages, ranges, names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Final

from pubman.pages import metadata
from pubman.pages.authors import Author
from pubman.pages.html_signs import escape
from pubman.pages.labels import Labels
from pubman.pages.page import ShownEntry
from pubman.record import Publication
from pubman.text.markup import Leaf, Piece, maths_pieces, write


def title_html(title: tuple[Piece, ...]) -> str:
    """Return a title with its markup as HTML."""
    if len(title) == 1 and type(leaf := title[0]) is Leaf and not leaf.maths:
        return escape(leaf.text)  # as nearly every title
    return write(title, escape, _element, _maths)


def _element(tag: str, inner: str) -> str:
    if tag == "sc":
        return f'<span class="sc">{inner}</span>'
    name = {"tt": "code"}.get(tag, tag)
    return f"<{name}>{inner}</{name}>"


def _maths(source: str) -> str:
    inner = write(maths_pieces(source), escape, _element, escape)
    return f'<span class="maths">{inner}</span>'


_RANGE: Final = re.compile(r"(?:\bpp?\. )?\b[\w.:]{1,14}–[\w.:]{1,14}(?!\w)")
_YEAR_AT_END: Final = re.compile(r"(?:1[5-9]|20)\d\d\.?\Z")
_LAST_YEAR: Final = re.compile(r"(?:\bpp?\. )?(?<!\S)\S{1,30} (?:1[5-9]|20)\d\d(?=\.?\Z)")
_WORD_AND_YEAR: Final = re.compile(r"\S{1,30} \d{4}(?=\.?\Z)")
_PAGES_SIGN: Final = re.compile(r"\bpp?\. \Z")


def unbroken(text: str) -> str:
    """Return a line in which no range of pages and no last year is torn at the end of a line.

    A line with markup is left alone: only the writer of a pattern knows what may break there.
    """
    if "<" in text:
        return text
    ends = _YEAR_AT_END.search(text, max(len(text) - 5, 0))
    kept = _with_last_year(text, ends.start()) if ends else text
    if "–" in text and ("<" not in kept or "–" in kept.split("<")[0]):
        kept = _with_ranges(kept) if "<" not in kept else _ranges_before(kept)
    return kept


def _with_last_year(text: str, at: int) -> str:
    """Return ``text`` with its last year, which is ``at``, kept together with the word before."""
    start = text.rfind(" ", 0, max(at - 1, 0)) + 1
    if last := _WORD_AND_YEAR.match(text, start):
        if sign := _PAGES_SIGN.search(text, max(start - 4, 0), start):
            start = sign.start()
        end = last.end()
        return f'{text[:start]}<span class="nb">{text[start:end]}</span>{text[end:]}'
    # What is kept together is at most 40 signs long, so it is in the last 60.
    return text[:-60] + _LAST_YEAR.sub(_nowrap, text[-60:])


def _ranges_before(text: str) -> str:
    head, mark, tail = text.partition("<")
    return _with_ranges(head) + mark + tail


def _with_ranges(text: str) -> str:
    """Return ``text`` with each range kept together. It begins at most 18 signs before its dash."""
    if text.count("–") > 1:
        return _RANGE.sub(_nowrap, text)
    found = _RANGE.search(text, max(text.find("–") - 18, 0))
    return text[: found.start()] + _nowrap(found) + text[found.end() :] if found else text


def _nowrap(match: re.Match[str]) -> str:
    return f'<span class="nb">{match[0]}</span>'


@lru_cache(maxsize=256)
def token(text: str) -> str:
    """Return ``text`` as one word of a ``class`` or ``lang``: letters, digits and hyphens."""
    return re.sub(r"[^A-Za-z0-9-]+", "-", text).strip("-").lower() or "other"


_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]")


def language(pub: Publication, around: str) -> str:
    """Return ``lang`` for a title in another language, ``dir`` for one in another direction.

    *around* is the language of the page.
    """
    found = ""
    own = metadata.language(pub)
    if own and own.lower() != around.lower():
        found += f' lang="{own}"'
    if not pub.title.isascii() and _RIGHT_TO_LEFT.search(pub.title):
        found += ' dir="auto"'
    return found


class Spoken:
    """The names of links and buttons for screen readers, which no two entries share."""

    def __init__(self, labels: Labels) -> None:
        before, _, after = labels.words["one_of"].partition("{label}")
        self._ends = before, after
        self._last: tuple[str | None, tuple[str, str]] = None, ("", "")

    def around(self, title: str) -> tuple[str, str]:
        """Return what is read before and after a label of the entry that is called ``title``."""
        if self._last[0] is not title:  # The links of one entry follow one another.
            before, after = (_unseen(part.replace("{title}", title)) for part in self._ends)
            self._last = title, (before, after)
        return self._last[1]


def _unseen(text: str) -> str:
    return f'<span class="sr">{escape(text)}</span>' if text else ""


def coins(entry: ShownEntry, *, brief: bool) -> str:
    """Return an entry as Zotero reads it, in an element that nobody sees."""
    return f'<span class="Z3988" title="{metadata.coins(entry, brief=brief)}"></span>'


def counted(words: str, count: int) -> str:
    """Return ``words`` with the number in them."""
    return words.replace("{count}", f"{count:,}")


_FOLDED_FROM: Final = 25  # authors; a list this long takes more than three lines
_SHOWN_FIRST: Final = 10


def fold_authors(entry: ShownEntry) -> list[Author]:
    """Return the authors that a long list shows at once: the first ones, and oneself."""
    if len(entry.authors) < _FOLDED_FROM:
        return []
    later: Iterable[Author] = entry.authors[_SHOWN_FIRST:]
    own = [replace(author, skipped=True) for author in later if author.own]
    return [*entry.authors[:_SHOWN_FIRST], *own]
