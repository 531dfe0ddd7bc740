"""A list as a page for MkDocs: front matter, then Markdown as Python-Markdown reads it.

Python-Markdown takes a backslash only before some signs. The others are character references.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pubman.listing import Options, Section
from pubman.pages import markdown
from pubman.pages.front_matter import front_matter
from pubman.pages.labels import load_labels
from pubman.text.markup import clean

_SIGNS = re.compile(r"[\\`*_\[\]<>|~$&{}!#^=]")
_BEGINNING = re.compile(r"(?:[-+#=:]|\d{1,9}(?=[.)]))")


def render(sections: Sequence[Section], options: Options) -> str:
    """Return ``sections`` as one page; a fragment has no front matter."""
    body = markdown.in_dialect(sections, replace(options, title="", subtitle=""), escape)
    if options.fragment:
        return body
    words = load_labels(options.language, options.template_dir).words
    facts = {"title": options.title or words["publications"], "description": options.subtitle}
    return f"{front_matter(facts)}\n{body}"


def escape(text: str) -> str:
    """Return ``text`` such that Python-Markdown and its usual extensions show it as it is.

    >>> escape("a*b <c> 50 %"), escape("1. x")
    ('a&#42;b &#60;c&#62; 50 %', '&#49;. x')
    """
    plain = clean(text)
    begins = _BEGINNING.match(plain)
    first = f"&#{ord(plain[0])};" if begins else ""
    rest = plain[1:] if begins else plain
    return first + _SIGNS.sub(lambda match: f"&#{ord(match[0])};", rest)
