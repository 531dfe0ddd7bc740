"""A list as Typst: a document that compiles alone, or a fragment for another document.

Every sign with a meaning in Typst is escaped, and addresses are string literals. Maths in a title
becomes text with sub- and superscripts, because Typst writes maths in another way than LaTeX.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Final

from markupsafe import Markup

from pubman.listing import Options, Section
from pubman.pages.entries import build
from pubman.pages.environments import ANGLED
from pubman.pages.templating import Writer
from pubman.pages.text import close
from pubman.text.markup import Piece, clean, maths_pieces, write

ENTRY: Final = "{{ title }}\n{{ authors }}\n{{ venue_line }}\n{{ links }}"
"""The lines of an entry unless a pattern replaces them."""

_FUNCTIONS: Final = {
    "i": "emph",
    "b": "strong",
    "sub": "sub",
    "sup": "super",
    "sc": "smallcaps",
}
# Signs with a meaning in the markup of Typst, some of them only at the beginning of a line.
_SIGNS = re.compile(r"[\\#$*_`<>@\[\]~/'\"=+.:-]")


def render(sections: Sequence[Section], options: Options) -> str:
    """Return ``sections`` as Typst."""
    page = build(sections, options, legend="page", labelled=False, apart=True)
    filters: dict[str, Callable[..., Any]] = {
        "pieces": pieces,
        "string_literal": string_literal,
        "raw": Markup,
    }
    writer = Writer("typst", page, escape, ENTRY, filters, ANGLED)
    return close(writer.write("list"))


def escape(text: str) -> str:
    r"""Return ``text`` as Typst shows it.

    >>> escape("#import [x] -- R&D")
    '\\#import \\[x\\] \\-\\- R&D'
    """
    return _SIGNS.sub(_escaped, clean(text))


def _escaped(match: re.Match[str]) -> str:
    # Between words these have no meaning, and titles are full of them.
    before, after = match.string[: match.start()][-1:], match.string[match.end() :][:1]
    plain = match[0] in "-.:/'" and before.isalnum() and (after.isalnum() or after == " ")
    return match[0] if plain else "\\" + match[0]


def string_literal(text: str) -> Markup:
    """Return ``text`` in quotes, as a string of Typst code."""
    bare = clean(text).replace("\\", "\\\\").replace('"', '\\"')
    return Markup(f'"{bare}"')  # noqa: S704 - escaped just now


def pieces(title: tuple[Piece, ...]) -> Markup:
    """Return a title with its markup as function calls."""
    return Markup(write(title, escape, _element, _maths))  # noqa: S704 - escaped piece by piece


def _element(tag: str, inner: str) -> str:
    return f"#{_FUNCTIONS[tag]}[{inner}];" if tag in _FUNCTIONS else inner


def _maths(source: str) -> str:
    inner = write(maths_pieces(source), escape, _element, escape)
    return f"#emph[{inner}];"
