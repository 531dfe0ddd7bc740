r"""A list as LaTeX: a document that compiles alone, or a fragment for another document.

Nothing in the data can become a command: text is escaped sign by sign, addresses are
percent-encoded, and maths passes only with commands that print. ``\href`` needs hyperref. Commands
such as ``\pubtitle`` and ``\pubentry`` say how an entry looks, so that a class can redefine them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Final

from markupsafe import Markup

from pubman.listing import Options, Section
from pubman.pages.entries import build
from pubman.pages.environments import ANGLED
from pubman.pages.latex_signs import declarations, mark_han
from pubman.pages.templating import Writer
from pubman.pages.text import close
from pubman.text.latex import encode
from pubman.text.latex import tables as latex_tables
from pubman.text.markup import Piece, clean, write
from pubman.text.urls import safe_url

ENTRY: Final = "{{ title }}\n{{ authors }}\n{{ venue_line }}\n{{ links }}"
"""The lines of an entry unless a pattern replaces them."""

_COMMANDS: Final = {
    "i": "emph",
    "b": "textbf",
    "sub": "textsubscript",
    "sup": "textsuperscript",
    "tt": "texttt",
    "sc": "textsc",
}
_MATHS: Final = (
    set(latex_tables.MATHS)
    | set(latex_tables.MATHS_ACCENTS)
    | (set(latex_tables.MATHS_TRANSPARENT) - {"ensuremath", "hbox", "mbox"})
    | set("frac sqrt sum prod int log ln exp min max lim sup inf deg dim".split())
)
_MATHS_TEXT = re.compile(r"(?:[^\\%#&~$^\"]|\^(?!\^)|\\[A-Za-z]+|\\[,;:! {}|])*\Z")


def render(sections: Sequence[Section], options: Options) -> str:
    """Return ``sections`` as LaTeX."""
    page = build(sections, options, legend="page", labelled=False, apart=True)
    filters: dict[str, Callable[..., Any]] = {"pieces": pieces, "link": link, "raw": Markup}
    writer = Writer("latex", page, escape, ENTRY, filters, ANGLED)
    # What must be declared depends on the signs of the whole text, so its place is filled in last.
    text = writer.write("list", unicode=Markup(_PLACE))  # noqa: S704 - a constant
    needed = declarations(text, fragment=options.fragment)
    return close(mark_han(text).replace(_PLACE, needed))


_PLACE: Final = "\x00"  # never part of cleaned text


def escape(text: str) -> str:
    r"""Return ``text`` as LaTeX prints it; letters of other scripts stay as they are.

    >>> escape(r"50 % \input{x}")
    '50 \\% {\\textbackslash}input{\\textbraceleft}x{\\textbraceright}'
    """
    return encode(clean(text), accents=False).replace('"', "{\\textquotedbl}")


def link(url: str) -> Markup:
    r"""Return an address for ``\href``, or ``""`` if it must not be linked."""
    safe = safe_url(url).replace("$", "%24").replace("~", "%7E").replace("^", "%5E")
    return Markup(re.sub(r"([%#&])", r"\\\1", safe))  # noqa: S704 - percent-encoded


def pieces(title: tuple[Piece, ...]) -> Markup:
    """Return a title with its markup as commands."""
    return Markup(write(title, escape, _element, _maths))  # noqa: S704 - escaped piece by piece


def _element(tag: str, inner: str) -> str:
    return f"\\{_COMMANDS[tag]}{{{inner}}}"


def _maths(source: str) -> str:
    """Return maths between its dollars if it can do nothing but print, else as text."""
    commands = set(re.findall(r"\\([A-Za-z]+)", source))
    depth = [source[:at].count("{") - source[:at].count("}") for at in range(len(source) + 1)]
    sound = min(depth) >= 0 and depth[-1] == 0 and commands <= _MATHS
    fits = sound and source.isascii() and _MATHS_TEXT.match(source) is not None
    paired = source.count(r"\left") == source.count(r"\right")
    return f"${source}$" if fits and paired else escape(f"${source}$")
