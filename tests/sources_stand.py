"""Ada Li and her papers: what the tests of online sources begin with."""

from __future__ import annotations

import pytest
from loopback_sources import ORCID, Paper, serving

TOML = f"""\
[[people]]
name = "Ada Li"
orcid = "{ORCID}"
"""
SENSORS = Paper(title="Slow Sensors in Fast Rivers", doi="10.5555/sensors")
BRIDGES = Paper(title="Bridges over Deep Rivers", doi="10.5555/bridges", year=2022)
WEIRS = Paper(title="A Word on Weirs", year=2021, venue="Notes on Water")
HTML = b"<!doctype html><html><title>Maintenance</title></html>"
DATA = Paper(title="Measurements of a Hundred Rivers", doi="10.5281/zenodo.7", type="data-set",
             venue="Zenodo", year=2020)  # fmt: skip


@pytest.fixture
def sources(monkeypatch):
    with serving(monkeypatch) as made:
        made.orcid[ORCID] = [SENSORS, BRIDGES, WEIRS]
        made.knows(SENSORS, BRIDGES)
        yield made


@pytest.fixture
def ada(pubman, sources):
    (pubman.folder / "pubman.toml").write_text(TOML)
    pubman("init")
    return pubman


def listed(shelf):
    return shelf.ask(
        "SELECT title, authors, venue, (SELECT pages FROM publications p WHERE p.key = b.key) "
        "FROM bibliography b WHERE mine ORDER BY year"
    )


def facts(shelf):
    return [
        shelf.ask(sql)
        for sql in ("SELECT * FROM records ORDER BY id", "SELECT * FROM listings ORDER BY 1, 2",
                    "SELECT * FROM operations", "SELECT * FROM cite_keys ORDER BY key")
    ]  # fmt: skip
