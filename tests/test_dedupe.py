"""Duplicates among files, without a store: on one machine and on Spark."""

from __future__ import annotations

import csv
import itertools
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pubman.dedupe.local import deduplicate
from pubman.dedupe.results import Wanted
from pubman.dedupe.spool import Spool
from pubman.dedupe.work import Work
from pubman.errors import BadInput, UsageError

ROOT = Path(__file__).resolve().parent.parent
SCOPUS = """\
TY  - JOUR
AU  - Nightingale, F.
TI  - Notes on Hospitals and Their Ventilation
JO  - Journal of Sanitary Science
PY  - 1859
SP  - 11
EP  - 29
DO  - 10.5555/notes
ER  -
TY  - JOUR
AU  - Seacole, M.
TI  - Remedies for Cholera in Field Kitchens
JO  - Journal of Sanitary Science
PY  - 1857
SP  - 1
ER  -
"""
PUBMED = """\
@article{nightingale1859, author = {Nightingale, Florence}, year = 1859,
  title = {Notes on hospitals and their ventilation}, journal = {J Sanit Sci}, pages = {11-29}}
@article{snow1855, author = {Snow, John}, year = 1855, journal = {Medical Reports},
  title = {On the Mode of Communication of Cholera}, pages = {5-60}}
@article{broken, title = {Never closed
"""
CLAIMED = """\
@article{one, author = {Snow, John}, title = {On the Mode of Communication of Cholera},
  journal = {Medical Reports}, year = 1855, pages = {5-60}, doi = {10.5555/cholera}}
@article{two, author = {Snow, John}, title = {On Chloroform and Other Anaesthetics},
  journal = {Churchill}, year = 1858, doi = {10.5555/cholera}}
"""


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    contents = {"scopus.ris": SCOPUS, "pubmed.bib": PUBMED}
    for name, text in contents.items():
        (tmp_path / name).write_text(text, "utf-8")
    return [tmp_path / name for name in contents]


def wanted(folder: Path, **more: object) -> Wanted:
    return Wanted(output=folder / "all.bib", format="bibtex", groups=folder / "groups.csv",
                  questions=folder / "ask.csv", **more)  # fmt: skip


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def grouped(path: Path) -> set[frozenset[str]]:
    groups: dict[str, set[str]] = {}
    for row in table(path):
        groups.setdefault(row["group"], set()).add(row["entry"])
    return {frozenset(group) for group in groups.values()}


# ----------------------------------------------------------------------------------- one machine


def test_entries_of_one_work_become_one_entry_with_the_best_of_both(files, tmp_path):
    done = deduplicate(files, wanted(tmp_path))
    assert (done.entries, done.groups, done.merged) == (4, 3, 1)
    text = (tmp_path / "all.bib").read_text("utf-8")
    assert text.count("@article") == 3
    assert "Florence" in text
    assert "10.5555/notes" in text


def test_what_cannot_be_read_is_named(files, tmp_path):
    done = deduplicate(files, wanted(tmp_path))
    assert len(done.left_out) == 1
    assert done.left_out[0].startswith("pubmed.bib:5")


def test_the_table_of_groups_says_which_entries_and_why(files, tmp_path):
    deduplicate(files, wanted(tmp_path, why=True))
    rows = table(tmp_path / "groups.csv")
    assert len(rows) == 4
    (merged,) = [row for row in rows if row["with"]]
    assert merged["verdict"] == "same"
    assert float(merged["score"]) > 0.9
    assert json.loads(merged["evidence"])
    assert [row["lead"] for row in rows].count("True") == 3


@pytest.mark.parametrize("order", list(itertools.permutations(range(2))), ids=str)
def test_the_order_of_the_files_does_not_matter(files, tmp_path, order):
    deduplicate([files[each] for each in order], wanted(tmp_path))
    assert grouped(tmp_path / "groups.csv") == {
        frozenset({"scopus.ris:" + _key(tmp_path, "Notes"), "pubmed.bib:nightingale1859"}),
        frozenset({"scopus.ris:" + _key(tmp_path, "Remedies")}),
        frozenset({"pubmed.bib:snow1855"}),
    }


def _key(folder: Path, title: str) -> str:
    rows = table(folder / "groups.csv")
    names = [row["entry"] for row in rows if row["title"].startswith(title)]
    return next(name for name in names if name.startswith("scopus")).partition(":")[2]


