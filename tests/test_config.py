"""``pubman.toml``: what it says, what it cannot say, and that writing it back keeps the rest."""

from __future__ import annotations

import contextlib
import dataclasses
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rows import every_row

from pubman.config import TABLES, Config, DblpConfig, ListConfig, SectionConfig, SourceConfig, load
from pubman.config.starter import starter
from pubman.config.write import add_person, add_spelling
from pubman.eras import Era
from pubman.errors import ConfigError
from pubman.listing import Look, Options
from pubman.options import declared
from pubman.record import Date
from pubman.venues import OwnVenue

FULL = """\
preprints = "both"

[[people]]
name = "Bo Zhao"
dblp = "https://dblp.org/pid/94/4810-19.html"
scholar = "https://scholar.google.com/citations?user=R6igYYYAAAAJ&hl=en"
spellings = ["赵博"]
url = "https://zbjob.github.io/"

[[people]]
name = "Wagenländer, Marcel"
orcid = "https://orcid.org/0000-0002-1825-0097"
dblp = ["12/345-1", "12/345-2"]
periods = [{ from = 2020, to = "2021-06" }, { from = 2023-01-15 }]
show = "current"

[[eras]]
name = "Publications"
from = "2016-10"

[[eras]]
name = "Before PhD"
to = "2016-09"

[[eras]]
name = "PhD"
person = "Marcel Wagenländer"
from = 2020

[[lists]]
name = "page"
title = "Bo Zhao"
output = "publications.html"
format = "html"
group_by = ["era", "year"]
order = "oldest"
truncate = 10
highlight = false
marks = { equal = "*" }

[[lists.sections]]
heading = "Selected"
tag = "selected"

[[lists.sections]]
heading = "All"
where = "year >= 2020"

[lists.patterns]
thesis = "Dissertation, {{ school }}, {{ year }}."

[[lists]]
name = "cv"
group_by = "year"

[[venues]]
name = "Nordic Workshop on Something"
acronym = "NWS"
kind = "workshop"
aliases = "Nordic Something"
patterns = ["nordic .* something"]

[[sources]]
name = "own"
rank = 90

[dblp]
mirrors = []
spacing = 4

[links]
pdf = "papers/{key}.pdf"

[[coauthors]]
name = "Luo Mai"
url = "https://luomai.github.io"
"""


@pytest.fixture
def toml(tmp_path: Path) -> Path:
    return tmp_path / "pubman.toml"


def loaded(path: Path, text: str) -> Config:
    path.write_text(text, encoding="utf-8")
    return load(path)


# ------------------------------------------------------------------------------------- what it says


def test_a_missing_file_says_nothing(toml):
    config = load(toml)
    assert config == Config(path=toml, sha256=config.sha256)
    assert config.dblp.url == "https://dblp.org"


def test_people_are_known_by_every_identifier_and_spelling(toml):
    bo, marcel = loaded(toml, FULL).people
    assert (bo.id, bo.name.full, bo.pids) == ("bo-zhao", "Bo Zhao", ("94/4810-19",))
    assert [name.full for name in bo.spellings] == ["赵博"]
    assert bo.scholar == "R6igYYYAAAAJ"
    assert (marcel.id, marcel.pids) == ("marcel-wagenlander", ("12/345-1", "12/345-2"))
    assert (marcel.orcid, marcel.show) == ("0000-0002-1825-0097", "current")
    assert marcel.periods == (
        (Date(year=2020), Date(year=2021, month=6)),
        (Date(year=2023, month=1, day=15), None),
    )


def test_eras_belong_to_the_first_person_unless_said_otherwise(toml):
    assert loaded(toml, FULL).eras == (
        Era(person="bo-zhao", name="Publications", start=Date(year=2016, month=10)),
        Era(person="bo-zhao", name="Before PhD", end=Date(year=2016, month=9)),
        Era(person="marcel-wagenlander", name="PhD", start=Date(year=2020)),
    )


