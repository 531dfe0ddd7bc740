"""A list as plain text: authors, title and venue on three lines, then an empty line.

Lines are not wrapped, so that they can be searched and pasted. An ``entry`` pattern makes other
lines. If entries have only one line, there are no empty lines between them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from pubman.listing import Options, Section
from pubman.pages.entries import build
from pubman.pages.templating import Writer
from pubman.text.markup import (
    Piece,
    clean,
    maths_text,
    plain_element,
    strip_controls,
    write,
)

ENTRY: Final = "{{ authors }}\n{{ title }}\n{{ venue_line }}"
"""The lines of an entry unless a pattern replaces them."""


def render(sections: Sequence[Section], options: Options) -> str:
    """Return ``sections`` as plain text; a section without a heading is just its entries."""
    page = build(sections, options, legend="entry", labelled=False)
    writer = Writer(
        "text", page, escape=strip_controls, default_entry=ENTRY, filters={"pieces": pieces}
    )
    return close(writer.write("list"))


def close(text: str) -> str:
    """Return ``text`` with single empty lines and one newline at its end."""
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"


def pieces(title: tuple[Piece, ...]) -> str:
    """Return a title without its markup, with maths as far as plain text can show it.

    Numbers above or below the line are Unicode's: 10⁶ must not become 106.
    """
    return write(title, clean, plain_element, maths_text)
