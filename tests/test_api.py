"""The Python interface: the names of ``import pubman``, and that its page is true."""

from __future__ import annotations

import importlib.util
import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest
from rows import every_row

import pubman
from pubman.api import functions
from pubman.api.library import Library
from pubman.cli.commands import COMMANDS
from pubman.library.typed_fields import TypedFields
from pubman.options import declared
from tests.conftest import MORE, OWN, TOML

ROOT = Path(__file__).resolve().parent.parent
ELSEWHERE = {
    "init": "start", "import": "import_file", "load": "load", "restore": "restore",
    "convert": "convert", "move-in": "move_in", "config": "config", "dedupe": None, "serve": None,
    "docs": None, "completion": None, "tour": None,
}  # fmt: skip
"""Commands whose function or property has another name, and those that are for a terminal only."""


def reference():
    path = ROOT / "scripts" / "make_python_reference.py"
    spec = importlib.util.spec_from_file_location("make_python_reference", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def library(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pubman.toml").write_text(TOML, "utf-8")
    (tmp_path / "own.bib").write_text(OWN, "utf-8")
    (tmp_path / "more.bib").write_text(MORE, "utf-8")
    with pubman.start(tmp_path) as opened:
        opened.import_file("own.bib", mine=True)
        opened.import_file("more.bib", mine=False)
        yield opened


def test_the_page_is_made_from_the_code_as_it_is():
    written = (ROOT / "docs/reference/python.md").read_text("utf-8")
    assert written == reference().page(), "run scripts/make_python_reference.py"


def test_importing_pubman_loads_nothing_else():
    program = "import sys, pubman; print(*[n for n in sys.modules if n.startswith('pubman.')])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True,
                          timeout=60, check=True)  # fmt: skip
    assert done.stdout.split() == []


@every_row("name", [*functions.__all__, "Library", "Record", "Publication", "errors"])
def test_the_front_door_has(name):
    assert getattr(pubman, name) is not None
    assert name in dir(pubman)


def test_what_it_has_not_is_an_attribute_error():
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = pubman.nothing


@every_row("command", COMMANDS)
def test_every_command_has_its_method(command):
    name = ELSEWHERE.get(command, command)
    if name is not None:
        found = getattr(Library, name, None) or getattr(functions, name, None)
        assert found is not None, command
        assert inspect.getdoc(found)


@every_row("name", [n for n in vars(Library) if not n.startswith("_")])
def test_every_method_is_on_the_page(name):
    page = (ROOT / "docs/reference/python.md").read_text("utf-8")
    assert f"**`{name}(" in page or f"`{name}`" in page


def test_looking(library):
    keys = [pub.key for pub in library.publications("year:2020..")]
    assert {"eires", "shedding"} <= set(keys)
    assert [pub.key for pub in library.search("shedding")] == ["shedding"]
    assert library.show("eires").title.startswith("EIRES")
    assert library.why("eires").publication.key == "eires"
    assert library.status().publications == len(library.list())
    assert library.log(limit=1)[0].command == "import"
    assert library.stats("kind").total == len(library.publications())
    assert library.query("SELECT count(*) AS n FROM bibliography")[0]["n"] > 3
    assert [table.name for table in library.schema("bibliography")] == ["bibliography"]
    assert {pub.key for pub in library} == {pub.key for pub in library.list()}


def test_words_may_be_one_text_or_several(library):
    one = library.publications('title:"event stream" year:2021')
    assert one == library.publications(["title:event stream", "year:2021"])
    assert [pub.key for pub in one] == ["eires"]


def test_editing_and_undoing(library):
    library.set("eires", "award", "Best Paper")
    library.tag("selected", "eires")
    library.mark("eires", "equal", "Bo Zhao")
    library.link("eires", "code", "https://example.org/eires")
    pub = library.show("eires")
    assert (pub.award, pub.tags) == ("Best Paper", ("selected",))
    for _ in range(4):
        library.undo()
    assert library.show("eires").award == ""
    library.redo()
    assert library.show("eires").award == "Best Paper"
    text = library.entry("eires").replace("EIRES", "Eires")
    assert library.edit("eires", text).changes


def test_deciding(library):
    (question, *_) = [each for each in library.review() if each.kind == "same"]
    assert library.answer(question, "same").operation
    assert [each for each in library.review() if each.kind == "same"] == []
    library.undo()
    assert library.hide("tiling").changed
    assert not library.hide("tiling").changed
    library.unhide("tiling")


def test_checking_and_fixing(library):
    library.set("eires", "status", "to appear")
    assert "status" in {each.rule for each in library.check().findings}
    assert library.fix("status", dry_run=True).fixed
    library.fix("status")
    assert "status" not in {each.rule for each in library.check().findings}


def test_a_publication_is_added_with_the_fields_of_the_command():
    parameters = [name for name in inspect.signature(Library.add).parameters if name != "self"]
    assert parameters == [each.name for each in declared(TypedFields)]


def test_exporting(library, tmp_path):
    made = library.export("bibtex", words="year:2021")
    assert made.text.startswith("@")
    assert made.publications == 1
    written = library.export(path=tmp_path / "page.md")
    assert (written.format, written.changed) == ("markdown", True)
    assert written.file.read_text("utf-8") == written.text
    assert not library.export(path=tmp_path / "page.md").changed


def test_keeping_safe(library, tmp_path):
    assert library.backup().path.exists()
    assert library.dump(tmp_path / "text") > 5
    assert library.doctor() is not None
    assert library.rebuild(dry_run=True).publications > 3
    library.add(title="A New One", authors=["Bo Zhao"], year="2026")
    assert library.publications("title:new")


def test_without_a_store(library, tmp_path):
    records = pubman.read(tmp_path / "own.bib")
    assert records.format == "bibtex"
    assert len(records) == len(list(records)) > 3
    assert pubman.convert(tmp_path / "own.bib", to="ris").startswith("TY  - ")
    a, b = records.records[:2]
    assert pubman.compare(a, a).verdict == "same"
    assert pubman.compare(a, b).verdict == "different"


def test_restoring_and_loading(library, tmp_path):
    made = library.backup(tmp_path / "copy.db")
    library.dump(tmp_path / "text")
    library.close()
    assert pubman.restore(tmp_path / "pubs.db", made.path).publications > 3
    (tmp_path / "other").mkdir()
    done = pubman.load(tmp_path / "text", into=tmp_path / "other" / "pubs.db")
    assert done.made


ERRORS = {
    "no store": (lambda library: pubman.open("nowhere.db"), pubman.errors.StoreError),
    "no such key": (lambda library: library.show("nothing2020"), pubman.errors.UnknownKey),
    "no such field": (lambda library: library.set("eires", "fieldd", "x"),
                      pubman.errors.UsageError),
    "no such format": (lambda library: library.export("wordy"), pubman.errors.UsageError),
    "no such list": (lambda library: library.export(name="none"), pubman.errors.UsageError),
    "not a bibliography": (lambda library: pubman.read("pubs.db"), pubman.errors.BadInput),
}  # fmt: skip


@pytest.mark.parametrize(("act", "error"), ERRORS.values(), ids=ERRORS)
def test_an_error_speaks_of_no_shell(library, act, error):
    with pytest.raises(error) as caught:
        act(library)
    assert not re.search(r"pubman (?!reads|writes)|--\w", caught.value.message)
    assert "Nothing was" not in caught.value.message