def test_a_list_has_what_it_says_and_defaults_for_the_rest(toml):
    page, cv = loaded(toml, FULL).lists
    assert page == ListConfig(
        name="page",
        title="Bo Zhao",
        output="publications.html",
        format="html",
        group_by=("era", "year"),
        order="oldest",
        truncate_authors=10,
        highlight=False,
        marks={"equal": "*"},
        sections=(
            SectionConfig(heading="Selected", tag="selected"),
            SectionConfig(heading="All", where="year >= 2020"),
        ),
        patterns={"thesis": "Dissertation, {{ school }}, {{ year }}."},
    )
    assert cv == ListConfig(name="cv", group_by=("year",))


@pytest.mark.parametrize(
    "said, expected",
    [
        pytest.param('output = "cv.md"', "markdown", id="the ending of the output"),
        pytest.param('output = "cv.MD"', "markdown", id="in capitals"),
        pytest.param('output = "cv.md"\nformat = "text"', "text", id="what is said goes before it"),
        pytest.param('output = "cv"', "html", id="no ending"),
        pytest.param("", "html", id="no output"),
    ],
)
def test_a_list_without_a_format_has_that_of_its_output(toml, said, expected):
    assert loaded(toml, f"[[lists]]\nname = 'cv'\n{said}\n").lists[0].format == expected


def test_the_other_tables(toml):
    config = loaded(toml, FULL)
    assert config.preprints == "both"
    assert config.sources == (SourceConfig(name="own", rank=90),)
    assert config.dblp == DblpConfig(mirrors=(), spacing=4)
    assert config.links == {"pdf": "papers/{key}.pdf"}
    assert [(each.name, each.url) for each in config.coauthors] == [
        ("Luo Mai", "https://luomai.github.io")
    ]
    assert config.venues == (
        OwnVenue(
            id="nws",
            name="Nordic Workshop on Something",
            acronym="NWS",
            kind="workshop",
            aliases=("Nordic Something",),
            patterns=("nordic .* something",),
        ),
    )


def test_the_hash_changes_with_the_file(toml):
    before = loaded(toml, FULL).sha256
    assert loaded(toml, FULL).sha256 == before
    assert loaded(toml, FULL + "\n# a remark\n").sha256 != before


def test_a_byte_order_mark_and_windows_line_ends_are_read(toml):
    toml.write_bytes(b"\xef\xbb\xbf" + FULL.replace("\n", "\r\n").encode())
    assert [person.id for person in load(toml).people] == ["bo-zhao", "marcel-wagenlander"]


def test_every_table_has_its_dataclass_fields():
    def fields(kind: type) -> set[str]:
        return {each.name for each in dataclasses.fields(kind)}

    def keys(table: str) -> set[str]:
        return {key.name for key in TABLES[table].keys}

    assert keys("lists") == fields(ListConfig)
    assert keys("lists.sections") == fields(SectionConfig)
    assert keys("sources") == fields(SourceConfig)
    assert keys("dblp") == fields(DblpConfig)
    assert keys("venues") == fields(OwnVenue)
    assert keys("") - {"people_from"} == fields(Config) - {"path", "sha256"}


@every_row("table", [name for name in TABLES if name], ids=str)
def test_the_defaults_of_a_table_are_those_of_its_dataclass(table):
    kinds = {
        "lists": ListConfig, "lists.sections": SectionConfig, "sources": SourceConfig,
        "dblp": DblpConfig, "venues": OwnVenue,
    }  # fmt: skip
    if table in kinds:
        defaults = {each.name: each.default for each in dataclasses.fields(kinds[table])}
        for key in TABLES[table].keys:
            if key.default is not None:
                assert defaults[key.name] == key.default


def test_an_option_is_declared_once_and_reaches_the_formats_by_its_name():
    look = {each.name for each in declared(Look)}
    assert look == {each.name for each in dataclasses.fields(Look)}
    assert look <= {each.name for each in dataclasses.fields(Options)}
    assert look <= {key.name for key in TABLES["lists"].keys}


@every_row("each", declared(Look), ids=lambda each: each.name)
def test_the_file_that_init_writes_explains_every_option_of_a_list(each):
    lines = [line for line in starter("Bo Zhao").splitlines() if line.startswith(f"# {each.name} ")]
    assert lines
    assert lines[0].endswith(each.doc)


# ------------------------------------------------------------------------------ what it cannot say


