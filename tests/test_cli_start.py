"""init, import, sync, add, through the command line."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib

import pytest
from rows import every_row

from pubman.errors import UsageError
from pubman.library.init import read_account
from tests.conftest import ROOT

EXAMPLES = ROOT / "examples" / "bo-zhao"
PAGE = "94_4810-19.xml"


@pytest.fixture
def bo(pubman):
    """A new store of Bo Zhao, with the example exports beside it."""
    for name in (PAGE, "citations.csv", "scholar.bib", "own.bib"):
        shutil.copy(EXAMPLES / name, pubman.folder)
    pubman("init", "--name", "Bo Zhao", "--dblp", "94/4810-19")
    return pubman


# -------------------------------------------------------------------------------------------- init


@pytest.mark.parametrize(
    "address",
    [
        "94/4810-19",
        "https://dblp.org/pid/94/4810-19",
        "https://dblp.org/pid/94/4810-19.html",
        "https://dblp.uni-trier.de/pid/94/4810-19.xml",
    ],
)
def test_init_writes_the_two_files(pubman, address):
    outcome = pubman("init", "--name", "Bo Zhao", "--dblp", address)
    assert outcome.out == ""
    assert outcome.err == (
        "Wrote pubman.toml (you, your eras, your lists) and pubs.db (the store).\n"
        "Next: pubman sync\n"
    )
    said = tomllib.loads((pubman.folder / "pubman.toml").read_text("utf-8"))
    assert said["people"] == [{"name": "Bo Zhao", "dblp": "94/4810-19"}]
    assert pubman.ask("SELECT name FROM people") == [("Bo Zhao",)]
    assert pubman.ask("PRAGMA application_id") == [(0x7075626D,)]


def test_init_takes_scholar_and_orcid(pubman):
    scholar = "https://scholar.google.com/citations?user=R6igYYYAAAAJ&hl=en"
    pubman("init", "--name", "Bo Zhao", "--scholar", scholar, "--orcid", "0000-0002-1825-0097")
    people = pubman.ask("SELECT scholar, orcid FROM people")
    assert people == [("R6igYYYAAAAJ", "0000-0002-1825-0097")]


def test_init_without_a_terminal_asks_nothing(pubman):
    assert "Next: pubman import FILE" in pubman("init").err
    assert pubman.ask("SELECT count(*) FROM people") == [(0,)]


def test_init_leaves_a_configuration_as_it_is(pubman):
    text = '# mine\n[[people]]\nname = "Ada Lovelace"\n'
    (pubman.folder / "pubman.toml").write_text(text)
    assert "Used pubman.toml." in pubman("init", "--name", "Bo Zhao").err
    assert (pubman.folder / "pubman.toml").read_text() == text
    assert pubman.ask("SELECT name FROM people") == [("Ada Lovelace",)]


def test_init_where_db_says(pubman):
    (pubman.folder / "site").mkdir()
    pubman("--db", pubman.folder / "site" / "my.db", "init", "--name", "Bo Zhao")
    assert sorted(p.name for p in (pubman.folder / "site").iterdir()) == ["my.db", "pubman.toml"]


@pytest.mark.parametrize(
    "arguments, code, words",
    [
        (["--dblp", "nonsense"], 2, "'nonsense' is not a valid dblp number or page"),
        (["--orcid", "12"], 2, "'12' is not a valid ORCID"),
        (["--orcid", "0000-0002-1825-0098"], 2, "is not a valid ORCID"),
        (["--db", "nowhere/pubs.db"], 1, "There is no folder"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_init_refuses_and_leaves_nothing_behind(pubman, arguments, code, words):
    outcome = pubman("init", *arguments, code=code)
    assert words in outcome.said
    assert "Nothing was changed." in outcome.said
    assert list(pubman.folder.iterdir()) == []


def test_init_twice_is_refused(pubman):
    pubman("init", "--name", "Bo Zhao")
    before = pubman.rows()
    assert pubman("init", code=1).err == (
        "error: pubs.db already exists. Nothing was changed.\n  pubman status\n"
    )
    assert pubman.rows() == before


def test_init_with_a_configuration_that_cannot_be_used_makes_no_store(pubman):
    (pubman.folder / "pubman.toml").write_text("[[people]]\nnmae = 'Bo'\n")
    assert "unknown key 'nmae'" in pubman("init", code=1).err
    assert [path.name for path in pubman.folder.iterdir()] == ["pubman.toml"]


# -------------------------------------------------------------------------------------------- sync


def test_sync_of_a_saved_page(bo):
    outcome = bo("sync", "--dblp", "--from-file", PAGE)
    assert outcome.out == ""
    assert "dblp 94/4810-19: Bo Zhao 0019" in outcome.err
    ((publications,),) = bo.ask("SELECT count(*) FROM publications WHERE mine = 1")
    assert publications < 14
    assert f"  + 14 records: {publications} publications; " in outcome.err
    assert outcome.err.count("Next: ") == 1
    assert bo.ask("SELECT count(*) FROM records WHERE source = 'dblp'") == [(14,)]


def test_sync_again_writes_only_when_the_page_was_had(bo):
    bo("sync", "--from-file", PAGE)
    before = bo.rows()
    said = bo("sync", "--dblp", "--from-file", PAGE).err
    assert said == "dblp 94/4810-19: nothing new. Nothing written.\n"
    after = bo.rows()
    (page, *offers), (again, *known) = sorted(before.pop("fetches")), sorted(after.pop("fetches"))
    assert (page[:-1], page[-1] < again[-1]) == (again[:-1], True)
    assert offers == known
    assert after == before


def test_sync_rehearsed(bo):
    before = bo.rows()
    outcome = bo("sync", "--dry-run", "--from-file", PAGE)
    assert "  + 14 records: " in outcome.err
    assert outcome.err.endswith("Dry run: nothing was written.\n")
    assert bo.rows() == before


def test_sync_as_json(bo):
    outcome = bo("sync", "--json", "--from-file", PAGE)
    assert "94/4810-19" in json.dumps(json.loads(outcome.out))
    assert outcome.err == ""


def without(text: str, *keys: str) -> str:
    """A person page without the records of ``keys``, and with a corrected number."""
    for key in keys:
        start = text.index("<r>", text.rindex("</r>", 0, text.index(f'key="{key}"')))
        text = text[:start] + text[text.index("</r>", start) + 5 :]
    return text.replace('n="14"', f'n="{14 - len(keys)}"')


def test_what_dblp_no_longer_lists_stays_and_is_asked_about(bo):
    bo("sync", "--from-file", PAGE)
    before = bo.ask("SELECT count(*) FROM publications WHERE mine = 1")
    page = bo.folder / PAGE
    page.write_text(without(page.read_text("utf-8"), "conf/icde/Zhao18"), "utf-8")
    outcome = bo("sync", "--from-file", PAGE)
    assert "no longer listed by dblp; it stays on your list" in outcome.err
    assert bo.ask("SELECT count(*) FROM publications WHERE mine = 1") == before
    ((key,),) = bo.ask("SELECT key_a FROM review WHERE kind = 'gone'")
    assert "still listed" not in bo("keep", key).said
    assert bo.ask("SELECT count(*) FROM questions WHERE kind = 'gone'") == [(0,)]


def test_a_page_that_lacks_much_is_refused_unless_forced(bo):
    bo("sync", "--from-file", PAGE)
    before = bo.rows()
    page = bo.folder / PAGE
    keys = [row[0] for row in bo.ask("SELECT source_key FROM records ORDER BY source_key LIMIT 4")]
    page.write_text(without(page.read_text("utf-8"), *keys), "utf-8")
    outcome = bo("sync", "--from-file", PAGE, code=1)
    assert "lacks 4 of the 14 records" in " ".join(outcome.err.split())
    assert bo.rows() == before
    bo("sync", "--force", "--from-file", PAGE)
    assert bo.ask("SELECT count(*) FROM listings WHERE gone_since IS NOT NULL") == [(4,)]


def test_what_changed_upstream_is_said_and_what_was_set_by_hand_stays(bo):
    bo("sync", "--from-file", PAGE)
    ((key,),) = bo.ask("SELECT key FROM bibliography WHERE title LIKE 'OLAP%'")
    bo("set", key, "pages", "1-2")
    page = bo.folder / PAGE
    page.write_text(page.read_text("utf-8").replace("OLAP on Modern", "OLAP on Very Modern"))
    outcome = bo("sync", "--from-file", PAGE)
    assert f"  ~ {key}  title" in outcome.err
    assert "Nothing you set by hand was touched." in outcome.err
    found = bo.ask("SELECT title, pages FROM publications WHERE key = ?", key)
    assert found == [("OLAP on Very Modern Chiplet-Based Processors", "1-2")]


# ------------------------------------------------------------------------------------------ import


def test_import_of_several_files_says_what_each_brought(bo):
    bo("sync", "--from-file", PAGE)
    outcome = bo("import", "citations.csv", "own.bib")
    assert "citations.csv: Google Scholar CSV, UTF-8 with BOM, 17 rows\n" in outcome.err
    assert "  +  4 new publications\n" in outcome.err.replace("  + 4", "  +  4")
    assert "1 entry was in the file twice" in outcome.said
    assert "own.bib: BibTeX, UTF-8, 14 entries\n" in outcome.err
    assert all(len(line) <= 80 for line in outcome.err.splitlines())
    assert outcome.err.count("Next:") <= 1
    assert bo.ask("SELECT count(*) FROM operations") == [(2,)]


@pytest.mark.parametrize("files", [["citations.csv"], ["own.bib", "scholar.bib"], [PAGE]], ids=str)
def test_import_of_the_same_twice_changes_nothing_and_says_so(bo, files):
    bo("import", *files)
    before = bo.rows()
    outcome = bo("import", *files)
    assert outcome.err.endswith("Nothing new. Nothing was written.\n")
    assert "+" not in outcome.err.replace("UTF-8", "")
    assert bo.rows() == before


def test_import_rehearsed(bo):
    before = bo.rows()
    outcome = bo("import", "-n", "own.bib")
    assert "14 new publications" in outcome.err
    assert outcome.err.endswith("Dry run: nothing was written.\n")
    assert bo.rows() == before


def test_import_as_json(bo):
    found = json.loads(bo("import", "--json", "own.bib", "citations.csv").out)
    assert [each["file"] for each in found["files"]] == ["own.bib", "citations.csv"]
    assert [each["entries"] for each in found["files"]] == [14, 17]


def test_import_under_another_name(bo):
    bo("import", "--as", "mylist", "own.bib")
    assert bo.ask("SELECT DISTINCT source FROM records") == [("mylist",)]


def test_import_in_a_format_that_is_said(bo):
    shutil.copy(bo.folder / "own.bib", bo.folder / "list.dat")
    bo("import", "--from", "bibtex", "list.dat")
    assert bo.ask("SELECT format FROM imports") == [("bibtex",)]


OTHERS = "@article{a, author={Ada Lovelace}, title={Notes on the Engine}, year=1843}\n"


def test_a_file_that_names_nobody_is_kept_off_the_lists(bo):
    (bo.folder / "others.bib").write_text(OTHERS)
    outcome = bo("import", "others.bib")
    assert "does not list you as an author, so it is not on your lists" in " ".join(
        outcome.err.split()
    )
    assert bo.ask("SELECT mine FROM publications") == [(0,)]


def test_a_list_that_is_said_to_be_mine(bo):
    (bo.folder / "others.bib").write_text(OTHERS)
    assert "list you" not in bo("import", "--mine", "others.bib").err
    assert bo.ask("SELECT mine FROM publications") == [(1,)]
    assert bo.ask("SELECT person, said FROM accounts") == [("bo-zhao", 1)]


def test_a_list_of_one_of_several_people(bo):
    with (bo.folder / "pubman.toml").open("a") as file:
        file.write('\n[[people]]\nname = "Ada Lovelace"\n')
    (bo.folder / "others.bib").write_text(OTHERS)
    assert "Which of them is it?" in " ".join(
        bo("import", "--mine", "others.bib", code=2).err.split()
    )
    bo("import", "--mine", "--person", "Ada Lovelace", "others.bib")
    assert bo.ask("SELECT person FROM accounts") == [("ada-lovelace",)]


def test_a_list_that_is_not_mine_is_asked_about(bo):
    bo("sync", "--from-file", PAGE)
    bo("import", "--not-mine", "own.bib")
    assert bo.ask("SELECT person, said FROM accounts WHERE source = 'own'") == [(None, 1)]


def test_one_file_that_cannot_be_read_does_not_stop_the_others(bo):
    (bo.folder / "empty.bib").write_text("")
    outcome = bo("import", "empty.bib", "own.bib", code=4)
    assert "14 new publications" in outcome.err
    assert outcome.err.endswith("error: empty.bib is empty. It was left out.\n")
    assert bo.ask("SELECT count(*) FROM records") == [(14,)]
    assert "empty.bib is empty" in bo("-q", "import", "empty.bib", "own.bib", code=4).err


def test_what_cannot_be_read_of_a_file_is_kept_and_named(bo):
    (bo.folder / "cut.bib").write_text("@article{a, title={One}, year=2020}\n@article{b, title={Tw")
    outcome = bo("import", "cut.bib")
    assert "cut.bib: BibTeX, UTF-8, 2 entries\n" in outcome.err
    assert "cut.bib:2  b  " in outcome.err
    ((entries, left_out),) = bo.ask("SELECT entries, left_out FROM imports")
    assert bo.ask("SELECT count(*) FROM records") == [(entries - left_out,)]
    assert bo.ask("SELECT count(*) > 0, min(raw LIKE '@article{b%') FROM problems") == [(1, 1)]


def test_a_key_that_stands_twice_gives_two_records_and_only_keys_one_can_cite(bo):
    (bo.folder / "twice.bib").write_text(
        "@article{a, title={One Paper}, author={Bo Zhao}, year=2000}\n"
        "@article{a, title={Another Thing}, author={Bo Zhao}, year=2001}\n"
    )
    assert "twice.bib:2" in bo("import", "twice.bib").err
    keys = [row[0] for row in bo.ask("SELECT key FROM bibliography ORDER BY year")]
    assert keys == ["a", "zhao2001another"]


def test_undo_and_the_same_file_again_bring_back_the_same(bo):
    bo("import", "own.bib")
    before = bo.ask("SELECT key, title FROM bibliography ORDER BY key")
    bo("undo")
    assert bo.ask("SELECT count(*) FROM publications") == [(0,)]
    bo("import", "own.bib")
    assert bo.ask("SELECT key, title FROM bibliography ORDER BY key") == before


# --------------------------------------------------------------------------------------------- add

ADD = ["--title", "FlexMoE: Flexible Serving", "--author", "Zheyue Tan", "--author", "Bo Zhao"]


def test_add_what_is_only_submitted(bo):
    outcome = bo("add", *ADD, "--year", "2026", "--status", "submitted")
    assert " ".join(outcome.err.split()) == (
        "+ tan2026flexmoe FlexMoE: Flexible Serving, submitted 2026 (on no public list until "
        "accepted)"
    )
    assert "tan2026flexmoe" not in bo("list").out


def test_add_with_everything(bo):
    bo("add", *ADD, "--year", "2026-11", "--venue", "VLDB", "--kind", "conference",
       "--doi", "https://doi.org/10.1000/x", "--url", "https://example.org")  # fmt: skip
    found = bo.ask("SELECT date, venue, kind, doi, url, mine FROM publications")
    assert found == [("2026-11", "VLDB", "conference", "10.1000/x", "https://example.org", 1)]


def test_add_joins_what_is_there_and_a_better_source_speaks(bo):
    bo("import", "own.bib")
    outcome = bo("add", "--title", "OLAP on modern chiplet-based processors", "--year", "2024",
                 "--author", "A. Fogli", "--author", "B. Zhao", "--author", "P. Pietzuch",
                 "--author", "M. Bandle", "--author", "J. Giceva")  # fmt: skip
    assert outcome.err == "  = chiplet  already known; merged with what you typed\n"
    titles = bo.ask("SELECT title FROM publications WHERE key = 'chiplet'")
    assert titles == [("OLAP on Modern Chiplet-Based Processors",)]


@pytest.mark.parametrize(
    "arguments, words",
    [
        ([], "Nothing was changed."),
        (["--title", "X"], "Nothing was changed."),
        (["--title", " ", "--author", "Bo Zhao"], "A publication needs a title"),
        (["--title", "X", "--author", "Bo Zhao", "--year", "soon"], "'soon' is not a valid date"),
        (["--title", "X", "--author", "Bo Zhao", "--kind", "essay"], "'essay' is not a valid kind"),
        (
            ["--title", "X", "--author", "Bo Zhao", "--status", "lost"],
            "'lost' is not a valid status",
        ),
        (["--title", "X", "--author", "Bo Zhao", "--doi", "x"], "'x' is not a valid DOI"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_add_refuses(bo, arguments, words):
    before = bo.rows()
    assert words in " ".join(bo("add", *arguments, code=2).err.split())
    assert bo.rows() == before


# ------------------------------------------------------------------------------ init asks again


def test_init_asks_again_after_a_wrong_answer(tmp_path):
    pty = pytest.importorskip("pty", reason="pseudo-terminals are a thing of POSIX")
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "pubman", "init"],
        cwd=tmp_path, stdin=theirs, stdout=theirs, stderr=theirs, close_fds=True,
        env={**os.environ, "TERM": "dumb"},
    )  # fmt: skip
    os.close(theirs)
    os.write(ours, b"Bo Zhao\nnonsense\n94/4810-19\n")
    seen = b""
    while b"Next:" not in seen:
        try:
            seen += os.read(ours, 4096)
        except OSError:
            break
    assert process.wait(60) == 0
    os.close(ours)
    text = " ".join(seen.decode().split())
    assert "error: 'nonsense' is not a valid dblp number or page" in text
    assert text.count("Your dblp page or number") == 2
    assert "94/4810-19" in (tmp_path / "pubman.toml").read_text("utf-8")


@every_row(
    "text, found",
    [
        ("", ("", "")),
        ("94/4810-19", ("94/4810-19", "")),
        ("https://dblp.org/pid/94/4810-19.html", ("94/4810-19", "")),
        ("0000-0002-1825-0097", ("", "0000-0002-1825-0097")),
        (" https://orcid.org/0000-0002-1825-0097 ", ("", "0000-0002-1825-0097")),
    ],
)
def test_one_question_takes_a_dblp_page_or_an_orcid(text, found):
    assert read_account(text) == found


@pytest.mark.parametrize("text", ["0000-0002-1825-0098", "https://orcid.org/", "nonsense"])
def test_an_account_that_is_neither_is_refused(text):
    with pytest.raises(UsageError, match="is not a valid"):
        read_account(text)


# ------------------------------------------------------------------- files of one name in folders

HILLS = "@article{oak2021, title={Moss on hills}, author={Oak, Ann}, journal={Fens}, year={2021}}"
LAKES = "@article{oak2021, title={Reeds of lakes}, author={Oak, Ann}, journal={Bogs}, year={2021}}"


def _folders(pubman, **entries):
    for folder, text in entries.items():
        (pubman.folder / folder).mkdir(exist_ok=True)
        (pubman.folder / folder / "cite.bib").write_text(text)


@pytest.mark.parametrize("together", [True, False])
def test_files_of_one_name_in_two_folders_are_two_lists(pubman, together):
    pubman("init", "--name", "Ann Oak")
    _folders(pubman, hills=HILLS, lakes=LAKES)
    files = ("hills/cite.bib", "lakes/cite.bib")
    for names in (files,) if together else ((files[0],), (files[1],)):
        pubman("import", *names)
    assert pubman.ask("SELECT source, title FROM records ORDER BY source") == [
        ("cite", "Moss on hills"),
        ("lakes-cite", "Reeds of lakes"),
    ]
    before = pubman.rows()
    pubman("import", *files)
    assert pubman.rows() == before
    _folders(pubman, lakes=LAKES.replace("Bogs", "Bogs and Ponds"))
    assert "1 changed" in pubman("import", "lakes/cite.bib").said


def test_a_list_that_moved_stays_one_list(pubman):
    pubman("init", "--name", "Ann Oak")
    more = HILLS.replace("oak2021", "oak2022").replace("Moss", "Ferns")
    _folders(pubman, hills=f"{HILLS}\n{more}", lakes=f"{HILLS.replace('Fens', 'The Fens')}\n{more}")
    pubman("import", "hills/cite.bib")
    assert "1 changed" in pubman("import", "lakes/cite.bib").said
    assert pubman.ask("SELECT DISTINCT source FROM records") == [("cite",)]


@pytest.mark.parametrize("title", ["A new paper", "Load Shedding for Complex Event Processing"])
def test_a_rehearsal_of_a_typed_paper_writes_nothing(shelf, title):
    before = shelf.rows()
    told = shelf("add", "--title", title, "--author", "Bo Zhao", "--year", "2020", "--dry-run")
    assert told.err.endswith("Dry run: nothing was written.\n")
    assert shelf.rows() == before
    assert shelf("add", "--title", title, "--author", "Bo Zhao", "--year", "2020").err in told.err
