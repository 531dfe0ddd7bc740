"""What the tagged formats share: a table of fields, the tags that hold each, and its cleaner.

Each reader has such a table at its top. It covers the fields that one tag gives directly; fields
that several tags decide together (the kind, the date, the venue ...) have functions of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from pubman.formats.tagged.blocks import Block


class Source(NamedTuple):
    """Where a field comes from: the first of ``tags`` (parted by blanks) that has a value."""

    tags: str
    clean: Callable[[str], str]


Fields = Mapping[str, Source]
"""Fields of a work -> where each comes from."""


def read_fields(block: Block, fields: Fields) -> dict[str, Any]:
    """Return the value of every field in the table. A field without a value is an empty text."""
    return {
        name: source.clean(block.first(*source.tags.split())) for name, source in fields.items()
    }


def joined(texts: Iterable[str]) -> str:
    """Return the non-empty ``texts``, parted by semicolons."""
    return "; ".join(filter(None, texts))


def kept(values: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Return values by their tags, each as one text, for the ``extra`` of a record."""
    texts = {tag: joined(each) for tag, each in values.items()}
    return {tag: text for tag, text in texts.items() if text}
