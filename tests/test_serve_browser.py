"""The browser interface in a real browser: keys, mouse, two tabs, no scripts, hostile titles."""

from __future__ import annotations

import contextlib
import itertools
import json
from pathlib import Path

import pytest
from test_browser import Checks, driven, problems  # noqa: F401 - a fixture
from test_serve import Site

from pubman.cli import main
from pubman.serve.desk import Desk
from pubman.serve.gate import Keys

WORDS = (
    "Graphs Streams Queries Indexes Logs Caches Locks Schemas Entities Tables Clocks Pages Batches "
    "Models Sensors Routes Texts Images Voices Faults Trees Sketches Views Hashes"
).split()
SUBJECTS = [*WORDS, *(f"{a} and {b}" for a, b in itertools.pairwise(WORDS))]
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)> \u202e Ends"


def entries(journal: str, title: str) -> str:
    """One entry for each subject. The DOIs are the same in every file, the titles are not."""
    people = "Ada Lovelace and Charles Babbage"
    return "\n".join(
        f"@article{{{journal}{n}, author = {{{people}}}, doi = {{10.5555/{n}}},"
        f" title = {{{title.format(subject)}}}, journal = {{{journal}}}, year = {2000 + n % 4}}}"
        for n, subject in enumerate(SUBJECTS)
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("browsed")
    (folder / "a.bib").write_text(entries("Alpha", "On the Nature of {}"), "utf-8")
    (folder / "b.bib").write_text(entries("Beta", "Sixteen Further Lessons about {}"), "utf-8")
    bad = {"kind": "article", "title": HOSTILE, "authors": ["Ada Lovelace"], "date": "1999"}
    (folder / "bad.jsonl").write_text(json.dumps(bad) + "\n", "utf-8")
    new = "@article{new, author={Ada Lovelace}, title={Dropped into the Page}, year=2010}"
    (folder / "new.bib").write_text(new, "utf-8")
    commands = (
        ["init", "--name", "Ada Lovelace"],
        ["import", "--mine", "a.bib"],
        ["import", "--mine", "b.bib"],
        ["import", "--mine", "bad.jsonl"],
    )
    with contextlib.chdir(folder):
        for command in commands:
            assert main(command) == 0
    return folder


@driven
def test_the_browser_interface(folder: Path, problems: Checks) -> None:  # noqa: F811
    site = Site(Desk(path=folder / "pubs.db", keys=Keys()))
    try:
        address = f"{site.home}/enter?t={site.desk.keys.entry}"
        assert problems("serve.mjs", address=address, file=str(folder / "new.bib")) == {}
    finally:
        site.stop()
