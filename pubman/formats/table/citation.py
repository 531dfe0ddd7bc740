"""Read what a table has only in a citation: the column ``citation`` of academicpages.

The form is that of its template: ``Oak, A., & Fern, B. (2022). Title. Journal, 39(12), 11-19.``
"""

from __future__ import annotations

import re
from typing import Any, Final

from pubman.text.html_text import plain_text
from pubman.text.names import split_names

_YEAR: Final = re.compile(r"\s*[(\[]?(?:19|20)\d\d[a-z]?\b")
_PLACE: Final = re.compile(
    r"(?P<volume>\d{1,4})\s?\((?P<number>\w[\w–/-]*)\)(?:[,:.]\s*(?P<pages>[A-Za-z]{0,5}\d[\w–-]*))?"
)
_FULL_STOP: Final = re.compile(r"(?<=\w\w)\.\Z")
"""The full stop after the authors. The one after an initial belongs to the name."""
_ELLIPSIS: Final = re.compile(r"(?:\.\.\.|…)\s*(?:&|and\b)?")
_LONGEST: Final = 2000


def read_citation(text: str, title: str) -> dict[str, Any]:
    """Return the authors, volume, issue and pages of a citation. What is unclear is left out."""
    plain = plain_text(text[:_LONGEST])
    year = _YEAR.search(plain)
    ends = [plain.find(title) if title else -1, year.start() if year else -1]
    before = plain[: min((at for at in ends if at >= 0), default=0)].strip(" ,\"'“‘«")
    found = _authors(before) if before else {}
    behind = plain[year.end() :] if year else plain
    behind = (behind.partition(title)[2] if title else "") or behind
    if match := _PLACE.search(behind):
        found |= {name: value.replace("–", "-") for name, value in match.groupdict("").items()}
    return {name: value for name, value in found.items() if value}


def _authors(text: str) -> dict[str, Any]:
    """Return the authors of a citation. An ellipsis means that the style leaves some out."""
    bare = text.removesuffix(".") if text.count(".") == 1 else _FULL_STOP.sub("", text)
    parts = [part.strip(" ,") for part in _ELLIPSIS.split(bare)]
    lists = [split_names(part) for part in parts if part and part.lower() != "others"]
    names = tuple(name for each in lists for name in each.names)
    return {"authors": names, "authors_cut": len(parts) > 1 or any(each.cut for each in lists)}
