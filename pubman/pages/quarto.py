"""A list as a page for Quarto: front matter in YAML, then Markdown for pandoc.

Beyond GitHub's dialect pandoc reads citations (``@key``), ``^superscripts^`` and quotation marks,
and Quarto shortcodes (``{{< … >}}``); their signs are escaped too.
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
    """``sections`` as one page; as a fragment without front matter."""
    body = plain.in_dialect(sections, replace(options, title="", subtitle=""), escape)
    return body if options.fragment else f"---\n{front_matter(options, _NAMES, ': ')}---\n\n{body}"


def escape(text: str) -> str:
    """``text`` such that neither Quarto nor pandoc reads more into it."""
    escaped = _SIGNS.sub(r"\\\g<0>", plain.escape(clean(text)))
    # A sign at the beginning of a line may have been escaped already.
    escaped = escaped.replace("\\\\-", "\\-") if clean(text).startswith("-") else escaped
    return escaped.replace("{{", "\\{{").replace("}}", "}\\}")
