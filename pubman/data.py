"""Where the shipped data is: the schema, the venue tables, the token frequencies, the docs.

A wheel has ``db/`` and ``docs/`` inside the package. A checkout, plain or installed in editable
mode, has them beside the package.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def data_path(name: str = "") -> Path:
    """Return the path of ``name`` in ``db/`` (``venues.csv``, ``migrations``)."""
    shipped = _PACKAGE / "db"
    return (shipped if shipped.is_dir() else _PACKAGE.parent / "db") / name


def docs_path() -> Path:
    """Return the folder of the documentation."""
    shipped = _PACKAGE / "docs"
    return shipped if shipped.is_dir() else _PACKAGE.parent / "docs"
