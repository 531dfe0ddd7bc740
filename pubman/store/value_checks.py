"""What a value of each column has to be, so that it can be read."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from pubman.fields import EXTRA, FIELDS, KINDS
from pubman.merge.values import parse_value
from pubman.record import Date
from pubman.store.open_checks import LARGEST_VALUE
from pubman.store.readable import UNREADABLE
from pubman.store.rows import links_from_json, names_from_json


def _is_names(text: str) -> None:
    for name in names_from_json(text):
        if not all(isinstance(part, str) for part in (name.family, name.given, name.literal)):
            raise ValueError("holds a name that is not text")


def _is_links(text: str) -> None:
    for link in links_from_json(text):
        if not all(isinstance(part, str) for part in (link.label, link.url)):
            raise TypeError("holds a link that is not text")


def _is_words(text: str) -> None:
    found = json.loads(text)
    if not isinstance(found, list) or not all(isinstance(word, str) for word in found):
        raise ValueError("is not a list of words")


def is_fields(text: str) -> None:
    """Raise an error unless the text is a JSON object of texts."""
    found = json.loads(text)
    if not isinstance(found, dict) or not all(isinstance(each, str) for each in found.values()):
        raise ValueError("is not a JSON object of texts")


def _is_blocks(text: str) -> None:
    for block in json.loads(text):
        if not isinstance(block["raw"], str) or not isinstance(block["line"], int):
            raise TypeError("holds a block that is not text")


def _is_key(text: str) -> None:
    if not isinstance(json.loads(text), list):
        raise TypeError("is not a JSON list")


def is_row(text: str) -> None:
    """Raise an error unless the text is a JSON object."""
    if not isinstance(json.loads(text), dict):
        raise TypeError("is not a JSON object")


def is_kind(text: str) -> None:
    """Raise an error unless the text is a kind of publication."""
    if text not in KINDS:
        raise ValueError("is not a kind of publication")


CHECKS: Final[Mapping[tuple[str, str], Callable[[str], object]]] = {
    ("records", "kind"): is_kind,
    ("records", "date"): Date.parse,
    ("records", "authors"): _is_names,
    ("records", "editors"): _is_names,
    ("records", "keywords"): _is_words,
    ("records", "tags"): _is_words,
    ("records", "related"): _is_words,
    ("records", "links"): _is_links,
    ("records", "extra"): is_fields,
    ("imports", "blocks"): _is_blocks,
    ("changes", "row_key"): _is_key,
    ("changes", "before"): is_row,
}
_TEXT: Final = r'"[^"\\\x00-\x1f]*+"'  # without backtracking it takes a fifth of the time
_VALUE: Final = rf"(?:{_TEXT}|\d++)"
_NAME: Final = rf'\{{"family":{_TEXT},"given":{_TEXT}\}}'
_USUAL: Final[Mapping[Callable[[str], object], str]] = {
    is_kind: "|".join(KINDS),
    Date.parse: r"\d{4}",
    _is_names: rf"\[(?:{_NAME}(?:,{_NAME})*+)?\]",
    _is_words: rf"\[(?:{_TEXT}(?:,{_TEXT})*+)?\]",
    _is_links: r"\[\]",
    is_fields: rf"\{{(?:{_TEXT}:{_TEXT}(?:,{_TEXT}:{_TEXT})*+)?\}}",
    _is_blocks: r"\[\]",
    _is_key: rf"\[(?:{_VALUE}(?:,{_VALUE})*+)?\]",
    is_row: rf"\{{{_TEXT}:{_VALUE}(?:,{_TEXT}:{_VALUE})*+\}}",
}
"""Patterns of the usual values of a column, which can be read for certain. To read a value takes
ten times as long."""
_REASONS: Final[Mapping[str, str]] = {
    "date": "is not a date",
    "authors": "is not a list of names", "editors": "is not a list of names",
    "links": "is not a list of links", "blocks": "is not a list of blocks",
    "kind": "is not a kind of publication", "extra": "is not a JSON object of texts",
    "row_key": "is not a JSON list", "before": "is not a JSON object",
}  # fmt: skip


def is_usual(table: str, column: str) -> Callable[[str], object]:
    """Return a function that is true for the usual values of a column with a check.

    It is false for all values that cannot be read, and for some others.
    """
    return re.compile(_USUAL[CHECKS[table, column]], re.ASCII).fullmatch


def reason(table: str, column: str, value: Any) -> str:
    """Return why a value cannot be read, or ""."""
    if isinstance(value, bytes):
        return "is not text"
    if isinstance(value, str) and len(value) > LARGEST_VALUE:
        return "is too large"
    check = CHECKS.get((table, column))
    if check is None or value is None or value in ("[]", "{}"):
        return ""
    try:
        check(value)
    except UNREADABLE:
        return _REASONS.get(column, "is not a list of words")
    return ""


def override_reason(row: Any) -> str:
    """Return why the value of an override cannot be read, or ""."""
    field = row["field"]
    if field not in FIELDS and not str(field).startswith(EXTRA):
        return ""  # of a newer pubman: doctor names it, and it stays
    try:
        parse_value(field, row["value"])
    except UNREADABLE:
        return f"is not a valid {field}"
    return ""
