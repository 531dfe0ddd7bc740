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
_LONGEST: Final = 2000


def read_citation(text: str, title: str) -> dict[str, Any]:
    """Return the authors, volume, issue and pages of a citation. What is unclear is left out."""
    plain = plain_text(text[:_LONGEST])
    found: dict[str, Any] = {}
    year = _YEAR.search(plain)
    ends = [
        at for at in (plain.find(title) if title else -1, year.start() if year else -1) if at >= 0
    ]
    before = plain[: min(ends, default=0)].strip(" ,\"'“‘«")
    names = split_names(_FULL_STOP.sub("", before)) if before else None
    if names and names.names:
        found |= {"authors": names.names, "authors_cut": names.cut}
    behind = plain[year.end() :] if year else plain
    behind = behind.partition(title)[2] or behind
    if match := _PLACE.search(behind):
        found |= {name: value.replace("–", "-") for name, value in match.groupdict("").items()}
    return {name: value for name, value in found.items() if value}
