"""The schema as an interface: explained, drawn, promised and kept."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path

import pytest

from pubman.store.opening import create_store
from pubman.store.schema import describe

ROOT = Path(__file__).resolve().parent.parent
SNAPSHOT = ROOT / "tests" / "upgrades" / "views.json"


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    with create_store(tmp_path_factory.mktemp("schema") / "pubs.db") as store:
        return describe(store)


def test_every_table_view_and_column_is_explained(tables):
    bare = [table.name for table in tables if not table.doc]
    bare += [f"{t.name}.{c.name}" for t in tables for c in t.columns if not c.doc]
    assert bare == []


def test_views_keep_their_names_columns_and_order(tables):
    """A view may gain columns at its end, and there may be more views: then renew the snapshot."""
    promised = json.loads(SNAPSHOT.read_text("utf-8"))
    now = {t.name: [c.name for c in t.columns] for t in tables if t.kind == "view"}
    assert {name: now.get(name, [])[: len(columns)] for name, columns in promised.items()} == (
        promised
    )
    assert now == promised, "new columns or views: put them into tests/upgrades/views.json"


def test_the_reference_is_made_from_the_file_as_it_is():
    spec = importlib.util.spec_from_file_location("m", ROOT / "scripts/make_schema_reference.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert (ROOT / "docs/reference/schema.md").read_text("utf-8") == module.page()


def test_names_are_plain_and_small(tables):
    for table in tables:
        assert re.fullmatch(r"[a-z]+(_[a-z]+)*", table.name)
        for column in table.columns:
            assert re.fullmatch(r"[a-z]+[0-9]*(_[a-z0-9]+)*", column.name)


def test_nothing_needs_a_newer_sqlite_than_promised():
    sql = "".join(path.read_text("utf-8") for path in (ROOT / "db").rglob("*.sql")).upper()
    for word in (" STRICT", "RIGHT JOIN", "FULL OUTER", "->>", " RETURNING", "DROP COLUMN"):
        assert word not in sql
    assert not re.search(r"GROUP_CONCAT\([^)]*ORDER BY", sql)


def test_schema_prints_tables_and_columns(shelf):
    assert "bibliography (view): One readable line" in shelf("schema").out
    out = shelf("schema", "bibliography").out
    assert re.search(r"arxiv_id +TEXT +of the preprint", out)
    assert "no table or view" in shelf("schema", "nothing", code=2).err
