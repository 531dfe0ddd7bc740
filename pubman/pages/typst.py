"""A list as Typst: a document that compiles alone, or as a fragment what stands in its body.

Every sign that means something to Typst is escaped; addresses stand in string literals. Maths of a
title is shown as text, since Typst writes it otherwise than LaTeX.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Final

from markupsafe import Markup

from pubman.listing import Options, Section
from pubman.pages.entries import build
from pubman.pages.templating import ANGLED, Writer
from pubman.pages.text import close
from pubman.text.markup import Piece, clean, maths_pieces, write

ENTRY: Final = "{{ title }}\n{{ authors }}\n{{ venue_line }}\n{{ links }}"
"""The lines of an entry where no pattern says otherwise."""

_FUNCTIONS: Final = {
    "i": "emph",
    "b": "strong",
    "sub": "sub",
    "sup": "super",
    "sc": "smallcaps",
}
# Signs with a meaning in Typst's markup, and those that have one where a line begins.
_SIGNS = re.compile(r"[\\#$*_`<>@\[\]~/'\"=+.:-]")


def render(sections: Sequence[Section], options: Options) -> str:
    """``sections`` as Typst."""
    page = build(sections, options, legend="page", labelled=False)
    filters: dict[str, Callable[..., Any]] = {
        "pieces": pieces,
        "string_literal": string_literal,
    }
    writer = Writer("typst", page, escape, ENTRY, filters, ANGLED)
    return close(writer.write("list"))


def escape(text: str) -> str:
    r"""``text`` as Typst shows it.

    >>> escape("#import [x] -- R&D")
    '\\#import \\[x\\] \\-\\- R&D'
    """
    return _SIGNS.sub(_escaped, clean(text))


def _escaped(match: re.Match[str]) -> str:
    # Between words these mean nothing, and titles are full of them.
    before, after = match.string[: match.start()][-1:], match.string[match.end() :][:1]
    plain = match[0] in "-.:/'" and before.isalnum() and (after.isalnum() or after == " ")
    return match[0] if plain else "\\" + match[0]


def string_literal(text: str) -> Markup:
    """``text`` in quotes, as code takes it."""
    bare = clean(text).replace("\\", "\\\\").replace('"', '\\"')
    return Markup(f'"{bare}"')  # noqa: S704 - escaped just now


def pieces(title: tuple[Piece, ...]) -> Markup:
    """A title with its markup as function calls."""
    return Markup(write(title, escape, _element, _maths))  # noqa: S704 - escaped piece by piece


def _element(tag: str, inner: str) -> str:
    return f"#{_FUNCTIONS[tag]}[{inner}];" if tag in _FUNCTIONS else inner


def _maths(source: str) -> str:
    inner = write(maths_pieces(source), escape, _element, escape)
    return f"#emph[{inner}];"