@every_row(
    "text, message, hint",
    [
        pytest.param("[[peple]]\nname = 'A B'", "unknown key 'peple'", "people", id="a table"),
        pytest.param(
            "[[people]]\nnmae = 'A B'", "people[1] has an unknown key", "name", id="a key"
        ),
        pytest.param(
            "[[lists]]\nname='a'\n[[lists]]\nname='b'\n[[lists.sections]]\nhead='x'",
            "lists[2].sections[1] has an unknown key 'head'",
            "heading",
            id="a key in a section of the second list",
        ),
        pytest.param("[dblp]\nspaceing = 4", "dblp has an unknown key", "spacing", id="in [dblp]"),
        pytest.param("colour = 1", "unknown key 'colour'", "knows: people", id="nothing near"),
        pytest.param("[[people]]\norcid = ''", "people[1] has no name", "name:", id="left out"),
        pytest.param(
            "[[eras]]\nname='a'\nto='2015'\n[[eras]]\nname='b'\nfrom='Octobre'",
            "eras[2].from is not a date: 'Octobre'",
            "2016-10",
            id="no date",
        ),
        pytest.param(
            "[[eras]]\nname='a'\nfrom=true", "eras[1].from is not a date", "", id="a flag"
        ),
        pytest.param("[[eras]]\nname='a'\nfrom='2016-13'", "not a date", "", id="no such month"),
        pytest.param("[[people]]\nname = 1", "people[1].name must be text", "", id="a number"),
        pytest.param("people = 'Bo'", "people must be a list of tables", "", id="no table"),
        pytest.param("[[lists]]\nname='a'\nhighlight='no'", "true or false", "", id="no flag"),
        pytest.param("[[lists]]\nname='a'\nlimit=-1", "0 or more", "", id="below zero"),
        pytest.param("[[lists]]\nname='a'\nlimit=true", "0 or more", "", id="a flag for a number"),
        pytest.param("[[people]]\nname='A B'\nspellings=[1]", "a list of it", "", id="a list"),
        pytest.param("[links]\npdf = 1", "links must be a table of texts", "", id="no text"),
        pytest.param("preprints = 'joined'", "cannot be 'joined'", "join", id="no choice"),
        pytest.param(
            "[[lists]]\nname='a'\ngroup_by=['yaer']", "cannot be 'yaer'", "year", id="no group"
        ),
        pytest.param("[[venues]]\nname='a'\nkind='conf'", "cannot be 'conf'", "", id="no kind"),
        pytest.param(
            "[[venues]]\nname='a'\npatterns=['(']", "venues[1].patterns", "", id="no expression"
        ),
        pytest.param(
            "[[people]]\nname='A B'\ndblp='no one'", "people[1].dblp", "94/4810-19", id="no pid"
        ),
        pytest.param(
            "[[people]]\nname='A B'\norcid='0000-0002-1825-0098'", "ORCID", "", id="a wrong digit"
        ),
        pytest.param(
            "[[people]]\nname='A B'\n[[people]]\nname='A. B'\nid='a-b'",
            "two people",
            "id",
            id="ids",
        ),
        pytest.param("[[lists]]\nname='a'\n[[lists]]\nname='a'", "two lists", "", id="two lists"),
        pytest.param(
            "[[people]]\nname='A B'\n[[eras]]\nname='a'\nperson='C D'",
            "eras[1].person: 'C D' is not one of the people (A B)",
            "",
            id="an era of nobody",
        ),
        pytest.param(
            "[[eras]]\nname='a'\n[[eras]]\nname='b'\nfrom=2020",
            "overlap",
            "Both ends",
            id="overlap",
        ),
        pytest.param(
            "[[eras]]\nname='a'\nfrom=2020\nto=2019", "ends (2019) before", "", id="backwards"
        ),
        pytest.param(
            "[[people]]\nname='A B'\npeople_from='more.csv'",
            "people[1] has an unknown key 'people_from'",
            "above the first [table]",
            id="a key of the file below a table",
        ),
        pytest.param("[[people]\n", "is not valid TOML", "toml.io", id="a bracket missing"),
        pytest.param("people_from = 'people.csv'", "There is no people.csv", "", id="no such CSV"),
    ],
)
def test_what_cannot_be_meant_is_one_sentence_with_the_place(toml, text, message, hint):
    with pytest.raises(ConfigError) as caught:
        loaded(toml, text)
    assert message in caught.value.message
    assert "\n" not in caught.value.message
    assert hint in " ".join(caught.value.hints)


