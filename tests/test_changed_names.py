"""A person who changed their name: the present one on every paper, in every format."""

from __future__ import annotations

import json
import re
import shutil
from urllib.parse import unquote

import pytest

from pubman.cli import main
from pubman.exports import FOLDER_FORMATS
from pubman.pages import EXPORTS

TOML = """\
[[people]]
name = "Robin Newfield"
spellings = ["Roberta Oldhouse", "Oldhouse, R."]
show = "current"
{also}

[[lists]]
name = "page"
output = "page.html"
format = "html"
"""
LAB = '\n[[people]]\nname = "Ada Li"\nurl = "https://example.org/ada"\n'
OWN = """\
@string{who = {Roberta Oldhouse}}
% Roberta Oldhouse's own file
@inproceedings{oldhouse2019sensors, author = {Roberta Oldhouse and Ada Li},
  title = {Slow Sensors in Fast Rivers}, booktitle = {SIGMOD}, year = 2019, pages = {1--12},
  shortauthor = {Oldhouse and Li}, owner = {roberta oldhouse},
  doi = {10.1145/1234567.1234568}, abstract = {We measure.}, file = {papers/x.pdf}}
@article{oldhouse2020rivers, author = {Ada Li and R. Oldhouse}, title = {Rivers and What They Say},
  journal = {Applied Energy}, volume = 3, year = 2020}
@proceedings{oldhouse2021, editor = {Roberta Oldhouse and Ada Li}, title = {Proceedings of Rivers},
  year = 2021, publisher = {Springer}}
@inproceedings{oldhouse2022, author = who # { and Ada Li}, title = {Bridges over Slow Rivers},
  booktitle = {ICDE}, year = 2022, pages = {1--2}}
@inproceedings{li2021, author = {Ada Li}, title = {A Word on Weirs}, crossref = {oldhouse2021}}
"""
KEYS = {
    "oldhouse2019sensors": "newfield2019sensors",
    "oldhouse2020rivers": "newfield2020rivers",
    "oldhouse2021": "newfield2021",
    "oldhouse2022": "newfield2022",
}
FORMER = re.compile("oldhouse|roberta", re.IGNORECASE)


@pytest.fixture(scope="module", params=["", LAB], ids=["alone", "in a lab"])
def _made(tmp_path_factory, request):
    """The folder that ``renamed`` copies."""
    folder = tmp_path_factory.mktemp("renamed")
    (folder / "pubman.toml").write_text(TOML.format(also=request.param), "utf-8")
    (folder / "own.bib").write_text(OWN, "utf-8")
    keys = [f"set {old} key {new}" for old, new in KEYS.items()]
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert main(["-q", "init"]) == 0
        assert main(["-q", "import", "--mine", "--person", "Robin Newfield", "own.bib"]) == 0
        for command in [*keys, "extends newfield2020rivers newfield2019sensors"]:
            assert main(["-q", *command.split()]) == 0
    return folder


@pytest.fixture
def renamed(pubman, _made):
    """A list of papers under the former name, their keys set by hand."""
    for file in _made.iterdir():
        if file.is_file():
            shutil.copy(file, pubman.folder)
    return pubman


def former(text: str) -> list[str]:
    """The places of the former name, after decoding percent-encoding and entities."""
    plain = unquote(text).replace("+", " ")
    return [plain[max(m.start() - 40, 0) : m.end() + 20] for m in FORMER.finditer(plain)]


@pytest.mark.parametrize("name", sorted(EXPORTS))
def test_no_format_holds_the_former_name(renamed, name):
    text = renamed("export", "--format", name).out
    assert former(text) == []
    assert text.count("Newfield") >= 3


def test_nor_do_metadata_in_a_page(renamed):
    renamed("export")
    text = (renamed.folder / "page.html").read_text("utf-8")
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    assert data
    assert "Robin Newfield" in data[1]
    spans = re.findall(r'class="Z3988" title="([^"]+)"', text)
    assert any("Newfield" in unquote(span) for span in spans)
    assert former(text) == []


@pytest.mark.parametrize("name", sorted(FOLDER_FORMATS))
def test_nor_the_files_of_a_format_that_makes_a_folder(renamed, name):
    renamed("-q", "export", "--format", name, "-o", "one/")
    files = [path for path in renamed.folder.glob("one/**/*") if path.is_file()]
    assert len(files) >= 5
    assert former(" ".join(path.name for path in files)) == []
    assert former("".join(path.read_text("utf-8") for path in files)) == []


@pytest.mark.parametrize("name", sorted(FOLDER_FORMATS))
@pytest.mark.parametrize("output", ["one/{key}.x", "{person}/"])
def test_a_format_that_makes_a_folder_takes_no_names_of_files(renamed, name, output):
    said = renamed("export", "--format", name, "-o", output, code=None)
    assert said.code == 2
    assert "Give a folder without {" in " ".join(said.err.split())


@pytest.mark.parametrize("name", sorted(set(EXPORTS) - FOLDER_FORMATS))
def test_nor_a_folder_and_its_file_names(renamed, name):
    renamed("-q", "export", "--format", name, "-o", "one/{key}.x")
    files = list(renamed.folder.glob("one/*"))
    assert len(files) == 5
    assert former(" ".join(path.name for path in files)) == []
    assert former("".join(path.read_text("utf-8") for path in files)) == []


@pytest.mark.parametrize(
    "command",
    ["list --json", "search rivers --json", "show newfield2019sensors", "check --json",
     "show newfield2021 --bibtex", "show newfield2022 --json"],
)  # fmt: skip
def test_nor_what_commands_print(renamed, command):
    assert former(renamed(*command.split()).out) == []


def test_nor_the_figures(renamed):
    for by in ("coauthor", "person"):
        assert former(renamed("stats", "--by", by).out) == []


def test_a_former_key_answers_in_the_store(renamed):
    for old, new in KEYS.items():
        assert json.loads(renamed("show", old, "--json").out)["publications"][0]["key"] == new


def test_a_name_by_hand_stays_as_typed(renamed):
    renamed("set", "newfield2019sensors", "display.authors", "Roberta Oldhouse")
    assert former(renamed("export", "--format", "text").out) != []


def test_without_the_wish_papers_say_what_they_said(renamed):
    path = renamed.folder / "pubman.toml"
    path.write_text(path.read_text("utf-8").replace('show = "current"\n', ""), "utf-8")
    assert "Roberta Oldhouse" in renamed("export", "--format", "text").out
