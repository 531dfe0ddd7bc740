"""What the templates of an HTML page call: a value in, a piece of HTML or one word out."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urljoin

from markupsafe import Markup

from pubman.exports import EXPORTS
from pubman.formats.bibtex import writer as bibtex
from pubman.pages import html_parts, metadata
from pubman.pages.content_policy import policy
from pubman.pages.entry_links import EntryLink
from pubman.pages.gathered import Gathered
from pubman.pages.html_entries import HtmlEntries
from pubman.pages.html_parts import Spoken, counted, fold_authors, token
from pubman.pages.html_signs import escape
from pubman.pages.page import Page, ShownEntry
from pubman.pages.years import is_year
from pubman.text.markup import Piece
from pubman.text.urls import safe_url

_RTL_LANGUAGES: Final = frozenset({"ar", "he", "fa", "ur", "yi"})


def filters(page: Page, gathered: Gathered, entries: HtmlEntries) -> dict[str, Any]:
    """Return what the templates of a page call, by name."""
    language = page.labels.language
    return {
        "pieces": pieces,
        "steps": lambda _: gathered.steps(),
        "texts": lambda _, writer: gathered.steps(
            lambda entry, again: entries.write(entry, writer, again)
        ),
        "show": lambda *taken: _markup(entries.write(*taken)),
        "remark": lambda entry, text: _markup(entries.remark(entry, text)),
        "written": lambda entry, name: _markup(entries.parts[name](entry)),
        "spoken": _spoken(entries.spoken),
        "token": token,
        "language": lambda pub: _markup(html_parts.language(pub, language)),
        "by_year": is_year,
        "attributes": lambda entry: _markup(entries.attributes(entry)),
        "unbroken": lambda line: _markup(html_parts.unbroken(str(line))),
        "media_type": media_type,
        "absolute": lambda url: absolute(url, page.options.address),
        "time": time,
        "direction": lambda code: "rtl" if code.split("-")[0] in _RTL_LANGUAGES else "ltr",
        "policy": lambda text, script: policy(("style-src", text), ("script-src", script)),
        # No "<" is left in it.
        "json_ld_lines": lambda shown: map(Markup, metadata.json_ld(shown, gathered.items)),
        "json_ld": lambda shown: _markup("".join(metadata.json_ld(shown, gathered.items))),
        "coins": lambda entry: _markup(html_parts.coins(entry, brief=entries.brief)),
        "bibtex": bibtex.shown,
        "fold_authors": fold_authors,
        "counted": counted,
    }


def _markup(text: str) -> Markup:
    """Return text that is already escaped."""
    return Markup(text)  # noqa: S704 - see above


def _spoken(names: Spoken) -> Callable[[EntryLink | str, ShownEntry], Markup]:
    """Return a filter that gives a link or button of an entry a name that no other has."""

    def spoken(label: EntryLink | str, entry: ShownEntry) -> Markup:
        text = label if isinstance(label, str) else label.text
        before, after = names.around(entry.spoken)
        return _markup(f"{before}{escape(text)}{after}")

    return spoken


def pieces(title: tuple[Piece, ...]) -> Markup:
    """Return a title with its markup as HTML."""
    return _markup(html_parts.title_html(title))


def time(text: str) -> Markup:
    """Return a date as a page shows it, for machines too if it is a date."""
    if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", text):
        return _markup(escape(text))
    return _markup(f'<time datetime="{text}">{text}</time>')


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
