"""A list as plain text: three lines an entry, authors, title and venue, an empty line between.

Nothing is wrapped, so that a line can be searched for and pasted. The ``entry`` pattern makes other
lines; a list whose entries are of one line has no empty lines between them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from pubman.listing import Options, Section
from pubman.pages.entries import build
from pubman.pages.templating import Writer
from pubman.text.markup import Piece, clean, maths_text, strip_controls, write

ENTRY: Final = "{{ authors }}\n{{ title }}\n{{ venue_line }}"
"""The lines of an entry where no pattern says otherwise."""


def render(sections: Sequence[Section], options: Options) -> str:
    """``sections`` as plain text; without a heading a section is just its entries."""
    page = build(sections, options, legend="entry", labelled=False)
    writer = Writer(
        "text", page, escape=strip_controls, default_entry=ENTRY, filters={"pieces": pieces}
    )
    return close(writer.write("list"))


def close(text: str) -> str:
    """``text`` with one empty line where there were several, and one newline at its end."""
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"


def pieces(title: tuple[Piece, ...]) -> str:
    """A title without its markup; maths as far as plain text can say it."""
    return write(title, clean, lambda _, inner: inner, maths_text)
