"""Records, names and links as rows: plain columns, and JSON only for lists that are never joined.

An empty value is NULL in the file, so that ``WHERE doi IS NULL`` means what it says, and ``""`` in
the types. Only this module knows both.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from operator import attrgetter
from typing import Any, Final

from pubman.fields import RECORD_FIELDS
from pubman.record import Date, Link, Name, Record

_NAME_PARTS: Final = ("family", "given", "particle", "suffix", "literal", "number", "pid", "orcid")
_NAME_HEADS: Final = tuple(f'"{part}":' for part in _NAME_PARTS)
_name_parts: Final = attrgetter(*_NAME_PARTS)
_other_parts: Final = attrgetter(*_NAME_PARTS[2:], "marks")
_NO_OTHERS: Final = ("", "", "", "", "", "", ())
_LISTS: Final = frozenset({"authors", "editors", "keywords"})
TEXT_COLUMNS: Final = tuple(
    name for name in RECORD_FIELDS if name not in _LISTS and name not in {"kind", "date"}
)
_texts: Final = attrgetter(*TEXT_COLUMNS)
_encode: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""Made once: ``json.dumps`` would make an encoder for every value."""
_quote: Final = json.encoder.encode_basestring
RECORD_COLUMNS: Final = (
    "source_key",
    "kind",
    *TEXT_COLUMNS,
    "date",
    "authors",
    "authors_cut",
    "editors",
    "keywords",
    "tags",
    "links",
    "related",
    "extra",
    "raw",
    "line",
)
"""The columns of ``records`` that a source fills."""
_TEXT: Final = RECORD_COLUMNS.index(TEXT_COLUMNS[0])
_REST: Final = _TEXT + len(TEXT_COLUMNS)
TEXTS: Final = slice(_TEXT, _REST)
"""The place of :data:`TEXT_COLUMNS` among :data:`RECORD_COLUMNS`."""
REST: Final = slice(_REST, None)
"""The columns behind them, from ``date`` to ``line``."""


def dump(value: object) -> str:
    """Return ``value`` as compact JSON in readable Unicode."""
    return _encode(value)


def texts_to_json(texts: Mapping[str, str]) -> str:
    """Return a mapping of texts as the JSON object of a column, as :func:`dump` writes it."""
    return f"{{{','.join([f'{_quote(name)}:{_quote(text)}' for name, text in texts.items()])}}}"


def key_to_json(key: Sequence[Any]) -> str:
    """Return the primary key of a row as a JSON list, as :func:`dump` writes it."""
    return f"[{','.join(map(_part_to_json, key))}]"


def _part_to_json(part: object) -> str:
    if isinstance(part, int):
        return str(part)
    return _quote(part) if isinstance(part, str) else dump(part)


def name_to_json(name: Name) -> str:
    """Return the parts of ``name`` that are not empty, as the JSON object of a column."""
    family, given = name.family, name.given
    if family and given and _other_parts(name) == _NO_OTHERS:  # nearly every name
        return f'{{"family":{_quote(family)},"given":{_quote(given)}}}'
    parts = zip(_NAME_HEADS, _name_parts(name), strict=True)
    said = [head + _quote(value) for head, value in parts if value]
    if name.marks:
        said.append(f'"marks":{dump(name.marks)}')
    return f"{{{','.join(said)}}}"


def name_from_json(parts: Mapping[str, Any]) -> Name:
    """Return the name with the parts that :func:`name_to_json` gave."""
    if "marks" in parts:
        return Name(**{**parts, "marks": tuple(parts["marks"])})
    return Name(**parts)


def name_from_text(text: str) -> Name:
    """Return the name of a JSON object, by the quickest way if it has the two usual parts."""
    if usual := _USUAL_NAME.fullmatch(text):
        return Name(family=usual[1], given=usual[2])
    return name_from_json(json.loads(text))


_USUAL_NAME: Final = re.compile(r'\{"family":"([^"\\\x00-\x1f]+)","given":"([^"\\\x00-\x1f]+)"\}')


