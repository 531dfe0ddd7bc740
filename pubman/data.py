"""Where the shipped data lies: the schema, the venue tables, the token frequencies.

A wheel carries ``db/`` inside the package (``pubman/db``); a checkout, plain or installed in
editable mode, keeps it beside the package.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def data_path(name: str = "") -> Path:
    """The path of ``name`` in ``db/`` (``venues.csv``, ``migrations``), in wheel and checkout."""
    shipped = _PACKAGE / "db"
    return (shipped if shipped.is_dir() else _PACKAGE.parent / "db") / name