def test_the_message_names_the_file(toml):
    with pytest.raises(ConfigError, match=r"^pubman\.toml: "):
        loaded(toml, "[[eras]]\nname='a'\nfrom=2020\nto=2019")


def test_a_file_in_another_encoding_is_refused(toml):
    toml.write_bytes("[[people]]\nname = 'Magalhães'".encode("latin-1"))
    with pytest.raises(ConfigError, match="not UTF-8"):
        load(toml)


def test_a_folder_of_that_name_is_refused(toml):
    toml.mkdir()
    with pytest.raises(ConfigError, match="cannot be read"):
        load(toml)


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("any") / "pubman.toml"
    path.write_text(text, encoding="utf-8", errors="replace", newline="")
    with contextlib.suppress(ConfigError):
        load(path)


# ------------------------------------------------------------------------------------ people.csv


CSV = """\
Name,spellings,dblp,from,to,url
Ada Lovelace,Ada Byron; A. A. Lovelace,12/345-1,2020,2021-06,https://example.org/ada
Luo Mai,,,2022-09,,
Ada Lovelace,,12/345-2,2023,,
"""


def test_people_of_a_csv_come_after_those_of_the_file(toml):
    (toml.parent / "people.csv").write_text(CSV, encoding="utf-8-sig")
    config = loaded(toml, 'people_from = "people.csv"\n[[people]]\nname = "Bo Zhao"\n')
    assert [person.id for person in config.people] == ["bo-zhao", "ada-lovelace", "luo-mai"]
    ada = config.people[1]
    assert [name.full for name in ada.spellings] == ["Ada Byron", "A. A. Lovelace"]
    assert ada.pids == ("12/345-1", "12/345-2")
    assert ada.periods == (
        (Date(year=2020), Date(year=2021, month=6)),
        (Date(year=2023), None),
    )


def test_the_hash_changes_with_the_csv(toml):
    csv = toml.parent / "people.csv"
    csv.write_text(CSV, encoding="utf-8")
    before = loaded(toml, 'people_from = "people.csv"\n').sha256
    csv.write_text(CSV + "Bo Zhao,,,,,\n", encoding="utf-8")
    assert load(toml).sha256 != before