def names_to_json(names: Sequence[Name]) -> str:
    """Return ``names`` as the JSON list of a column."""
    return f"[{','.join(map(name_to_json, names))}]" if names else "[]"


_PLAIN_NAME: Final = re.compile(r'\{"family":"([^"\\\x00-\x1f]+)","given":"([^"\\\x00-\x1f]+)"\}')
_BETWEEN: Final = len('{"family":"","given":""},')


def names_from_json(text: str) -> tuple[Name, ...]:
    """Return the names of a JSON column.

    A pattern reads a list in which each name has nothing but a family and a given name. The names
    of other lists, which have a person number, occur again and again, so they are kept.
    """
    if text == "[]":
        return ()
    plain = _PLAIN_NAME.findall(text)
    letters = sum([len(family) + len(given) for family, given in plain])
    if plain and letters + len(plain) * _BETWEEN + 1 == len(text):
        return tuple([Name(family=family, given=given) for family, given in plain])
    if text[:2] == "[{" and text[-2:] == "}]":
        with suppress(ValueError):
            return tuple(map(_name_within, split_names(text)))
    return tuple(name_from_json(parts) for parts in json.loads(text))


def split_names(text: str) -> list[str]:
    """Return what is between the braces of each name in a JSON column as this version writes it.

    A name with ``},{`` in it is cut in two, and neither half is JSON.
    """
    return text[2:-2].split("},{")


@lru_cache(maxsize=8192)
def _name_within(text: str) -> Name:
    return name_from_text(f"{{{text}}}")


def words_from_json(text: str) -> tuple[str, ...]:
    """Return the words of a JSON column. Most columns have none and are not parsed."""
    return () if text == "[]" else tuple(json.loads(text))


def links_from_json(text: str) -> tuple[Link, ...]:
    """Return the links of a JSON column."""
    return tuple(Link(**link) for link in json.loads(text)) if text != "[]" else ()


def record_to_row(record: Record) -> dict[str, Any]:
    """Return the columns of ``records`` for ``record``, in the order of ``RECORD_COLUMNS``."""
    return dict(zip(RECORD_COLUMNS, record_values(record), strict=True))


def record_values(record: Record) -> tuple[Any, ...]:
    """Return the values of :func:`record_to_row` alone, for many records at once."""
    links = [{"label": link.label, "url": link.url} for link in record.links]
    return (
        record.source_key,
        record.kind,
        *[text or None for text in _texts(record)],
        str(record.date) if record.date else None,
        names_to_json(record.authors),
        int(record.authors_cut),
        names_to_json(record.editors),
        dump(record.keywords) if record.keywords else "[]",
        dump(record.tags) if record.tags else "[]",
        dump(links) if links else "[]",
        dump(record.related) if record.related else "[]",
        texts_to_json(record.extra),
        record.raw,
        record.line,
    )


def record_from_row(row: Mapping[str, Any]) -> Record:
    """Return the record of a row of ``records``."""
    return record_from_values([row[column] for column in RECORD_COLUMNS])


def record_from_values(values: Sequence[Any]) -> Record:
    """Return the record of the values of :data:`RECORD_COLUMNS`, in their order."""
    date, authors, cut, editors, keywords, tags, links, related, extra, raw, line = values[_REST:]
    texts = dict(zip(TEXT_COLUMNS, [text or "" for text in values[_TEXT:_REST]], strict=True))
    return Record(
        source_key=values[0],
        kind=values[1],
        **texts,
        date=Date.parse(date) if date else None,
        authors=names_from_json(authors),
        authors_cut=bool(cut),
        editors=names_from_json(editors),
        keywords=words_from_json(keywords),
        tags=words_from_json(tags),
        links=links_from_json(links),
        related=words_from_json(related),
        extra={} if extra == "{}" else json.loads(extra),
        raw=raw,
        line=line,
    )
