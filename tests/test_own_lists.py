"""Own lists: the owner of a file, the name it lists most, and how to say that it is yours."""

from __future__ import annotations

from pathlib import Path

import pytest

from pubman.library.imports import read_file, take_in
from pubman.library.init import begin
from pubman.library.list_claims import claim, learn_spelling, open_claims
from pubman.library.own_lists import owner_of_profile
from pubman.library.session import Library, open_library
from pubman.people import Person
from pubman.store.query import ask
from pubman.text.names import parse_name


def bib(*authors: str, field: str = "author", kind: str = "article") -> str:
    """A .bib file with one entry for each list of authors."""
    return "\n".join(
        f"@{kind}{{k{number}, title = {{Work number {word} of them}}, {field} = {{{names}}}, "
        f"year = {2000 + number}}}"
        for number, (names, word) in enumerate(zip(authors, _WORDS, strict=False))
    )


_WORDS = "alpha bravo charlie delta echo foxtrot golf hotel india juliett".split()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def imported(folder: Path, name: str, files: dict[str, str]) -> Library:
    """A library of ``name`` into which the files were imported at once."""
    begin(folder, name=name)
    for file, text in files.items():
        (folder / file).write_text(text, encoding="utf-8")
    library = open_library(folder / "pubs.db")
    take_in(library, [read_file(library, folder / file) for file in files])
    return library


def mine(library: Library) -> dict[str, int | None]:
    rows = library.store.connection.execute("SELECT key, mine FROM publications")
    return {row["key"]: row["mine"] for row in rows}


def owner(library: Library, account: str) -> str | None:
    row = library.store.connection.execute(
        "SELECT person FROM accounts WHERE account = ?", (account,)
    ).fetchone()
    return row["person"] if row else None


def test_a_file_that_lists_oneself_in_two_thirds_of_its_entries_is_ones_own(folder: Path) -> None:
    text = bib("Roe, Mia and Poe, Ed", "Poe, Ed", "Roe, M.")
    library = imported(folder, "Mia Roe", {"cv.bib": text})
    assert owner(library, "cv:cv.bib") == "mia-roe"
    assert set(mine(library).values()) == {1}
    assert open_claims(library) == []


def test_a_file_that_lists_oneself_in_fewer_entries_is_asked_about(folder: Path) -> None:
    text = bib("Roe, Mia and Poe, Ed", "Poe, Ed", "Roe, M.", "Roe, M.", "Poe, Ed")
    library = imported(folder, "Mia Roe", {"cv.bib": text})
    assert owner(library, "cv:cv.bib") is None
    assert list(mine(library).values()) == [1, 0, 1, 1, 0]
    ((source, met),) = open_claims(library)
    assert (source, met.name.full, met.count, met.total, met.known) == ("cv", "Mia Roe", 3, 5, True)


def test_entries_without_names_do_not_say_whose_list_it_is(folder: Path) -> None:
    library = imported(folder, "Mia Roe", {"cv.bib": bib("Roe, Mia", "", "Poe, Ed", "Roe, M.", "")})
    assert owner(library, "cv:cv.bib") == "mia-roe"


def test_a_file_that_lists_oneself_in_fewer_entries_is_not(folder: Path) -> None:
    text = bib("Roe, Mia and Poe, Ed", "Poe, Ed", "Poe, Ed")
    library = imported(folder, "Mia Roe", {"cv.bib": text})
    assert owner(library, "cv:cv.bib") is None
    assert list(mine(library).values()) == [1, 0, 0]


def test_a_likely_name_makes_an_own_list_and_is_oneself_in_it(folder: Path) -> None:
    text = bib("Roe, Benedikt and Poe, Ed", "Poe, Ed and Roe, Benedikt J.")
    library = imported(folder, "Ben Roe", {"cv.bib": text})
    assert owner(library, "cv:cv.bib") == "ben-roe"
    people = ask(folder / "pubs.db", "SELECT person FROM authorships WHERE person IS NOT NULL")
    assert [row[0] for row in people.rows] == ["ben-roe", "ben-roe"]


def test_one_entry_with_a_likely_name_is_not_enough(folder: Path) -> None:
    library = imported(folder, "Ben Roe", {"cv.bib": bib("Roe, Benedikt and Poe, Ed")})
    assert owner(library, "cv:cv.bib") is None


def test_one_or_two_surnames_are_one_name(folder: Path) -> None:
    text = bib(
        "Rios Marin, Elena and Poe, Ed",
        "Rios, Elena",
        "Rios-Marin, E. and Poe, Ed",
        "Elena Rios Marin and Poe, Ed",
    )
    library = imported(folder, "Mia Roe", {"cv.bib": text})
    ((_, met),) = open_claims(library)
    assert (met.name.family, met.count) == ("Rios Marin", 4)


def test_the_name_that_most_entries_list_is_met(folder: Path) -> None:
    text = bib("Poe, Ed and Nord, A. J.", "Nord, Alex J.", "Nord, Alex J. and Day, Al", "Day, Al")
    library = imported(folder, "Mia Roe", {"cv.bib": text})
    ((source, met),) = open_claims(library)
    assert (source, met.name.full, met.count, met.total) == ("cv", "Alex J. Nord", 3, 4)


