"""Markup in CSL-JSON: ``<i> <b> <sub> <sup>``, and small capitals as a span.

Simple maths becomes text, a subscript or a superscript, because no CSL processor reads TeX.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from pubman.formats.plain_values import Writable, line, title
from pubman.text.html_text import read_title
from pubman.text.latex import decode_markup
from pubman.text.markup import printable, without_maths

_SMALL_CAPS: Final = '<span style="font-variant:small-caps;">'
_PLAIN_ELEMENT = re.compile(r"</?tt>")

_FIELDS: Final = (
    ("booktitle", "container-title"), ("booktitle", "volume-title"), ("title", "volume-title"),
    ("booksubtitle", "container-title"), ("journaltitle", "container-title"), ("journal",
    "container-title"), ("journalsubtitle", "container-title"), ("maintitle", "title"),
    ("maintitle", "container-title"), ("series", "collection-title"), ("shorttitle",
    "title-short"), ("title", "title-short"), ("eventtitle", "event-title"), ("origtitle",
    "original-title"), ("note", "note"), ("addendum", "note"), ("annotation", "annote"),
    ("annote", "annote"), ("abstract", "abstract"), ("publisher", "publisher"), ("location",
    "publisher-place"), ("type", "genre"),
)  # fmt: skip
"""Fields that lose their markup in a record, and the variables that hold their text."""


def csl_title(each: Writable) -> str:
    """Return the title of ``each`` with its markup."""
    marked = as_csl(each.title_markup)
    if marked and read_title(marked)[0] == printable(each.title):
        return marked
    return as_csl(title(each, latex=False), maths=False)


def as_csl(marked: str, *, maths: bool = True) -> str:
    """Return pubman's markup in the form of CSL."""
    marked = printable(marked)
    if maths:
        marked = without_maths(marked)
    return _PLAIN_ELEMENT.sub("", marked.replace("<sc>", _SMALL_CAPS).replace("</sc>", "</span>"))


def mark_up(found: dict[str, Any], fields: Mapping[str, str]) -> None:
    """Add the markup of the LaTeX in ``fields`` to the variables that hold the same text."""
    for name, variable in _FIELDS:
        value, text = fields.get(name, ""), found.get(variable)
        if not text or not value or not ("\\" in value or "$" in value):
            continue
        plain, marked = decode_markup(value)
        if marked and line(plain) and line(plain) in text:
            found[variable] = text.replace(line(plain), as_csl(marked), 1)
