"""Datasette over a store, with the metadata that is shipped, asked on this machine."""

from __future__ import annotations

import json
import re
import shutil
import socket
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import pytest

pytest.importorskip("datasette", reason="needs the extra: pip install pubman[explore]")

ROOT = Path(__file__).resolve().parent.parent


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@pytest.fixture
def ask(shelf):
    """``ask("/pubs/bibliography.json")`` is what Datasette answers."""
    port = free_port()
    metadata = shelf("config", "--datasette").out.strip()
    command = [sys.executable, "-m", "datasette", "serve", "-i", "pubs.db", "-m", metadata,
               "-p", str(port), "--host", "127.0.0.1"]  # fmt: skip
    with subprocess.Popen(
        command, cwd=shelf.folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as server:
        for line in server.stderr:
            if "running on" in line:
                break
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

        def answer(path, **words):
            query = f"?{urllib.parse.urlencode(words)}" if words else ""
            with opener.open(f"http://127.0.0.1:{port}{path}{query}", timeout=30) as reply:
                text = reply.read().decode()
            return json.loads(text) if path.endswith(".json") else text

        yield answer
        server.terminate()


def test_datasette_shows_what_the_metadata_promises(ask):
    found = ask("/pubs/bibliography.json", _shape="objects")
    assert "eires" in [row["key"] for row in found["rows"]]
    facets = {each["name"] for each in found["facet_results"].values()} if isinstance(
        found["facet_results"], dict) else set()  # fmt: skip
    assert {"year", "kind", "venue"} <= facets
    titles = [row["title"] for row in ask("/pubs/publications.json", _shape="objects",
                                          _search="remote stream")["rows"]]  # fmt: skip
    assert titles == ["EIRES: Efficient Integration of Remote Data in Event Stream Processing"]
    rows = ask("/pubs/search.json", words="tenplex", _shape="objects")["rows"]
    assert {row["key"] for row in rows} == {"tenplex", "wagenlander"}
    queries = set(re.findall(r'href="/pubs/(\w+)"', ask("/pubs")))
    assert {"coauthors", "by_year", "by_venue", "changed_since", "search"} <= queries
    for name, words in (("coauthors", {}), ("by_year", {}), ("by_venue", {}),
                        ("changed_since", {"since": "2020"})):  # fmt: skip
        assert ask(f"/pubs/{name}.json", _shape="objects", **words)["rows"]


def test_every_table_the_metadata_names_is_there(shelf):
    text = (ROOT / "db/datasette.yaml").read_text("utf-8")
    tables = text[text.index("    tables:\n") : text.index("    queries:\n")]
    named = re.findall(r"^      (\w+):", tables, re.MULTILINE)
    there = {row[0] for row in shelf.ask("SELECT name FROM sqlite_schema")}
    assert set(named) - there == set()


def test_pandas_or_plain_python_reads_the_same(shelf):
    assert shelf.ask("select year, title from bibliography order by year")
    if not shutil.which("sqlite3"):
        pytest.skip("the sqlite3 shell is not installed")
    out = subprocess.run(
        ["sqlite3", "pubs.db", "select count(*) from bibliography"],
        cwd=shelf.folder, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    assert out.strip() == str(shelf.ask("select count(*) from bibliography")[0][0])