def test_a_name_in_bold_is_met_rather_than_a_coauthor(folder: Path) -> None:
    text = bib(
        r"Poe, Ed and \textbf{Nord, Alex} and Day, Al",
        r"\textbf{Nord, Alex} and Day, Al",
        "Day, Al and Poe, Ed",
    )
    library = imported(folder, "Mia Roe", {"cv.bib": text})
    ((_, met),) = open_claims(library)
    assert met.name.full == "Alex Nord"


def test_no_coauthor_is_met_where_oneself_is_found(folder: Path) -> None:
    text = bib("Roe, Mia and Poe, Ed", "Poe, Ed", "Poe, Ed")
    library = imported(folder, "Mia Roe", {"cv.bib": text})
    assert open_claims(library) == []


def test_a_spelling_makes_the_files_ones_own_in_any_order(folder: Path) -> None:
    files = {"a.bib": bib("Nord, Alex", "Nord, A."), "b.bib": bib("Nord, Alex and Poe, Ed")}
    library = imported(folder, "Mia Roe", files)
    assert set(mine(library).values()) == {0}
    learned = learn_spelling(library, "Alex Nord")
    assert (learned.added, learned.before) == (True, 0)
    assert learned.lists == ("a:a.bib", "b:b.bib")
    with open_library(folder / "pubs.db") as again:
        assert set(mine(again).values()) == {1}


def test_a_spelling_that_is_understood_changes_nothing(folder: Path) -> None:
    library = imported(folder, "Mia Roe", {"cv.bib": bib("Poe, Ed")})
    assert not learn_spelling(library, "Roe, M.").added


def test_a_whole_file_can_be_claimed_and_given_back(folder: Path) -> None:
    files = {"a.bib": bib("Poe, Ed", "Day, Al"), "b.bib": bib("Fox, Ann")}
    library = imported(folder, "Mia Roe", files)
    done = claim(library, "a.bib")
    assert (done.lists, done.before, done.after) == (("a:a.bib",), 0, 2)
    assert claim(library, "a").operation == 0
    claim(library, "a", mine=False)
    assert set(mine(library).values()) == {0}


def test_one_entry_of_others_asks_for_no_name(folder: Path) -> None:
    library = imported(folder, "Mia Roe", {"cv.bib": bib("Poe, Ed and Day, Al")})
    assert open_claims(library) == []


def test_what_a_person_said_of_a_file_outlasts_another_import(folder: Path) -> None:
    library = imported(folder, "Mia Roe", {"a.bib": bib("Roe, Mia")})
    claim(library, "a", mine=False)
    take_in(library, [read_file(library, folder / "a.bib")])
    assert owner(library, "a:a.bib") is None


PROFILE = "Authors,Title,Publication,Volume,Number,Pages,Year,Publisher\n" + "\n".join(
    f'"{name}; ",A work on {word},Journal,,,,2001,' for name, word in zip(
        ["Nord, A", "Day, B", "Fox, C", "Roe, M"], _WORDS, strict=False)
)  # fmt: skip


def test_a_profile_is_ones_own_even_if_few_entries_list_oneself(folder: Path) -> None:
    library = imported(folder, "Mia Roe", {"citations.csv": PROFILE})
    assert owner(library, "scholar:citations.csv") == "mia-roe"


def test_the_profile_of_somebody_else_is_not_ones_own(folder: Path) -> None:
    text = PROFILE.replace("Day, B", "Nord, A").replace("Fox, C", "Nord, A")
    text = text.replace("Roe, M", "Day, B")
    library = imported(folder, "Mia Roe", {"citations.csv": text})
    assert owner(library, "scholar:citations.csv") is None


def test_editing_a_volume_counts_as_ones_own_work(folder: Path) -> None:
    text = bib("Roe, Mia and Poe, Ed", field="editor", kind="book")
    library = imported(folder, "Mia Roe", {"cv.bib": text})
    assert mine(library) == {"k0": 1}


def test_the_editor_of_a_chapter_is_not_its_author(folder: Path) -> None:
    text = (
        "@incollection{c, author = {Poe, Ed}, editor = {Roe, Mia}, title = {A chapter},"
        " booktitle = {A book}, year = 2001}\n@article{o, author = {Day, Al}, title = {Other}}"
    )
    library = imported(folder, "Mia Roe", {"cv.bib": text})
    assert mine(library) == {"c": 0, "o": 0}


# --------------------------------------------------------------------------- the command line


@pytest.fixture
def mia(pubman):
    """A command line whose store belongs to Mia Roe."""
    pubman("init", "--name", "Mia Roe")
    (pubman.folder / "cv.bib").write_text(bib("Nord, Alex", "Nord, A.", "Poe, Ed and Nord, Alex"))
    return pubman


def test_an_import_names_the_author_that_most_entries_list(mia):
    said = mia("import", "cv.bib").said
    assert '3 of 3 entries list "Alex Nord". Is that you?' in said
    assert 'pubman config --spelling "Alex Nord"' in said
    assert "pubman mine --source cv" in said


