"""A list as Markdown that GitHub, Hugo and CommonMark read alike: one bullet per entry.

Every sign that could begin markup is escaped with a backslash. The only raw HTML is ``<sub>`` and
``<sup>`` in titles, because Markdown has no such markup. Hugo, Quarto and MkDocs read further
signs, so they are dialects with their own escape (:mod:`pubman.pages.hugo`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Final

from markupsafe import Markup

from pubman.listing import Options, Section
from pubman.pages.entries import build
from pubman.pages.environments import Escape
from pubman.pages.templating import Writer
from pubman.pages.text import close
from pubman.text.markup import Piece, clean, maths_pieces, write
from pubman.text.urls import safe_url

ENTRY: Final = "{{ title }}\n{{ authors }}\n{{ venue_line }}\n{{ links }}"
"""The lines of an entry unless a pattern replaces them."""
LINE_BREAK: Final = Markup("  \n  ")
"""A new line inside a bullet: two spaces, which every dialect knows, and the indent."""

_SIGNS = re.compile(r"[\\`*_\[\]<>|~$]|&(?=#?\w+;)")
# Signs that begin a heading, a list, a quotation or a rule at the beginning of a line.
_BEGINNING = re.compile(r"(?P<number>\d{1,9})(?=[.)](?:\s|$))|(?P<sign>[-+#=])")


def render(sections: Sequence[Section], options: Options) -> str:
    """Return ``sections`` as Markdown; headings begin at ``options.heading_level``."""
    return in_dialect(sections, options, escape)


def in_dialect(sections: Sequence[Section], options: Options, escape: Escape) -> str:
    """Return ``sections`` as Markdown of a dialect; dialects differ in how they ``escape`` text."""

    def pieces(title: tuple[Piece, ...]) -> Markup:
        def maths(source: str) -> str:
            # Few readers of Markdown show $...$, but all of them show <sup> and <sub>.
            return write(maths_pieces(source), escape, _element, escape)

        return Markup(write(title, escape, _element, maths))  # noqa: S704 - escaped by piece

    page = build(sections, options, legend="page", labelled=False)
    filters: dict[str, Callable[..., Any]] = {"pieces": pieces, "link": link}
    writer = Writer("markdown", page, escape=escape, default_entry=ENTRY, filters=filters)
    writer.line_break = LINE_BREAK
    return close(writer.write("list"))


def escape(text: str) -> str:
    r"""Return ``text`` such that Markdown shows it as it is.

    >>> escape("1. *Fast* joins_"), escape("R&D &amp; C#")
    ('1\\. \\*Fast\\* joins\\_', 'R&D \\&amp; C#')
    """
    if text.replace(" ", "").isalpha():
        return text
    escaped = _SIGNS.sub(r"\\\g<0>", clean(text))
    begins = _BEGINNING.match(escaped)
    if begins is None:
        return escaped
    end = begins.end()
    return f"{begins['number']}\\{escaped[end:]}" if begins["number"] else "\\" + escaped


def link(url: str) -> Markup:
    """Return an address for ``[text](address)``, or ``""`` if it must not be linked."""
    safe = safe_url(url)
    for sign, code in (("(", "%28"), (")", "%29"), ("$", "%24"), ("*", "%2A"), ("&", "&amp;")):
        safe = safe.replace(sign, code)
    return Markup(safe)  # noqa: S704 - percent-encoded


def _element(tag: str, inner: str) -> str:
    if not inner.strip() or tag == "sc":
        return inner
    if tag in ("sub", "sup"):
        return f"<{tag}>{inner}</{tag}>"
    sign = {"i": "*", "b": "**", "tt": ""}[tag]
    return f"{sign}{inner}{sign}"
