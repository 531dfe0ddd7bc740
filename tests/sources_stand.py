"""Ada Li and her papers: what the tests of online sources begin with."""

from __future__ import annotations

import shutil

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

_SYLLABLES = "ba de fi go ku la me ni po ru".split()


def _word(number):
    """A word of three syllables, another one for each number below 1000."""
    return "".join(_SYLLABLES[int(digit)] for digit in f"{number:03}")


def unlike_papers(count):
    """Papers with a DOI each, over thirty years. No two titles share a word, so none look alike."""
    return [
        Paper(
            title=f"{_word(n).title()} {_word(n + 333)} of {_word(n + 666)}",
            doi=f"10.5555/{n}", year=1995 + n // 10, pages=f"{n}1-{n}9",
        )
        for n in range(count)
    ]  # fmt: skip


@pytest.fixture
def sources(monkeypatch):
    with serving(monkeypatch) as made:
        made.orcid[ORCID] = [SENSORS, BRIDGES, WEIRS]
        made.knows(SENSORS, BRIDGES)
        yield made


@pytest.fixture(scope="session")
def _begun(tmp_path_factory):
    """The folder that ``ada`` copies."""
    from pubman.cli import main

    folder = tmp_path_factory.mktemp("ada")
    (folder / "pubman.toml").write_text(TOML)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.delenv("PUBMAN_DB", raising=False)
        assert main(["-q", "init"]) == 0
    return folder


@pytest.fixture
def ada(pubman, sources, _begun):
    """``pubman`` in a folder with an empty store of Ada Li's."""
    for file in _begun.iterdir():
        shutil.copy(file, pubman.folder)
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