def test_two_workers_find_what_one_finds(files, tmp_path, monkeypatch):
    monkeypatch.setattr("pubman.dedupe.local.PORTION", 1)
    (tmp_path / "claimed.bib").write_text(CLAIMED, "utf-8")
    paths = [*files, tmp_path / "claimed.bib"]
    deduplicate(paths, wanted(tmp_path))
    one = (tmp_path / "groups.csv").read_text("utf-8"), (tmp_path / "all.bib").read_text("utf-8")
    deduplicate(paths, wanted(tmp_path), workers=2)
    two = (tmp_path / "groups.csv").read_text("utf-8"), (tmp_path / "all.bib").read_text("utf-8")
    assert one == two


ANSWERED = {"same": 1, "different": 2, "extends": 2}


@pytest.mark.parametrize("word, works", ANSWERED.items(), ids=ANSWERED)
def test_a_person_answers_in_the_table_of_questions(tmp_path, word, works):
    (tmp_path / "claimed.bib").write_text(CLAIMED, "utf-8")
    paths = [tmp_path / "claimed.bib"]
    deduplicate(paths, wanted(tmp_path))
    pair = {"a": "claimed.bib:one", "b": "claimed.bib:two", "answer": word}
    with (tmp_path / "answers.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, pair)
        writer.writeheader()
        writer.writerow(pair)
    done = deduplicate(paths, wanted(tmp_path, answers=tmp_path / "answers.csv"))
    assert done.groups == works
    assert done.questions == 0


@pytest.mark.parametrize(
    "text, said",
    [
        ("a,b,answer\nx,y,same\n", "no file has the entry 'x'"),
        ("a,b,answer\nclaimed.bib:one,claimed.bib:two,maybe\n", "'maybe' is not an answer"),
        ("one,two\n1,2\n", "needs the columns a, b, answer"),
    ],
)
def test_answers_that_cannot_be_meant_are_refused(tmp_path, text, said):
    (tmp_path / "claimed.bib").write_text(CLAIMED, "utf-8")
    (tmp_path / "answers.csv").write_text(text, "utf-8")
    with pytest.raises((UsageError, BadInput), match=said):
        deduplicate([tmp_path / "claimed.bib"], wanted(tmp_path, answers=tmp_path / "answers.csv"))
    assert not (tmp_path / "all.bib").exists()


def test_a_run_goes_on_where_it_was_interrupted(files, tmp_path):
    folder = tmp_path / "work"
    first = deduplicate(files, wanted(tmp_path), folder=folder)
    before = (tmp_path / "all.bib").read_bytes()
    for path in folder.glob("verdicts.*"):
        path.unlink()
    again = deduplicate(files, wanted(tmp_path), folder=folder)
    assert (first.resumed, again.resumed) == (False, True)
    assert (tmp_path / "all.bib").read_bytes() == before
    assert again.left_out == first.left_out


def test_a_file_that_changed_is_read_again(files, tmp_path):
    folder = tmp_path / "work"
    deduplicate(files, wanted(tmp_path), folder=folder)
    files[1].write_text(PUBMED.replace("snow1855", "snow"), "utf-8")
    again = deduplicate(files, wanted(tmp_path), folder=folder)
    assert not again.resumed
    assert "pubmed.bib:snow" in {row["entry"] for row in table(tmp_path / "groups.csv")}


def test_other_files_in_the_folder_of_a_run_stay(files, tmp_path):
    folder = tmp_path / "work"
    folder.mkdir()
    (folder / "notes.txt").write_text("mine")
    Work(folder, files)
    assert (folder / "notes.txt").read_text() == "mine"


def test_files_of_one_name_in_two_folders_are_two_sources(tmp_path):
    paths = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        paths.append(tmp_path / name / "cite.bib")
        paths[-1].write_text(CLAIMED.partition("@article{two")[0], "utf-8")
    done = deduplicate(paths, wanted(tmp_path))
    assert (done.entries, done.groups) == (2, 1)
    assert len(done.counts) == 2


def test_entries_with_one_name_are_told_apart(tmp_path):
    (tmp_path / "twice.bib").write_text(CLAIMED.replace("{two", "{one"), "utf-8")
    deduplicate([tmp_path / "twice.bib"], wanted(tmp_path))
    names = [row["entry"] for row in table(tmp_path / "groups.csv")]
    assert names[0] == "twice.bib:one"
    assert len(set(names)) == 2


def test_a_run_that_fails_leaves_the_tables_of_the_last_one(files, tmp_path):
    deduplicate(files, wanted(tmp_path))
    before = (tmp_path / "groups.csv").read_bytes()
    into = Wanted(
        output=tmp_path / "no" / "all.bib", format="bibtex", groups=tmp_path / "groups.csv"
    )
    with pytest.raises(FileNotFoundError):
        deduplicate(files[:1], into)
    assert (tmp_path / "groups.csv").read_bytes() == before
    assert not list(tmp_path.glob(".*partial"))


def test_the_progress_of_every_step_reaches_its_end(files, tmp_path):
    said: dict[str, tuple[int, int]] = {}
    deduplicate(files, wanted(tmp_path), watch=lambda what, *done: said.update({what: done}))
    assert {"Reading scopus.ris", "Reading pubmed.bib", "Comparing", "Writing"} <= set(said)
    assert all(done == total for done, total in said.values())


def test_a_spool_gives_back_what_was_put_in(tmp_path):
    with Spool(tmp_path / "s", str.encode, bytes.decode) as spool:
        for value in ("a", "", "long", "b"):
            spool.append(value)
        spool.seal()
        assert [spool[each] for each in (3, 0, 2, 1)] == ["b", "a", "long", ""]
    with Spool(tmp_path / "s", str.encode, bytes.decode) as again:
        assert len(again) == 4
        assert again[3] == "b"
        assert list(again.read_in_order((0, 2, 3))) == ["a", "long", "b"]


# --------------------------------------------------------------------------------- the command line


def test_the_command_writes_and_says_what_it_did(pubman, files, tmp_path):
    said = pubman("dedupe", "scopus.ris", "pubmed.bib", "-o", "all.ris", "--groups", "groups.csv")
    assert "4 entries read (scopus.ris 2, pubmed.bib 2)" in said.err
    assert "3 works in all.ris; 1 work merged" in said.err
    assert "pubmed.bib:5" in said.err
    assert (tmp_path / "all.ris").read_text("utf-8").count("TY  - ") == 3


@pytest.mark.parametrize(
    "arguments, said",
    [
        (["scopus.ris", "-o", "scopus.ris"], "also read"),
        (["nothing.bib", "-o", "all.bib"], "not a file"),
        (["scopus.ris", "-o", "all.xyz"], "No format"),
        (["scopus.ris", "-o", "no/all.bib"], "not a folder"),
        (["scopus.ris", "-o", "pubmed.bib"], "exists"),
    ],
)
def test_the_command_refuses_what_would_lose_something(pubman, files, tmp_path, arguments, said):
    done = pubman("dedupe", *arguments, code=None)
    assert done.code != 0
    assert said in " ".join(done.err.split())
    assert files[1].read_text("utf-8") == PUBMED


# -------------------------------------------------------------------------------- Parquet and Spark


def test_parquet_comes_in_and_goes_out(tmp_path):
    arrow = pytest.importorskip("pyarrow", reason="needs the extra parquet")
    import pyarrow.parquet  # noqa: F401 - makes arrow.parquet

    rows = [{"title": "A", "authors": ["Ada Lovelace"], "year": 1843, "source_key": "a"}]
    arrow.parquet.write_table(arrow.Table.from_pylist(rows), tmp_path / "in.parquet")
    into = Wanted(output=tmp_path / "o.jsonl", format="jsonl", groups=tmp_path / "g.parquet")
    deduplicate([tmp_path / "in.parquet"], into)
    (row,) = arrow.parquet.read_table(tmp_path / "g.parquet").to_pylist()
    assert (row["group"], row["entry"], row["lead"]) == (1, "in.parquet:a", True)


def java() -> str:
    return shutil.which("java") or ""


@pytest.mark.skipif(not java(), reason="Spark needs Java 17: no java on the PATH")
def test_spark_finds_the_same_groups(tmp_path):
    pytest.importorskip("pyspark", reason="needs the extra spark")
    made = subprocess.run(
        [sys.executable, ROOT / "scripts/bench/made_up.py", "400"], capture_output=True, check=True
    )
    (tmp_path / "made.bib").write_bytes(made.stdout)
    shutil.copy(ROOT / "examples/bo-zhao/own.bib", tmp_path)
    shutil.copy(ROOT / "examples/bo-zhao/scholar.bib", tmp_path)
    paths = ["made.bib", "own.bib", "scholar.bib"]
    environment = {**os.environ, "SPARK_LOCAL_IP": "127.0.0.1"}
    environment.pop("PYSPARK_PYTHON", None)  # the workers run the Python that has pubman
    results = {}
    for engine in ("local", "spark"):
        command = [sys.executable, "-m", "pubman", "dedupe", *paths, "--engine", engine]
        outputs = ["-o", f"{engine}.bib", "--groups", f"{engine}.csv", "--ask", f"{engine}-ask.csv"]
        done = subprocess.run(
            [*command, *outputs, "--why"],
            cwd=tmp_path, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        names = (f"{engine}.bib", f"{engine}.csv", f"{engine}-ask.csv")
        results[engine] = [(tmp_path / name).read_text("utf-8") for name in names]
    assert results["local"] == results["spark"]
