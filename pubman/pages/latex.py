r"""A list as LaTeX: a document that compiles alone, or as a fragment what stands in its body.

Nothing of the data can become a command: text is escaped sign by sign, addresses are
percent-encoded, and maths passes only with commands that print. pdfLaTeX sets Latin scripts;
LuaLaTeX and XeLaTeX all others, with a font that has them. ``\href`` needs hyperref.
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
from pubman.text.latex import encode
from pubman.text.latex import tables as latex_tables
from pubman.text.markup import Piece, clean, write
from pubman.text.urls import safe_url

ENTRY: Final = "{{ authors }}\n{{ title }}\n{{ venue_line }}\n{{ links }}"
"""The lines of an entry where no pattern says otherwise."""

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
    """``sections`` as LaTeX."""
    page = build(sections, options, legend="page", labelled=False)
    filters: dict[str, Callable[..., Any]] = {"pieces": pieces, "link": link, "raw": Markup}
    writer = Writer("latex", page, escape, ENTRY, filters, ANGLED)
    return close(writer.write("list"))


def escape(text: str) -> str:
    r"""``text`` as LaTeX prints it; letters of other scripts stay as they are.

    >>> escape(r"50 % \input{x}")
    '50 \\% {\\textbackslash}input{\\textbraceleft}x{\\textbraceright}'
    """
    return encode(clean(text), accents=False).replace('"', "{\\textquotedbl}")


def link(url: str) -> Markup:
    r"""An address for ``\href``; ``""`` for one that must not be linked."""
    safe = safe_url(url).replace("$", "%24").replace("~", "%7E").replace("^", "%5E")
    return Markup(re.sub(r"([%#&])", r"\\\1", safe))  # noqa: S704 - percent-encoded


def pieces(title: tuple[Piece, ...]) -> Markup:
    """A title with its markup as commands."""
    return Markup(write(title, escape, _element, _maths))  # noqa: S704 - escaped piece by piece


def _element(tag: str, inner: str) -> str:
    return f"\\{_COMMANDS[tag]}{{{inner}}}"


def _maths(source: str) -> str:
    """Maths between its dollars where it can only print; else as text."""
    commands = set(re.findall(r"\\([A-Za-z]+)", source))
    depth = [source[:at].count("{") - source[:at].count("}") for at in range(len(source) + 1)]
    sound = min(depth) >= 0 and depth[-1] == 0 and commands <= _MATHS
    fits = sound and source.isascii() and _MATHS_TEXT.match(source) is not None
    paired = source.count(r"\left") == source.count(r"\right")
    return f"${source}$" if fits and paired else escape(f"${source}$")
