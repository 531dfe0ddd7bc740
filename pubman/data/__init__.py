"""The shipped data: the schema, the venue tables, the token frequencies, the documentation.

A checkout, plain or installed in editable mode, has ``db/`` and ``docs/`` beside the package. A
wheel has ``db/`` inside the package; its three large tables and the documentation are packed there
(see ``packing``), because they would be a third of the wheel.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

_SHIPPED: Final = Path(__file__).resolve().parent.parent / "db"
_CHECKOUT: Final = _SHIPPED.parent.parent

USER_DOCS: Final = ("tutorial", "how-to", "reference", "explanation")
"""The folders of the documentation for people who use pubman, in reading order."""


def data_path(name: str = "") -> Path:
    """Return the path of ``name`` in ``db/`` (``venues.csv``, ``migrations``)."""
    return (_SHIPPED if _SHIPPED.is_dir() else _CHECKOUT / "db") / name


def read_pairs(name: str) -> Iterable[tuple[str, str]]:
    """Return the rows of a large table of two columns, without its header, in any order."""
    packed = data_path(f"{name}.packed")
    if packed.is_file():
        from pubman.data.packing import TABLES  # noqa: PLC0415 - only a wheel needs it

        return TABLES[name].unpack(packed.read_bytes())
    return _read_csv(data_path(f"{name}.csv"))


def _read_csv(path: Path) -> list[tuple[str, str]]:
    text = path.read_text("utf-8")
    if '"' not in text:  # half the time: a command that compares reads 32,000 words
        cells = text.replace("\n", ",").split(",")
        return list(zip(cells[2::2], cells[3::2], strict=False))
    rows = csv.reader(text.splitlines())
    next(rows)
    return [(first, second) for first, second in rows]


MADE_DOCS: Final = frozenset({"commands", "configuration", "fields", "formats", "json"})
"""The pages of the reference that ``pubman.cli.reference`` makes when they are read."""


def read_docs() -> Mapping[str, str]:
    """Return the written pages for people who use pubman by ``FOLDER/NAME``, in reading order."""
    packed = data_path("docs.packed")
    if packed.is_file():
        from pubman.data.packing import unpack_texts  # noqa: PLC0415 - only a wheel needs it

        return unpack_texts(packed.read_bytes())
    docs = _CHECKOUT / "docs"
    return {
        f"{folder}/{page.stem}": page.read_text("utf-8")
        for folder in USER_DOCS
        for page in sorted((docs / folder).glob("*.md"))
        if page.stem not in MADE_DOCS or folder != "reference"
    }
