"""Translate the text of an entry between BibTeX's language and biblatex's.

Only the names of types and fields (manual of biblatex, sections 2.1 and 2.2.5) and the way a date
is written differ. Everything else is kept character by character: unknown fields, macros and
comments. An entry that is already in the wanted language is returned unchanged.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from pubman.formats.bibtex.entry_text import edit_fields
from pubman.formats.bibtex.fields import MACROS
from pubman.formats.bibtex.grammar import Entry, parse_entry
from pubman.formats.bibtex.values import Unreadable, expand

_MONTHS: Final = tuple(MACROS)
TO_BIBLATEX: Final[Mapping[str, str]] = {
    "journal": "journaltitle", "address": "location", "school": "institution",
    "archiveprefix": "eprinttype", "primaryclass": "eprintclass",
}  # fmt: skip
"""BibTeX's fields -> biblatex's."""
TO_BIBTEX: Final = {new: old for old, new in TO_BIBLATEX.items()}

_BIBLATEX_TYPES: Final = {
    "phdthesis": ("thesis", "phdthesis"), "mastersthesis": ("thesis", "mathesis"),
    "techreport": ("report", "techreport"), "conference": ("inproceedings", ""),
    "electronic": ("online", ""), "www": ("online", ""),
}  # fmt: skip
"""BibTeX's types -> biblatex's, with the ``type`` that keeps the meaning of the old name."""
_BIBTEX_TYPES: Final = {
    "online": "misc", "report": "techreport", "collection": "proceedings",
    "mvproceedings": "proceedings", "mvcollection": "proceedings", "mvbook": "book",
    "bookinbook": "inbook", "reference": "book", "inreference": "incollection",
    "periodical": "misc", "dataset": "misc", "software": "misc",
}  # fmt: skip
_PADDED = re.compile(r"^\s*[\w-]+[ \t]{2,}=", re.MULTILINE)
"""A field of an entry in which the equals signs are aligned."""
_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2]))?(?:-\d\d)?")


def to_biblatex(raw: str) -> str:
    """Return the entry ``raw`` in biblatex's language, or unchanged if it cannot be read."""
    entry = _read(raw)
    if entry is None:
        return raw
    type_, said = _BIBLATEX_TYPES.get(entry.type, (entry.type, ""))
    names = {field.name for field in entry.fields}
    raw = _rename(raw, entry, TO_BIBLATEX, type_ if type_ != entry.type else "")
    return edit_fields(raw, {"type": said}) if said and "type" not in names else raw


def to_bibtex(raw: str) -> str:
    """Return the entry ``raw`` in BibTeX's language, or unchanged if it cannot be read."""
    entry = _read(raw)
    if entry is None:
        return raw
    values = {field.name: expand(field.value, MACROS) for field in entry.fields}
    type_ = _BIBTEX_TYPES.get(entry.type, "")
    if entry.type == "thesis":
        type_ = "mastersthesis" if values.get("type", "").startswith("ma") else "phdthesis"
    names = dict(TO_BIBTEX)
    if (type_ or entry.type) not in {"phdthesis", "mastersthesis"}:
        del names["institution"]
    raw = _rename(raw, entry, names, type_)
    if values.get("type", "") in {said for _, said in _BIBLATEX_TYPES.values() if said}:
        raw = edit_fields(raw, {"type": ""})  # the entry type has the same meaning
    return _with_year(raw, values) if "date" in values and "year" not in values else raw


def _read(raw: str) -> Entry | None:
    try:
        return parse_entry(raw)
    except Unreadable:
        return None


def _rename(raw: str, entry: Entry, names: Mapping[str, str], type_: str) -> str:
    """Return ``raw`` with fields renamed and, if given, another type; ``=`` stays aligned.

    A field keeps its name if the entry already has a field with the new name.
    """
    there = {field.name for field in entry.fields}
    for field in sorted(entry.fields, key=lambda each: -each.start):
        new = names.get(field.name)
        if new is None or new in there:
            continue
        head = re.compile(r"([^\s=]+)([ \t]*)").match(raw, field.start, field.end)
        if head is None:
            continue
        raw = raw[: field.start] + _aligned(new, head) + raw[head.end() :]
    return re.sub(r"(@\s*)[^\s{(]+", lambda m: m[1] + type_, raw, count=1) if type_ else raw


def _aligned(name: str, head: re.Match[str]) -> str:
    """Return ``name`` padded so that the equals sign keeps its column."""
    old, space = head[1], head[2]
    in_columns = space and _PADDED.search(head.string)
    return f"{name:<{len(old) + len(space) - 1}} " if in_columns else name + space


def _with_year(raw: str, values: Mapping[str, str]) -> str:
    """Return ``raw`` with ``year`` and ``month`` in place of a simple ``date``."""
    match = _DATE.fullmatch(values["date"].strip())
    if match is None:
        return raw
    entry = parse_entry(raw)
    field = next(each for each in entry.fields if each.name == "date")
    head = re.compile(r"([^\s=]+)([ \t]*)(=\s*)").match(raw, field.start, field.end)
    assert head is not None  # a field has a name and a sign
    begin = len(raw[: field.start].rstrip(" \t\r\n"))
    lines = [("year", f"{{{match[1]}}}")]
    if match[2] and "month" not in values:
        lines.append(("month", _MONTHS[int(match[2]) - 1]))
    between = "," + raw[begin : field.start]
    new = between.join(f"{_aligned(name, head)}{head[3]}{value}" for name, value in lines)
    return raw[: field.start] + new + raw[field.end :]
