"""The two seeds, from the exports in ``examples/`` to their lists, through the real command line.

Each folder of ``examples/`` holds what its makers would export, a ``pubman.toml``, ``commands.txt``
(what a person types) and ``expected.txt`` (the list, character for character).
"""

from __future__ import annotations

import shlex
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from rows import every_row

from pubman.cli import main

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
INPUTS = {".xml", ".csv", ".bib", ".toml"}


def commands(folder: Path) -> list[list[str]]:
    """The arguments of each line of ``commands.txt``, without ``pubman``; comments are left out."""
    text = (folder / "commands.txt").read_text(encoding="utf-8")
    lines = [shlex.split(line, comments=True) for line in text.splitlines()]
    assert all(line[0] == "pubman" for line in lines if line)
    return [line[1:] for line in lines if line]


def build(name: str, folder: Path) -> Path:
    """``folder`` with the inputs of the seed ``name`` and all that its commands make of them."""
    shutil.copytree(
        EXAMPLES / name,
        folder,
        ignore=lambda _, names: [each for each in names if Path(each).suffix not in INPUTS],
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for variable in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
            patch.setenv(variable, str(folder.parent / "home"))
        for variable in ("PUBMAN_DB", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
            patch.delenv(variable, raising=False)
        for arguments in commands(EXAMPLES / name):
            assert main(arguments) == 0, arguments
    return folder


@pytest.fixture(scope="module")
def bo_zhao(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of seed A, built."""
    return build("bo-zhao", tmp_path_factory.mktemp("a") / "bo-zhao")


@pytest.fixture(scope="module")
def bruno(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of seed B, built."""
    return build("bruno-magalhaes", tmp_path_factory.mktemp("b") / "bruno-magalhaes")


@pytest.fixture(params=["bo_zhao", "bruno"])
def either(request: pytest.FixtureRequest) -> Path:
    """Each of the two folders in turn."""
    folder: Path = request.getfixturevalue(request.param)
    return folder


def rows(folder: Path, sql: str, *values: object) -> list[sqlite3.Row]:
    """The answer of the folder's store to ``sql``."""
    with closing(sqlite3.connect(folder / "pubs.db")) as connection:
        connection.row_factory = sqlite3.Row
        return connection.execute(sql, values).fetchall()


def number(folder: Path, sql: str, *values: object) -> int:
    """The one number that ``sql`` asks for."""
    return int(rows(folder, sql, *values)[0][0])


def read(folder: Path, name: str) -> str:
    """The text of a file, its line ends as they are."""
    return (folder / name).read_bytes().decode("utf-8")


# ------------------------------------------------------------------------------------ the lists


def test_the_homepage_comes_out_character_for_character(bo_zhao: Path) -> None:
    assert read(bo_zhao, "seed.txt") == read(EXAMPLES / "bo-zhao", "expected.txt")


def test_the_curriculum_vitae_comes_out_character_for_character(bruno: Path) -> None:
    assert read(bruno, "seed.txt") == read(EXAMPLES / "bruno-magalhaes", "expected.txt")


def test_the_homepage_expected_has_sixteen_entries_of_three_lines() -> None:
    parts = read(EXAMPLES / "bo-zhao", "expected.txt").strip().split("\n\n")
    sizes = [len(part.splitlines()) for part in parts]
    assert sizes == [1, *[3] * 12, 1, *[3] * 4]


def test_the_homepage_has_twelve_publications_and_four_from_before_the_phd(bo_zhao: Path) -> None:
    found = rows(
        bo_zhao,
        "SELECT era, count(*) FROM bibliography WHERE mine AND NOT hidden GROUP BY era ORDER BY 2",
    )
    assert [tuple(row) for row in found] == [("Before PhD", 4), ("Publications", 12)]
    assert number(bo_zhao, "SELECT count(*) FROM bibliography") == 16


def test_seven_publications_of_the_curriculum_vitae_are_selected(bruno: Path) -> None:
    assert number(bruno, "SELECT count(*) FROM bibliography WHERE tags LIKE '%selected%'") == 7


@every_row("name", ["publications.html", "publications.md", "publications.txt"])
def test_every_page_names_every_publication(either: Path, name: str) -> None:
    text = read(either, name)
    titles = rows(either, "SELECT title FROM bibliography WHERE mine AND NOT hidden")
    plain = text.replace("&amp;", "&").replace("&#39;", "'")
    assert [row["title"] for row in titles if row["title"] not in plain] == []


@pytest.mark.parametrize("folder, most", [("bo_zhao", 4), ("bruno", 0)])
def test_few_lines_are_written_by_hand(
    folder: str,
    most: int,
    request: pytest.FixtureRequest,
    capsys: pytest.CaptureFixture[str],
) -> None:
    built: Path = request.getfixturevalue(folder)
    whole_lines = number(
        built,
        "SELECT count(DISTINCT publication_id) FROM overrides JOIN publication_records"
        " USING (record_id) WHERE field LIKE 'display.%'",
    )
    by_hand = {
        "other fields set": "SELECT count(*) FROM overrides WHERE field NOT LIKE 'display.%'",
        "tags": "SELECT count(*) FROM tags",
        "marks": "SELECT count(*) FROM author_marks",
        "decisions": "SELECT count(*) FROM decisions",
    }
    counts = {"display.*": whole_lines} | {key: number(built, sql) for key, sql in by_hand.items()}
    with capsys.disabled():
        sys.stdout.write(f"\n{built.name}, by hand: {counts}\n")
    assert whole_lines <= most


def test_nothing_waits_at_the_end(either: Path) -> None:
    assert [tuple(row) for row in rows(either, "SELECT kind, key_a, key_b FROM review")] == []


# ------------------------------------------------------------------------------------- the traps

SAME = [
    pytest.param(
        "bo_zhao",
        "title LIKE 'Tenplex: Dynamic%'",
        "title LIKE 'Tenplex: Changing%'",
        id="Tenplex under its two names",
    ),
    pytest.param(
        "bo_zhao",
        "arxiv_id = '2210.00882'",
        "source = 'dblp' AND title LIKE 'MSRL: %'",
        id="MSRL and its preprint under an older name",
    ),
    pytest.param(
        "bruno",
        "title LIKE 'Asynchronous SIMD-Enabled%'",
        "title LIKE 'Asynchronous branch-parallel%'",
        id="the Frontiers paper under its two names",
    ),
    pytest.param(
        "bruno",
        "title LIKE 'Exploiting Implicit Flow Graph%'",
        "title LIKE 'Exploiting flow graph%'",
        id="the IPDPS paper under its two names",
    ),
]
SILICA_AT_SOSP = "title LIKE 'Project Silica: Towards%' AND date LIKE '2023%'"
SILICA_IN_TOS = "title LIKE 'Project Silica: Towards%' AND date LIKE '2025%'"
DIFFERENT = [
    pytest.param(SILICA_AT_SOSP, SILICA_IN_TOS, id="Silica at SOSP and its journal version"),
    pytest.param(
        SILICA_AT_SOSP, "title LIKE 'Project Silica: sustainable%'", id="Silica at SOSP and at SPIE"
    ),
    pytest.param(
        "title LIKE 'Fully-Asynchronous Cache%'",
        "title LIKE 'Fully-Asynchronous Fully%'",
        id="ICCS 2019 and ICCS 2020",
    ),
]


def publications_of(folder: Path, condition: str) -> set[int]:
    """The publications that the records of ``condition`` (there is at least one) ended in."""
    found = rows(
        folder,
        "SELECT publication_id FROM records JOIN publication_records ON record_id = id"
        f" WHERE {condition}",
    )
    assert found, condition
    return {row["publication_id"] for row in found}


def concluded(folder: Path, one: str, other: str) -> set[str]:
    """The matcher's verdict on every pair of a record of ``one`` and one of ``other``."""
    found = rows(
        folder,
        "SELECT verdict FROM matches WHERE"
        f" record_a IN (SELECT id FROM records WHERE {one})"
        f" AND record_b IN (SELECT id FROM records WHERE {other})"
        f" OR record_b IN (SELECT id FROM records WHERE {one})"
        f" AND record_a IN (SELECT id FROM records WHERE {other})",
    )
    return {row["verdict"] for row in found}


@pytest.mark.parametrize("folder, one, other", SAME)
def test_one_paper_is_one_line(
    folder: str, one: str, other: str, request: pytest.FixtureRequest
) -> None:
    built: Path = request.getfixturevalue(folder)
    together = publications_of(built, one) | publications_of(built, other)
    assert len(together) == 1
    assert concluded(built, one, other) <= {"same", "version", "ask"}


@pytest.mark.parametrize("one, other", DIFFERENT)
def test_two_papers_are_two_lines(bruno: Path, one: str, other: str) -> None:
    first, second = publications_of(bruno, one), publications_of(bruno, other)
    assert first.isdisjoint(second)
    # A preprint of one may have been a question with the other; it has its own, so no question
    # is open between the two.
    assert not concluded(bruno, one, other) & {"same", "version"}
    asked = rows(
        bruno,
        "SELECT a.publication_id AS a, b.publication_id AS b FROM questions"
        " JOIN publication_records a ON a.record_id = record_a"
        " JOIN publication_records b ON b.record_id = record_b",
    )
    assert not [row for row in asked if {row["a"], row["b"]} <= first | second]


def test_the_journal_version_of_silica_extends_the_conference_paper(bruno: Path) -> None:
    found = rows(
        bruno,
        "SELECT of_key FROM extensions WHERE kind = 'extends' AND key IN"
        " (SELECT key FROM bibliography WHERE year = 2025 AND title LIKE 'Project Silica%')",
    )
    at_sosp = rows(
        bruno, "SELECT key FROM bibliography WHERE year = 2023 AND title LIKE 'Project Silica%'"
    )
    assert at_sosp[0]["key"] in {row["of_key"] for row in found}


def test_every_spelling_of_a_name_is_one_person(bruno: Path) -> None:
    raw = " ".join(row["raw"] for row in rows(bruno, "SELECT raw FROM records"))
    for spelling in ("Bruno R. C. Magalh{\\~a}es", "B. Magalh{\\~a}es", "Magalhaes, Bruno"):
        assert spelling in raw
    sql = "SELECT name, person FROM authorships WHERE name_key LIKE 'magalhaes %'"
    assert {row["person"] for row in rows(bruno, sql)} == {"bruno-magalhaes"}


def test_the_paper_that_hides_its_author_behind_ten_others_is_his(bruno: Path) -> None:
    cell = rows(bruno, "SELECT mine FROM bibliography WHERE title LIKE '%Neocortical%'")
    assert [row["mine"] for row in cell] == [1]


# ------------------------------------------------------------------------- again, and from nothing


@pytest.fixture
def again(either: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of a built folder, and the current directory."""
    copy = tmp_path / either.name
    shutil.copytree(either, copy)
    monkeypatch.chdir(copy)
    return copy


def test_the_same_files_again_change_nothing(again: Path) -> None:
    before = rows(again, "SELECT count(*) FROM operations")[0][0]
    for arguments in commands(EXAMPLES / again.name):
        if arguments[0] in ("sync", "import"):
            assert main(arguments) == 0
    assert rows(again, "SELECT count(*) FROM operations")[0][0] == before


def test_a_rebuild_ends_in_the_same_list(again: Path) -> None:
    before = [tuple(row) for row in rows(again, "SELECT * FROM bibliography ORDER BY key")]
    assert main(["rebuild"]) == 0
    after = [tuple(row) for row in rows(again, "SELECT * FROM bibliography ORDER BY key")]
    assert after == before
