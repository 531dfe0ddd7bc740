"""The signs of HTML: text as HTML shows it."""

from __future__ import annotations

import re

from markupsafe import escape as escape_html

from pubman.text.markup import strip_controls

_PLAIN = re.compile("[\n !#-%(-;=?-~]*+")
_SIGNS = re.compile("[&<>\"']")


def escape(text: str) -> str:
    """Return ``text`` as HTML shows it, in an element or in quotes, without control characters."""
    if _PLAIN.fullmatch(text):  # as nearly every text
        return text
    shown = strip_controls(text)
    return str(escape_html(shown)) if _SIGNS.search(shown) else shown
