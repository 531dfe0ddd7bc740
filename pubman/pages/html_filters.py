"""What the templates of an HTML page call: a value in, a piece of HTML or one word out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final
from urllib.parse import urljoin

from markupsafe import Markup

from pubman.exports import EXPORTS
from pubman.formats.bibtex import writer as bibtex_format
from pubman.pages import metadata
from pubman.pages.content_policy import policy
from pubman.pages.entry_links import EntryLink
from pubman.pages.facets import attributes_of
from pubman.pages.gathered import Gathered
from pubman.pages.html_signs import escape
from pubman.pages.page import Page, ShownEntry
from pubman.pages.topics import Topics
from pubman.pages.years import is_year
from pubman.record import Publication
from pubman.text.markup import Piece, maths_pieces, write
from pubman.text.urls import safe_url

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]")
_RTL_LANGUAGES: Final = frozenset({"ar", "he", "fa", "ur", "yi"})


def filters(page: Page, gathered: Gathered, topics: Topics) -> dict[str, Any]:
    """Return what the templates of a page call, by name."""
    language = page.labels.language
    brief = metadata.is_long(page)
    several = len(page.options.people) > 1
    names = dict(page.options.people)
    return {
        "pieces": pieces,
        "steps": lambda _: gathered.steps(),
        "spoken": _spoken(page),
        "token": token,
        "language": lambda pub: _attributes(pub, language),
        "by_year": is_year,
        "attributes": lambda entry: attributes_of(entry, topics, names if several else {}),
        "unbroken": unbroken,
        "media_type": media_type,
        "absolute": lambda url: absolute(url, page.options.address),
        "time": time,
        "direction": lambda code: "rtl" if code.split("-")[0] in _RTL_LANGUAGES else "ltr",
        "policy": lambda text, script: policy(("style-src", text), ("script-src", script)),
        # No "<" is left in it.
        "json_ld_lines": lambda shown: map(Markup, metadata.json_ld(shown, gathered.items)),
        "json_ld": lambda shown: Markup("".join(metadata.json_ld(shown, gathered.items))),  # noqa: S704
        "coins": lambda entry: Markup(  # noqa: S704 - percent-encoded
            f'<span class="Z3988" title="{metadata.coins(entry, brief=brief)}"></span>'
        ),
        "bibtex": bibtex,
        "fold_authors": fold_authors,
        "counted": counted,
    }


def _spoken(page: Page) -> Callable[[EntryLink | str, ShownEntry], Markup]:
    """Return a filter that gives a link or button of an entry a name that no other has."""
    before, _, after = page.labels.words["one_of"].partition("{label}")

    @lru_cache(maxsize=1)  # The links of one entry follow one another.
    def around(title: str) -> list[str]:
        parts = (part.replace("{title}", title) for part in (before, after))
        return [f'<span class="sr">{escape(part)}</span>' if part else "" for part in parts]

    def spoken(label: EntryLink | str, entry: ShownEntry) -> Markup:
        text = label if isinstance(label, str) else label.text
        first, last = around(entry.spoken)
        return Markup(f"{first}{escape(text)}{last}")  # noqa: S704 - escaped piece by piece

    return spoken


def bibtex(pub: Publication) -> str:
    """Return the BibTeX that a page shows: the person's own, or a made one without columns."""
    return bibtex_format.shown(pub)


def pieces(title: tuple[Piece, ...]) -> Markup:
    """Return a title with its markup as HTML."""
    return Markup(write(title, escape, _element, _maths))  # noqa: S704 - escaped piece by piece


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


def unbroken(line: Markup | str) -> Markup:
    """Return a line in which no range of pages and no last year is torn at the end of a line.

    A line with markup is left alone: only the writer of a pattern knows what may break there.
    """
    text = str(line)
    if "<" in text:
        return Markup(text)  # noqa: S704 - escaped by the writer
    ends = _YEAR_AT_END.search(text, max(len(text) - 5, 0))
    # What is kept together is at most 40 signs long, so it is in the last 60.
    kept = text[:-60] + _LAST_YEAR.sub(_nowrap, text[-60:]) if ends else text
    if "–" not in text:
        return Markup(kept)  # noqa: S704 - escaped by the writer
    if "<" not in kept or "–" in kept.split("<")[0]:
        kept = _RANGE.sub(_nowrap, kept) if "<" not in kept else _ranges_before(kept)
    return Markup(kept)  # noqa: S704 - escaped by the writer


def _ranges_before(text: str) -> str:
    head, mark, tail = text.partition("<")
    return _RANGE.sub(_nowrap, head) + mark + tail


def _nowrap(match: re.Match[str]) -> str:
    return f'<span class="nb">{match[0]}</span>'


@lru_cache(maxsize=256)
def token(text: str) -> str:
    """Return ``text`` as one word of a ``class`` or ``lang``: letters, digits and hyphens."""
    return re.sub(r"[^A-Za-z0-9-]+", "-", text).strip("-").lower() or "other"


def _attributes(pub: Publication, language: str) -> Markup:
    """Return ``lang`` for a title in another language, ``dir`` for one in another direction."""
    found = ""
    own = metadata.language(pub)
    if own and own.lower() != language.lower():
        found += f' lang="{own}"'
    if not pub.title.isascii() and _RIGHT_TO_LEFT.search(pub.title):
        found += ' dir="auto"'
    return Markup(found)  # noqa: S704 - a checked code and a constant


def time(text: str) -> Markup:
    """Return a date as a page shows it, for machines too if it is a date."""
    if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", text):
        return Markup(escape(text))  # noqa: S704 - escaped just now
    return Markup(f'<time datetime="{text}">{text}</time>')  # noqa: S704 - digits and hyphens


def counted(words: str, count: int) -> str:
    """Return ``words`` with the number in them."""
    return words.replace("{count}", f"{count:,}")


_FOLDED_FROM: Final = 25  # authors; a list this long takes more than three lines
_SHOWN_FIRST: Final = 10


def fold_authors(entry: ShownEntry) -> list[Any]:
    """Return the authors that a long list shows at once: the first ones, and oneself."""
    if len(entry.authors) < _FOLDED_FROM:
        return []
    later: Iterable[Any] = entry.authors[_SHOWN_FIRST:]
    own = [replace(author, skipped=True) for author in later if author.own]
    return [*entry.authors[:_SHOWN_FIRST], *own]


def absolute(url: str, page: str) -> str:
    """Return the whole address of a file beside ``page``, or ``""`` without the page's address."""
    start = safe_url(page)
    return urljoin(start, url) if start.startswith(("http:", "https:")) else ""


def media_type(url: str) -> str:
    """Return the media type of a download by its ending, or ``""``."""
    path = url.split("?", 1)[0].split("#", 1)[0]
    types = {each.extension: each.media_type for each in EXPORTS.values()}
    types[".xml"] = "application/atom+xml"
    return types.get(path[path.rfind(".") :], "") if "." in path else ""