def test_a_file_of_which_half_lists_oneself_is_asked_about(pubman):
    pubman("init", "--name", "Mia Roe")
    (pubman.folder / "refs.bib").write_text(bib("Roe, Mia", "Poe, Ed", "Roe, M.", "Poe, Ed"))
    said = " ".join(pubman("import", "refs.bib").said.split())
    assert "2 of 4 entries list you. Is the file your own list?" in said
    assert "pubman mine --source refs" in said
    assert "--spelling" not in said
    said = " ".join(pubman("review").said.split())
    assert "2 of 4 entries of refs list Mia Roe. Is the file your own list?" in said
    pubman("mine", "--source", "refs")
    assert "own list?" not in pubman("review").said


def test_review_asks_for_the_name_too(mia):
    mia("import", "cv.bib")
    assert '3 of 3 entries of cv list "Alex Nord". Is that you?' in mia("review").said


def test_a_spelling_puts_the_file_on_the_lists(mia):
    mia("import", "cv.bib")
    said = mia("config", "--spelling", "Alex Nord").said
    assert "Your lists have 3 publications now (0 before). Own list: cv.bib." in said
    assert "Is that you?" not in mia("review").said


def test_a_whole_file_is_claimed_and_given_back_by_undo(mia):
    mia("import", "cv.bib")
    assert "cv.bib is your own list now." in mia("mine", "--source", "cv").said
    assert len(mia("list").out.splitlines()) == 3
    mia("undo")
    assert mia("list").out == ""


def test_a_file_that_is_not_mine_is_never_asked_about_again(mia):
    mia("import", "cv.bib")
    mia("mine", "--not-mine", "--source", "cv")
    assert "Is that you?" not in mia("review").said


def test_an_unknown_source_is_named_with_those_that_exist(mia):
    mia("import", "cv.bib")
    assert "There is no source 'nosuch'." in mia("mine", "--source", "nosuch", code=2).err


def test_mine_needs_a_key_or_a_source(mia):
    assert "--source NAME" in mia("mine", code=2).err


@pytest.mark.parametrize(
    "orcid, owner",
    [("0000-0002-1825-0097", "ada"), ("0000-0001-5109-3700", ""), ("", "")],
    ids=["one's own iD", "another iD", "no iD"],
)
def test_the_works_of_an_orcid_record_belong_to_its_person(orcid, owner):
    people = (Person(id="ada", name=parse_name("Ada Lovelace"), orcid=orcid),)
    keys = ["0000-0002-1825-0097/11", "0000-0002-1825-0097/12"]
    assert owner_of_profile(people, keys) == owner
    assert owner_of_profile(people, [*keys, "0000-0003-1415-9269/1"]) == ""


def test_works_without_authors_are_on_the_list_of_their_orcid(pubman):
    source = Path(__file__).parent / "formats/orcid/works.json"
    pubman("init", "--name", "Ada Lovelace", "--orcid", "0000-0002-1825-0097")
    told = pubman("import", source)
    assert "works.json comes from Ada Lovelace's ORCID record, so I treated" in told.said
    assert len(pubman("list").out.splitlines()) == 3
    pubman("mine", "--not-mine", "--source", "orcid")
    assert pubman("list").out == ""


def test_a_name_in_bold_is_asked_about_though_nobody_is_configured(pubman):
    pubman("init")
    entries = [
        r"@article{a, title={Moss on hills}, author={Berg, Ola and \textbf{E. Moor}}, year=2019}",
        r"@article{b, title={Reeds of lakes}, author={\textbf{Moor, E.} and Lund, Ida}, year=2020}",
        r"@article{c, title={Salt in fens}, author={Ek, Jo and \textbf{Eva Moor}}, year=2021}",
    ]
    (pubman.folder / "own.bib").write_text("\n".join(entries))
    said = pubman("import", "own.bib").said
    assert '3 of 3 entries list "E. Moor". Is that you?' in said
    assert 'pubman config --spelling "E. Moor"' in said
    assert "Own list: own.bib" in pubman("config", "--spelling", "E. Moor").said
    assert pubman.ask("SELECT count(*) FROM publications WHERE mine = 1") == [(3,)]
    assert 'name = "E. Moor"' in (pubman.folder / "pubman.toml").read_text("utf-8")


def test_a_list_of_many_people_is_not_asked_about(pubman):
    pubman("init")
    names = ("Ola Berg", "Ida Lund", "Jo Ek")
    entry = "@article{{k{0}, title={{Paper number {0}}}, author={{{1}}}, year=2019}}"
    text = "\n".join(entry.format(number, name) for number, name in enumerate(names))
    (pubman.folder / "all.bib").write_text(text)
    assert "Is that you" not in pubman("import", "all.bib").said


def test_of_co_authors_who_are_always_together_nobody_is_asked_about(pubman):
    pubman("init")
    entry = "@article{{k{0}, title={{Paper number {0}}}, author={{Ola Berg and Ida Lund}}}}"
    (pubman.folder / "all.bib").write_text("\n".join(map(entry.format, range(3))))
    assert "Is that you" not in pubman("import", "all.bib").said
