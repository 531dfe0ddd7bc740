#!/usr/bin/env python3
"""Write docs/reference/schema.md (every view, table and column) and db/schema.sha256.

Both are made from an empty store, that is from the files in ``db/``; ``--check`` compares.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from pubman.store.opening import create_store
from pubman.store.schema import Table, describe, references
from pubman.store.shipped_schema import DERIVED, fingerprint, shipped

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference" / "schema.md"
FINGERPRINT = ROOT / "db" / "schema.sha256"
INTRO = """\
<!-- made by scripts/make_schema_reference.py: change the comments in db/, not this page -->

# The store, table by table

`pubs.db` is a plain SQLite file: open it with `sqlite3`, Python, pandas, Datasette or anything
else. `pubman schema` prints this page's tables, and `pubman schema NAME` the columns of one.

**The views are the promise**: their names and columns stay
([what is promised](../explanation/stability.md)). Tables may change with a new schema version.
[Queries to begin with](../how-to/query.md).
"""
FACTS = """\
What sources and people said. Written by pubman's commands only, each write with its entry in
`changes`, so that it can be undone."""
CONCLUSIONS = """\
What pubman concludes. `pubman rebuild` makes these rows again from the facts; what you change here
is lost."""


def page() -> str:
    """The Markdown of the page."""
    with tempfile.TemporaryDirectory() as folder, create_store(Path(folder) / "pubs.db") as store:
        found = describe(store)
        arrows = references(store)
    views = [table for table in found if table.kind == "view"]
    tables = [table for table in found if table.kind == "table"]
    facts = [table for table in tables if table.name not in DERIVED]
    derived = [table for table in tables if table.name in DERIVED]
    parts = [INTRO, "## The tables drawn", _drawn(facts, derived, arrows)]
    for heading, text, group in (
        ("Views: the promise", "", views), ("Facts", FACTS, facts),
        ("Conclusions", CONCLUSIONS, derived),
    ):  # fmt: skip
        parts.append(f"## {heading}" + (f"\n\n{text}" if text else ""))
        parts += [_section(table) for table in group]
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def _section(table: Table) -> str:
    rows = [f"| `{c.name}` | {c.type.lower()} | {_cell(c.doc)} |" for c in table.columns]
    head = ["| column | type | what it means |", "| --- | --- | --- |"]
    return f"### {table.name}\n\n{table.doc}\n\n" + "\n".join(head + rows)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


def _drawn(
    facts: Sequence[Table], derived: Sequence[Table], arrows: Sequence[tuple[str, str, str]]
) -> str:
    lines = ["```mermaid", "erDiagram"]
    known = {table.name for table in (*facts, *derived)}
    for child, parent, column in arrows:
        if {child, parent} <= known:
            lines.append(f"    {parent} ||--o{{ {child} : {column}")
    return "\n".join([*lines, "```"])


def main() -> int:
    """Return 0, or 1 if ``--check`` finds a file that differs."""
    same = [_write(FINGERPRINT, fingerprint(shipped()) + "\n"), _write(PAGE, page())]
    return int(not all(same))


def _write(path: Path, text: str) -> bool:
    """Write a file if it differs; with ``--check``, only say so and return False."""
    if path.is_file() and path.read_text("utf-8") == text:
        return True
    if "--check" in sys.argv:
        print(f"Run scripts/make_schema_reference.py: {path.relative_to(ROOT)} differs.")
        return False
    path.write_text(text, "utf-8", newline="\n")
    print(f"wrote {path.relative_to(ROOT)}")
    return True


if __name__ == "__main__":
    sys.exit(main())
