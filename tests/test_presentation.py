"""A lab: three people with periods, from a CSV too; joint lists, a page each, names that link.

End to end, through the command line.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from rows import every_row

from pubman.cli import main
from pubman.library.presentation import with_full_venue
from pubman.record import Publication, Venue

ROOT = Path(__file__).resolve().parent.parent
TOML = """\
people_from = "people.csv"

[[people]]
name = "Peter Pietzuch"
url = "https://example.org/peter"

[[lists]]
name = "lab"
title = "Our lab"
output = "lab.html"
in_periods = true
grace = 6

[[lists]]
name = "members"
output = "members/{person}.html"
in_periods = true

[[lists]]
name = "sections"
output = "by-person.md"
group_by = ["person"]

[[lists]]
name = "two"
output = "two.txt"
person = ["Bo Zhao", "luo-mai"]

[[coauthors]]
name = "Guo Li"
url = "https://example.org/guo"
"""
CSV = """\
name,spellings,from,to,url
Bo Zhao,B. Zhao,2020-01,2022-06,https://example.org/bo
Luo Mai,,2014,2018,
Luo Mai,,2023,,
"""
OWN = """\
@inproceedings{a, author = {Guo Li and Bo Zhao and Luo Mai and Peter Pietzuch}, year = 2024,
  title = {Joint Paper of Three}, booktitle = {SOSP}}
@inproceedings{b, author = {Bo Zhao and Ada Li}, title = {Written while in the Lab},
  booktitle = {SIGMOD}, year = 2021, month = jun}
@inproceedings{c, author = {Ada Li and B. Zhao}, title = {Came out soon after Leaving},
  booktitle = {ICDE}, year = 2022, month = oct}
@inproceedings{d, author = {Bo Zhao and Ada Li}, title = {Long after Leaving},
  booktitle = {VLDB}, year = 2023, month = sep}
@inproceedings{e, author = {Luo Mai and Ada Li}, title = {From the first Stay},
  booktitle = {NSDI}, year = 2018}
@inproceedings{f, author = {Luo Mai}, title = {Between two Stays}, booktitle = {OSDI}, year = 2020}
@inproceedings{g, author = {Ada Li and Charles Babbage}, title = {Nobody of the Lab},
  booktitle = {CIDR}, year = 2021}
