"""ORCID's XML: the same works as in its JSON, read by the same rules.

Each element becomes an object with its attributes and children as fields, which is how ORCID makes
its JSON.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Any, Final

from pubman.formats.items import Problem
from pubman.formats.orcid.reader import record_of
from pubman.formats.xml_elements import read_elements, text_in
from pubman.record import Record

_DEEPEST: Final = 30
_OTHERS: Final = {"funding-summary": "a grant", "peer-review-summary": "a review of a paper"}


def read(data: bytes) -> Iterator[Record | Problem]:
    """Yield one record for each group of works, or for each full work."""
    return read_elements(data, ["group", "work"], _make)


def _make(element: ET.Element) -> Record | str:
    other = next((what for name, what in _OTHERS.items() if element.find(name) is not None), "")
    if other:
        return f"{other}, not a publication"
    found = _object(element, 0)
    return record_of(found) if isinstance(found, dict) else "an empty work"


def _object(element: ET.Element, depth: int) -> dict[str, Any] | str:
    """Return an element as an object, or as its text if it has no children and no attributes."""
    found: dict[str, Any] = dict(element.attrib)
    if not len(element) or depth == _DEEPEST:
        return found | {"value": text_in(element)} if found else text_in(element)
    for child in element:
        value = _object(child, depth + 1)
        if child.tag not in found:
            found[child.tag] = value
        elif isinstance(found[child.tag], list):
            found[child.tag].append(value)
        else:
            found[child.tag] = [found[child.tag], value]
    return found