@pytest.mark.parametrize(
    "csv, words",
    [
        pytest.param("nam\nAda\n", "unknown column 'nam'", id="a column"),
        pytest.param(
            "name,from\nAda,soon\n", "people.csv, line 2: from is not a date", id="a date"
        ),
        pytest.param("name,from\n,2020\n", "line 2: the name is missing", id="no name"),
    ],
)
def test_a_csv_that_cannot_be_meant_is_refused(toml, csv, words):
    (toml.parent / "people.csv").write_text(csv, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        loaded(toml, 'people_from = "people.csv"\n')
    assert words in caught.value.message


# --------------------------------------------------------------------------------------- writing


def test_a_starter_holds_what_is_known(toml):
    config = loaded(toml, starter("Bo Zhao", dblp="94/4810-19", scholar="R6igYYYAAAAJ"))
    (person,) = config.people
    assert (person.name.full, person.pids) == ("Bo Zhao", ("94/4810-19",))
    assert [each.output for each in config.lists] == ["publications.html"]
    assert not config.eras
    assert not config.venues


def test_a_starter_without_a_name_has_nobody(toml):
    assert loaded(toml, starter()).people == ()


@pytest.mark.parametrize("name", ["", "Bo Zhao"], ids=["nobody", "somebody"])
def test_every_comment_of_a_starter_can_be_taken_into_use(toml, name):
    """A line ``# key = …`` or ``# [table]`` without its sign is part of a file that can be read."""
    lines = []
    for line in starter(name).splitlines():
        bare = line.removeprefix("# ")
        used = bare.startswith("[") or " = " in bare.partition("#")[0].partition('"')[0]
        lines.append(bare if used else line)
    text = "\n".join(lines)
    for placeholder, value in (
        ('"0000-..."', '"0000-0002-1825-0097"'),
        ('scholar = "..."', 'scholar = "R6igYYYAAAAJ"'),
    ):
        text = text.replace(placeholder, value)
    config = loaded(toml, text)
    assert config.people
    assert config.eras
    assert config.venues
    assert config.links
    assert config.lists[0].group_by


def test_a_starter_fits_into_a_hundred_columns():
    assert max(map(len, starter("Bo Zhao", dblp="94/4810-19").splitlines())) <= 100


@given(st.text(min_size=1, max_size=30), st.text(max_size=30))
def test_any_name_and_address_are_written_as_toml(name, url):
    text = starter(name, url=url)
    said = tomllib.loads(text)["people"][0]
    assert (said["name"], said.get("url", "")) == (name, url)


def test_a_person_is_added_and_the_rest_stays(toml):
    before = starter("Bo Zhao", dblp="94/4810-19") + "\n[dblp]\nspacing = 5  # be kind\n"
    toml.write_text(before, encoding="utf-8")
    add_person(toml, "Luo Mai", dblp="34/7110", spellings=["L. Mai"])
    after = toml.read_text(encoding="utf-8")
    assert [person.id for person in load(toml).people] == ["bo-zhao", "luo-mai"]
    assert [line for line in before.splitlines() if line not in after.splitlines()] == []


def test_a_person_is_added_to_a_file_without_people(toml):
    toml.write_text("# mine\n[dblp]\nspacing = 5\n", encoding="utf-8")
    add_person(toml, "Luo Mai")
    assert toml.read_text(encoding="utf-8").startswith("# mine\n[dblp]\nspacing = 5\n")
    assert [person.name.full for person in load(toml).people] == ["Luo Mai"]


def test_a_person_is_added_to_no_file(toml):
    add_person(toml, "Luo Mai", dblp="34/7110")
    assert load(toml).people[0].pids == ("34/7110",)


def test_a_person_who_is_there_is_not_added_twice(toml):
    toml.write_text(starter("Bo Zhao"), encoding="utf-8")
    with pytest.raises(ConfigError, match=r"^pubman\.toml: two people"):
        add_person(toml, "Bo Zhao")
    assert toml.read_text(encoding="utf-8") == starter("Bo Zhao")
    assert list(toml.parent.iterdir()) == [toml]


@pytest.mark.parametrize(
    "line, expected",
    [
        pytest.param("", ["Bo Q. Zhang"], id="none before"),
        pytest.param('spellings = "赵博"', ["赵博", "Bo Q. Zhang"], id="one before"),
        pytest.param('spellings = ["赵博"] # Han', ["赵博", "Bo Q. Zhang"], id="a list before"),
        pytest.param('names = ["赵博"]', ["赵博", "Bo Q. Zhang"], id="under the other name"),
    ],
)
def test_a_spelling_is_added_to_its_person(toml, line, expected):
    toml.write_text(
        f"# us\n[[people]]\nname = 'Luo Mai'\n\n[[people]]\nname = 'Bo Zhao'  # me\n{line}\n",
        encoding="utf-8",
    )
    assert add_spelling(toml, "bo-zhao", "Bo Q. Zhang")
    luo, bo = load(toml).people
    assert [name.full for name in bo.spellings] == expected
    assert luo.spellings == ()
    assert "# me" in toml.read_text(encoding="utf-8")
    assert toml.read_text(encoding="utf-8").startswith("# us\n")


def test_a_spelling_that_is_understood_is_not_added(toml):
    toml.write_text(starter("Bo Zhao"), encoding="utf-8")
    assert not add_spelling(toml, "Bo Zhao", "B. Zhao")
    assert toml.read_text(encoding="utf-8") == starter("Bo Zhao")


def test_a_spelling_of_somebody_unknown_is_refused(toml):
    toml.write_text(starter("Bo Zhao"), encoding="utf-8")
    with pytest.raises(ConfigError, match="no person 'Luo Mai'"):
        add_spelling(toml, "Luo Mai", "L. Mai")


def test_windows_line_ends_are_kept(toml):
    toml.write_bytes(b"# us\r\n[[people]]\r\nname = 'Bo Zhao'\r\n")
    add_spelling(toml, "bo-zhao", "Bo Q. Zhang")
    content = toml.read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n")
