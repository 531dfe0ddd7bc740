"""Publishers and towns in CSL. In biblatex, each may be a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from pubman.formats import csl_vocabulary as words
from pubman.formats.bibtex.own_entry import Own
from pubman.formats.plain_values import Writable, line
from pubman.text.latex import decode
from pubman.text.name_parts import AND, outside_braces

MEETINGS: Final = frozenset({"conference", "workshop", "demo", "proceedings"})
HOUSES: Final = ("school", "institution", "organization", "howpublished", "publisher")
"""The fields that name a publisher, in the order in which a bibliography prints them."""
ADDRESS = re.compile(r"https?://[^\s()]+")


def houses(each: Writable, said: Own) -> str:
    """Return the publishers, each once."""
    fields = said.fields
    names = [name for name in HOUSES if not (name == "organization" and each.kind in MEETINGS)]
    # The record has this organization as its publisher.
    if "publisher" not in fields and "organization" in fields:
        names = ["school", "institution", "publisher", "howpublished"]
    if each.kind == "preprint" and each.venue and not (each.publisher or each.school):
        return ""
    if ADDRESS.match(each.extra.get("howpublished", "")):
        names.remove("howpublished")  # This is the address of the work.
    found = [house for name in names for house in listed(each, said, name)]
    return "; ".join(dict.fromkeys(found))


def places(each: Writable, said: Own) -> dict[str, str]:
    """Return the town of the event and the town of the publisher.

    In biblatex ``location`` is the publisher's. The ACM puts the publisher's town into ``address``.
    """
    if not said.fields:
        return {}
    address, location = ("; ".join(listed(each, said, name)) for name in ("address", "location"))
    if said.type == "patent":
        return _placed(jurisdiction=_countries(listed(each, said, "location")))
    has_town = "address" in each.extra or "location" in each.extra
    if "venue" in said.fields:
        return _placed(line(each.place), location or address if has_town else "")
    if {"address", "location"} <= said.fields.keys():
        return _placed(location, address)
    if each.kind in MEETINGS and has_town:
        return _placed(line(each.place), location or address)
    if each.kind in MEETINGS - {"proceedings"} and not said.biblatex:
        return _placed(line(each.place))
    return _placed("", location)


def _countries(names: Sequence[str]) -> str:
    return "; ".join(words.COUNTRIES.get(name, name) for name in names)


def _placed(event: str = "", publisher: str = "", **others: str) -> dict[str, str]:
    return {"event-place": event, "publisher-place": publisher, **others}


def listed(each: Writable, said: Own, name: str) -> list[str]:
    """Return the parts of a literal list (section 2.2.1), which only biblatex knows."""
    plain = {"publisher": each.publisher, "school": each.school}.get(name, each.extra.get(name, ""))
    if name in ("location", "address") and not plain:
        plain = each.place
    if not said.biblatex or name == "howpublished":
        return [line(plain)] if plain else []
    text = said.fields.get(name, "")
    if name == "publisher" and not text:
        text = said.fields.get("organization", "")
    if decode(text) != plain:
        text = plain
    parts = (line(decode(part)) for part in outside_braces(text, AND))
    return [part for part in parts if part]
