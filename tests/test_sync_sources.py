"""Sync from ORCID and the other sources, against servers on this machine."""

from __future__ import annotations

import json

import pytest
from loopback_sources import ORCID, Paper, changed, serving

TOML = f"""\
[[people]]
name = "Ada Li"
orcid = "{ORCID}"
"""
SENSORS = Paper(title="Slow Sensors in Fast Rivers", doi="10.5555/sensors")
BRIDGES = Paper(title="Bridges over Deep Rivers", doi="10.5555/bridges", year=2022)
WEIRS = Paper(title="A Word on Weirs", year=2021, venue="Notes on Water")


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
        "SELECT title, authors, venue, pages FROM bibliography WHERE mine ORDER BY year"
    )


def test_an_orcid_alone_gives_a_list_with_authors_venues_and_pages(ada, sources):
    ada("sync")
    assert listed(ada) == [
        ("A Word on Weirs", "Ada Li, Bo Zhao", "Notes on Water", None),
        ("Bridges over Deep Rivers", "Ada Li, Bo Zhao", "Journal of Rivers", "11-20"),
        ("Slow Sensors in Fast Rivers", "Ada Li, Bo Zhao", "Journal of Rivers", "11-20"),
    ]
    assert len(sources.log) == 3  # the works, the one without a DOI in full, Crossref's list