"""


@pytest.fixture(scope="module")
def _made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lab")
    for name, text in (("pubman.toml", TOML), ("people.csv", CSV), ("own.bib", OWN)):
        (folder / name).write_text(text, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert main(["-q", "init"]) == 0
        assert main(["-q", "import", "--not-mine", "own.bib"]) == 0
    return folder


@pytest.fixture
def lab(pubman, _made):
    for file in _made.iterdir():
        shutil.copy(file, pubman.folder)
    return pubman


def on(lab, name: str, *more: str) -> set[str]:
    """The keys on a list."""
    return set(re.findall(r"@\w+\{(\w+),", lab("export", name, "--format", "bibtex",
                                              "-o", "-", *more).out))  # fmt: skip


def test_the_joint_list_holds_what_falls_in_a_period_each_paper_once(lab):
    assert on(lab, "lab") == {"a", "b", "c", "e"}
    outcome = lab("export", "lab")
    assert "lab.html: 4 publications" in outcome.err
    text = (lab.folder / "lab.html").read_text("utf-8")
    assert text.count('id="a"') == 1
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    assert data
    assert len(json.loads(data[1])["itemListElement"]) == 4


@pytest.mark.parametrize("grace, there", [(0, False), (3, False), (4, True), (12, True)])
def test_grace_in_months(lab, grace, there):
    path = lab.folder / "pubman.toml"
    path.write_text(path.read_text("utf-8").replace("grace = 6", f"grace = {grace}"), "utf-8")
    assert ("c" in on(lab, "lab")) is there


def test_a_year_alone_counts_if_any_day_of_it_does(lab):
    path = lab.folder / "people.csv"
    path.write_text(path.read_text("utf-8").replace("2014,2018", "2014,2018-01"), "utf-8")
    assert "e" in on(lab, "lab")


def test_a_page_for_each_person(lab):
    outcome = lab("export", "members")
    assert "members/: 3 pages, 3 changed, 0 unchanged" in outcome.err
    pages = {path.stem: path.read_text("utf-8") for path in (lab.folder / "members").iterdir()}
    found = {name: set(re.findall(r'id="(\w)"', text)) for name, text in pages.items()}
    assert found == {"bo-zhao": {"b"}, "luo-mai": {"a", "e"}, "peter-pietzuch": {"a"}}
    assert "<title>Bo Zhao" in pages["bo-zhao"]


def test_somebody_who_left_the_file_leaves_a_stale_page(lab):
    lab("export", "members")
    path = lab.folder / "people.csv"
    path.write_text(CSV.replace("Bo Zhao,B. Zhao,2020-01,2022-06,https://example.org/bo\n", ""))
    assert "No longer made: bo-zhao.html." in lab("export", "members").err
    assert "- bo-zhao.html deleted" in lab("export", "members", "--prune").err


def test_one_list_with_a_section_for_each_person(lab):
    lab("export", "sections")
    text = (lab.folder / "by-person.md").read_text("utf-8")
    assert re.findall(r"^#+ (.*)$", text, re.MULTILINE) == [
        "Peter Pietzuch", "Bo Zhao", "Luo Mai"]  # fmt: skip
    assert text.count("Joint Paper of Three") == 3


def test_a_list_of_two_people_by_name_or_id(lab):
    assert on(lab, "two") == {"a", "b", "c", "d", "e", "f"}


def test_a_list_of_somebody_unknown_is_refused(lab):
    path = lab.folder / "pubman.toml"
    path.write_text(path.read_text("utf-8").replace('"luo-mai"', '"Luo May"'), "utf-8")
    outcome = lab("export", "two", code=1)
    assert "'Luo May' is not one of the people" in outcome.err


def test_members_and_coauthors_are_linked_others_are_not(lab):
    lab("export", "lab")
    text = (lab.folder / "lab.html").read_text("utf-8")
    for name, page in (("Guo Li", "guo"), ("Peter Pietzuch", "peter"), ("Bo Zhao", "bo")):
        assert re.search(rf'href="https://example.org/{page}"[^>]*>(<\w+[^>]*>)*{name}', text)
    assert not re.search(r"<a [^>]*>Ada Li", text)


def test_one_page_marks_its_own_person(lab):
    lab("export", "members")
    text = (lab.folder / "members" / "peter-pietzuch.html").read_text("utf-8")
    marked = re.findall(r"<(?:b|strong)[^>]*>([^<]+)<", text)
    assert "Peter Pietzuch" in " ".join(marked)
    assert "Luo Mai" not in " ".join(marked)


def test_words_and_figures_by_person(lab):
    found = json.loads(lab("stats", "--by", "person", "--json").out)["counts"]
    assert {row["person"]: row["publications"] for row in found} == {
        "Bo Zhao": 4, "Luo Mai": 3, "Peter Pietzuch": 1}  # fmt: skip
    assert on(lab, "lab", 'person:"Luo Mai"') == {"a", "e"}


def test_links_to_files_start_from_the_page(lab):
    (lab.folder / "papers").mkdir()
    (lab.folder / "papers" / "a.pdf").write_text("")
    path = lab.folder / "pubman.toml"
    path.write_text(path.read_text("utf-8") + '\n[links]\npdf = "papers/{key}.pdf"\n', "utf-8")
    lab("export", "members", "--force")
    assert 'href="../papers/a.pdf"' in (lab.folder / "members/luo-mai.html").read_text("utf-8")
    lab("export", "lab")
    assert 'href="papers/a.pdf"' in (lab.folder / "lab.html").read_text("utf-8")


def test_a_picture_is_shown_with_the_words_beside_it(lab):
    (lab.folder / "pictures").mkdir()
    (lab.folder / "pictures" / "a.png").write_bytes(b"")
    (lab.folder / "pictures" / "a.txt").write_text("A ring of\nservers\n", "utf-8")
    path = lab.folder / "pubman.toml"
    text = path.read_text("utf-8") + '\n[links]\npicture = "pictures/{key}.png"\n'
    path.write_text(text, "utf-8")
    lab("export", "lab")
    page = (lab.folder / "lab.html").read_text("utf-8")
    assert '<img class="picture" src="pictures/a.png" alt="A ring of servers"' in page


# ------------------------------------------------------------------------------------- the how-to


def block(language: str, text: str) -> str:
    return re.search(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)[1]


def test_the_how_to_is_true(pubman):
    text = (ROOT / "docs" / "how-to" / "lab.md").read_text("utf-8")
    for file in (ROOT / "examples" / "bo-zhao").iterdir():
        if file.suffix in {".bib", ".xml"}:
            shutil.copy(file, pubman.folder)
    (pubman.folder / "pubman.toml").write_text(block("toml", text), "utf-8")
    (pubman.folder / "people.csv").write_text(block("csv", text), "utf-8")
    typed = [line for line in block("console", text).splitlines() if line.startswith("$ pubman ")]
    for line in typed:
        outcome = pubman(*line.split()[2:])
    assert "members/: 3 pages, 3 changed, 0 unchanged" in outcome.err
    pubman("export", "lab", 'person:"Luo Mai"', "year:2023..")
    assert pubman("stats", "--by", "person").out.splitlines()[0].startswith("Bo Zhao")


# ------------------------------------------------------------------------------------------ venues

ICDE = Venue(
    id="icde", acronym="ICDE", name="IEEE International Conference on Data Engineering",
    kind="conference",
)  # fmt: skip
VLDB = Venue(
    id="vldb", acronym="VLDB", name="International Conference on Very Large Data Bases",
    kind="conference",
)  # fmt: skip
TODS = Venue(id="tods", acronym="TODS", name="ACM Transactions on Database Systems", kind="journal")
VENUES = {
    "an acronym": ({"venue": "ICDE", "canonical": ICDE}, ICDE.name),
    "an abbreviated journal": (
        {"kind": "article", "venue": "ACM Trans. Database Syst.", "canonical": TODS, "volume": "7",
         "number": "1"},
        TODS.name,
    ),
    "a longer name stays": (
        {"venue": "35th IEEE International Conference on Data Engineering, Macao",
         "canonical": ICDE},
        "35th IEEE International Conference on Data Engineering, Macao",
    ),
    "a journal that counts as a conference stays": (
        {"venue": "Proc. VLDB Endow.", "canonical": VLDB, "volume": "7", "number": "1"},
        "Proc. VLDB Endow.",
    ),
    "an unknown venue stays": ({"venue": "MOSS"}, "MOSS"),
    "a chapter stays": ({"kind": "chapter", "venue": "ICDE", "canonical": ICDE}, "ICDE"),
}  # fmt: skip


@every_row("fields, expected", VENUES.values(), ids=VENUES)
def test_citations_name_the_venue_in_full(fields: dict[str, object], expected: str) -> None:
    pub = Publication(**{"kind": "conference", **fields})  # type: ignore[arg-type]
    assert with_full_venue(pub).venue == expected
