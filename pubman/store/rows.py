"""Records, names and links as rows: plain columns, and JSON only for lists that are never joined.

An empty value is NULL in the file, so that ``WHERE doi IS NULL`` means what it says, and ``""`` in
the types. Only this module knows both.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import Any, Final

from pubman.record import RECORD_FIELDS, Date, Link, Name, Record

_NAME_PARTS: Final = ("family", "given", "particle", "suffix", "literal", "number", "pid", "orcid")
_NAME_HEADS: Final = tuple(f'"{part}":' for part in _NAME_PARTS)
_name_parts: Final = attrgetter(*_NAME_PARTS)
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


def dump(value: object) -> str:
    """Return ``value`` as compact JSON in readable Unicode."""
    return _encode(value)


def texts_to_json(texts: Mapping[str, str]) -> str:
    """Return a mapping of texts as the JSON object of a column, as :func:`dump` writes it."""
    return f"{{{','.join([f'{_quote(name)}:{_quote(text)}' for name, text in texts.items()])}}}"


def key_to_json(key: Sequence[Any]) -> str:
    """Return the primary key of a row as a JSON list, as :func:`dump` writes it."""
    parts = [str(part) if isinstance(part, int) else dump(part) for part in key]
    return f"[{','.join(parts)}]"


def name_to_json(name: Name) -> str:
    """Return the parts of ``name`` that are not empty, as the JSON object of a column."""
    family, given, *others = _name_parts(name)
    if family and given and not name.marks and not any(others):  # nearly every name
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


def names_to_json(names: Sequence[Name]) -> str:
    """Return ``names`` as the JSON list of a column."""
    return f"[{','.join(map(name_to_json, names))}]" if names else "[]"


def names_from_json(text: str) -> tuple[Name, ...]:
    """Return the names of a JSON column."""
    return tuple(name_from_json(parts) for parts in json.loads(text)) if text != "[]" else ()


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
    values: dict[str, Any] = {column: row[column] or "" for column in TEXT_COLUMNS}
    return Record(
        source_key=row["source_key"],
        kind=row["kind"],
        **values,
        date=Date.parse(row["date"]) if row["date"] else None,
        authors=names_from_json(row["authors"]),
        authors_cut=bool(row["authors_cut"]),
        editors=names_from_json(row["editors"]),
        keywords=words_from_json(row["keywords"]),
        tags=words_from_json(row["tags"]),
        links=links_from_json(row["links"]),
        related=words_from_json(row["related"]),
        extra={} if row["extra"] == "{}" else json.loads(row["extra"]),
        raw=row["raw"],
        line=row["line"],
    )
