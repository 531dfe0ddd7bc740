"""A table of fields with the tags that hold each, and its cleaner, for all tagged formats.

Each reader has such a table at its top. The table covers the fields that one tag gives directly.
Fields that several tags decide together (kind, date, venue and others) have their own functions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, NamedTuple

from pubman.formats.tagged.blocks import Block

PLACED: Final = frozenset("conference book proceedings chapter report thesis".split())
"""The kinds whose place a list prints: that of the conference, the publisher or the school."""


class FieldSource(NamedTuple):
    """The source of a field: the first of ``tags`` (separated by blanks) that has a value."""

    tags: str
    clean: Callable[[str], str]


Fields = Mapping[str, FieldSource]
"""Fields of a work -> the tags that give each."""


def read_fields(block: Block, fields: Fields) -> dict[str, Any]:
    """Return the value of every field in the table. A field without a value is an empty text."""
    return {
        name: source.clean(block.first(*source.tags.split())) for name, source in fields.items()
    }


def joined(texts: Iterable[str]) -> str:
    """Return the non-empty ``texts``, separated by semicolons."""
    return "; ".join(filter(None, texts))


def kept(values: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Return values by their tags, each as one text, for the ``extra`` of a record."""
    texts = {tag: joined(each) for tag, each in values.items()}
    return {tag: text for tag, text in texts.items() if text}
