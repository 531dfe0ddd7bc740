"""A list as a page for Quarto: front matter in YAML, then Markdown for pandoc.

Unlike GitHub, pandoc reads citations (``@key``), ``^superscripts^`` and quotation marks, and Quarto
reads shortcodes (``{{< … >}}``). Their signs are escaped too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from pubman.listing import Options, Section
from pubman.pages import markdown as plain
from pubman.pages.hugo import front_matter
from pubman.text.markup import clean

_NAMES: Final = ("title", "subtitle", "date-modified")
_SIGNS = re.compile(r"[@^\"']|\.(?=\.\.)|-(?=-)|:(?=::)")


def render(sections: Sequence[Section], options: Options) -> str:
    """Return ``sections`` as one page; a fragment has no front matter."""
    body = plain.in_dialect(sections, replace(options, title="", subtitle=""), escape)
    return body if options.fragment else f"---\n{front_matter(options, _NAMES, ': ')}---\n\n{body}"


def escape(text: str) -> str:
    """Return ``text`` such that Quarto and pandoc show it as it is."""
    escaped = _SIGNS.sub(r"\\\g<0>", plain.escape(clean(text)))
    # Markdown may already have escaped a sign at the beginning of the line.
    escaped = escaped.replace("\\\\-", "\\-") if clean(text).startswith("-") else escaped
    return escaped.replace("{{", "\\{{").replace("}}", "}\\}")
