"""The output of --json is what the reference promises."""

from __future__ import annotations

import contextlib
import json
import shlex
import shutil

import pytest
from loopback_dblp import Reply
from loopback_sources import ORCID, Paper, changed
from rows import every_row
from sources_stand import BRIDGES, SENSORS

from pubman.cli import main
from pubman.cli.json_schemas import SCHEMAS

LIST = """\
# Publications

- Bo Zhao, Han van der Aa and Matthias Weidlich. EIRES: Efficient Integration of Remote Data in
  Event Stream Processing. SIGMOD, 2022.
- Ada Li and Bo Zhao. Rivers That Nobody Knows. Journal of Rivers, 2020.
"""

TYPES = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "array": list,
         "object": dict, "null": type(None)}  # fmt: skip


def problems(value, schema, place="$"):
    """The differences of ``value`` from ``schema``, for the parts of JSON Schema that we use."""
    types = schema.get("type", [])
    types = [types] if isinstance(types, str) else types
    fits = any(isinstance(value, TYPES[each]) for each in types)
    if types and (not fits or (isinstance(value, bool) and "boolean" not in types)):
        return [f"{place}: {value!r} is not {types}"]
    found = []
    if isinstance(value, dict):
        found += [f"{place}: no {name}" for name in schema.get("required", ()) if name not in value]
        for name, each in value.items():
            inner = schema.get("properties", {}).get(name, schema.get("additionalProperties", {}))
            found += problems(each, inner, f"{place}.{name}")
    if isinstance(value, list):
        for number, each in enumerate(value):
            found += problems(each, schema.get("items", {}), f"{place}[{number}]")
    return found


BEFORE = [
    ["backup"],
    ["dump", "kept"],
    ["set", "eires", "note", "A note."],
    ["hide", "scalpel"],
    ["link", "eires", "slides", "https://example.org/slides"],
    ["tag", "eires", "old"],
    ["undo"],
]
"""What happened to the store before each command."""
ARGUMENTS = {
    "why KEY": "why eires",
    "why KEY FIELD": "why eires pages",
    "why A B": "why tenplex wagenlander",
    "import FILE": "import --dry-run odd.bib own.bib",
    "move-in FILE": "move-in list.md",
    "rebuild": "rebuild --dry-run",
    "add ID": f"add hal-{BRIDGES.number:08}",
    "same A B": "same tenplex tiling",
    "apart A B": "apart tenplex tiling",
    "extends A B": "extends tenplex tiling",
    "mine KEY": "mine eires",
    "mine --source NAME": "mine --source own",
    "keep KEY": "keep eires",
    "hide KEY": "hide eires tiling",
    "unhide KEY": "unhide scalpel",
    "set KEY FIELD VALUE": "set eires award Best",
    "unset KEY FIELD": "unset eires note",
    "tag KEY TAG": "tag eires tiling selected",
    "untag KEY TAG": "untag eires nosuch",
    "mark KEY ROLE AUTHOR": "mark eires equal 1 2",
    "unmark KEY ROLE AUTHOR": "unmark eires equal 1",
    "link KEY LABEL URL": "link eires code https://example.org/code",
    "unlink KEY LABEL": "unlink eires slides",
    "export": "export -o site/ --format pages",
    "convert FILE": "convert odd.bib -o odd.ris",
    "dedupe FILES": "dedupe odd.bib own.bib -o all.bib",
    "check --fix RULE": "check --fix pages",
    "check --accept KEY:RULE": "check --accept eires:doi",
    "review --answer ANSWER": "review --cause mine --answer mine",
    "review --answers FILE": "review --answers answers.csv",
    "config --spelling NAME": 'config --spelling "Bo B. Zhao"',
    "config --add-person NAME": 'config --add-person "Luo Mai"',
    "config --account SERVICE ID": "config --account dblp 12/3456",
    "dump FOLDER": "dump text",
    "load FOLDER": "load kept",
    "redo": "redo",
    "restore": "restore --force",
    "query SQL": 'query "select key, year from bibliography"',
}


@pytest.fixture(scope="module")
def used_made(_shelf_made, tmp_path_factory):
    """The folder that ``used`` copies."""
    folder = tmp_path_factory.mktemp("used") / "shelf"
    shutil.copytree(_shelf_made, folder)
    toml = folder / "pubman.toml"
    toml.write_text(toml.read_text().replace('"Bo Zhao"\n', f'"Bo Zhao"\norcid = "{ORCID}"\n', 1))
    (folder / "list.md").write_text(LIST)
    (folder / "answers.csv").write_text("kind,record_a,record_b,answer\n")
    (folder / "odd.bib").write_text("@misc{a, title = {A}}\n@misc{b, title = {B\n")
    with contextlib.chdir(folder):
        for line in BEFORE:
            assert main(["-q", *line]) == 0
    return folder


@pytest.fixture
def used(pubman, used_made):
    """``pubman`` in a folder with the small store after ``BEFORE``."""
    shutil.copytree(used_made, pubman.folder, dirs_exist_ok=True)
    return pubman


@pytest.mark.parametrize("name", SCHEMAS)
def test_json_is_what_its_schema_says(used, sources, name):
    sources.hal["x"] = [BRIDGES]
    arguments = shlex.split(ARGUMENTS.get(name, name))
    value = json.loads(used(*arguments, "--json").out)
    assert problems(value, SCHEMAS[name][1]) == []


def test_a_publication_has_lines_that_are_ready_to_show(shelf):
    (pub,) = json.loads(shelf("show", "eires", "--json").out)["publications"]
    assert pub["lines"] == {
        "authors": "Bo Zhao, Han van der Aa, Matthias Weidlich",
        "venue": "SIGMOD, 2021, 2128-2141",
        "entry": "Bo Zhao, Han van der Aa, Matthias Weidlich. EIRES: Efficient Integration of "
        "Remote Data in Event Stream Processing. SIGMOD, 2021, 2128-2141.",
    }
    shelf("set", "eires", "display.authors", "Zhao et al.")
    (pub,) = json.loads(shelf("show", "eires", "--json").out)["publications"]
    assert pub["lines"]["entry"].startswith("Zhao et al. EIRES: ")


@pytest.mark.parametrize("command", ["search eires", "show eires tiling", "list --all"])
def test_publications_have_one_form(shelf, command):
    value = json.loads(shelf(*command.split(), "--json").out)
    assert problems(value, SCHEMAS["list"][1]) == []


@every_row(
    ("value", "schema", "wrong"),
    [
        ("x", {"type": "string"}, 0),
        (1, {"type": "string"}, 1),
        (True, {"type": "integer"}, 1),
        (None, {"type": ["string", "null"]}, 0),
        ({}, {"type": "object", "required": ["a"]}, 1),
        ([1, "x"], {"type": "array", "items": {"type": "integer"}}, 1),
        ({"a": "x"}, {"additionalProperties": {"type": "integer"}}, 1),
    ],
)
def test_the_validator_finds_what_is_wrong(value, schema, wrong):
    assert len(problems(value, schema)) == wrong


def test_the_json_of_a_sync_with_everything_in_it_is_what_its_schema_says(ada, sources):
    """A second sync: a new, a changed and a gone paper, news on a preprint, and a failure."""
    draft = Paper(title="Ice on Canals", arxiv="2401.01234")
    sources.arxiv["li_a_1"] = [draft]
    toml = ada.folder / "pubman.toml"
    toml.write_text(toml.read_text() + 'arxiv = "li_a_1"\nhal = "nobody"\n')
    ada("sync", code=None)
    key = ada.ask("SELECT key FROM bibliography WHERE doi = ?", SENSORS.doi)[0][0]
    ada("set", key, "title", "My title")
    sources.orcid[ORCID] = [
        changed(SENSORS, title="Quick Sensors in Slow Rivers", year=2025),
        BRIDGES,
        Paper(title="Floods", doi="10.5555/floods"),
    ]
    sources.arxiv["li_a_1"] = [changed(draft, more={"version": 2, "claims": BRIDGES.doi})]
    sources.fault = lambda path: Reply(403) if path.startswith("/search") else None
    for command in (["sync"], ["sync", "--preprints"], ["complete"], ["sync", "--dry-run"]):
        value = json.loads(ada(*command, "--json", code=None).out)
        assert problems(value, SCHEMAS["sync"][1]) == []
        assert value["people"]


# ------------------------------------------------------------- what each command reports as data


def data(shelf, *arguments, code=0):
    return json.loads(shelf(*arguments, "--json", code=code).out)


def test_a_decision_names_the_keys_as_they_are_now(shelf):
    done = data(shelf, "same", "tiling", "scalpel")
    assert done["keys"] == ["tiling"]
    assert done["operation"] == shelf.ask("SELECT max(id) FROM operations")[0][0]
    assert data(shelf, "same", "tiling", "scalpel") == {"operation": None, "keys": ["tiling"]}


def test_an_edit_has_the_value_before_and_after(shelf):
    assert data(shelf, "set", "eires", "pages", "1-9")["edits"] == [
        {"key": "eires", "field": "pages", "before": "2128-2141", "after": "1-9"}
    ]
    assert data(shelf, "set", "eires", "pages", "1-9")["operation"] is None
    assert [each["key"] for each in data(shelf, "tag", "eires", "tiling", "best")["edits"]] == [
        "eires",
        "tiling",
    ]


def test_undo_lists_all_that_it_undid(shelf):
    shelf("set", "eires", "note", "One.")
    shelf("set", "eires", "note", "Two.")
    first = shelf.ask("SELECT max(id) FROM operations")[0][0] - 1
    done = data(shelf, "undo", first, "--with-later")
    assert [(each["command"], each["undone"]) for each in done] == [("set", True)] * 2
    assert data(shelf, "redo")[0]["undone"] is False


def test_an_export_tells_what_it_wrote(shelf):
    done = data(shelf, "export", "-o", "page.html")
    (page,) = done["written"]
    assert (page["format"], page["publications"], page["changed"]) == ("html", 5, True)
    assert data(shelf, "export", "-o", "page.html")["written"][0]["changed"] is False
    dry = data(shelf, "export", "--dry-run", "-o", "other.html")
    assert (dry["dry_run"], (shelf.folder / "other.html").exists()) == (True, False)
    folder = data(shelf, "export", "--format", "pages", "-o", "papers")["written"][0]
    assert folder["pages"] == len(folder["changed_pages"]) > 1
    (shelf.folder / "mine.html").write_text("<p>Mine.</p>\n<!-- pubman page -->\n<!-- /pubman -->")
    assert data(shelf, "export", "--into", "mine.html")["written"][0]["publications"] == 5


@pytest.mark.parametrize(
    "line",
    [
        "export --format text",
        "export -o - --format html",
        "convert own.bib --to ris",
        "convert own.bib --to ris -o -",
    ],
)
def test_a_report_does_not_mix_with_the_list_itself(shelf, line):
    refused = shelf(*line.split(), "--json", code=2)
    assert refused.out == ""
    assert "--json needs -o FILE" in refused.said


def test_add_tells_what_failed_as_well(shelf, sources):
    sources.hal["x"] = [BRIDGES]
    known = f"hal-{BRIDGES.number:08}"
    done = data(shelf, "add", known, "hal-99999999", code=4)
    assert [(each["new"], each["mine"]) for each in done["added"]] == [(True, True)]
    assert "99999999" in done["failed"][0]["message"]
    typed = data(shelf, "add", "--title", "Canals", "--author", "Bo Zhao", "--status", "submitted")
    assert typed["added"][0]["status"] == "submitted"
    assert not typed["dry_run"]


def test_dedupe_counts_what_it_merged(shelf):
    (shelf.folder / "twice.bib").write_bytes((shelf.folder / "own.bib").read_bytes())
    done = data(shelf, "dedupe", "own.bib", "twice.bib", "-o", "all.bib")
    assert done["entries"] == sum(done["files"].values()) == 2 * done["merged"]
    assert done["publications"] == done["merged"]


def test_convert_tells_what_is_lost(shelf):
    (shelf.folder / "odd.bib").write_text(
        "@misc{a, title = {A}, mood = {sad}}\n@misc{b, title = {B\n"
    )
    done = data(shelf, "convert", "odd.bib", "-o", "odd.ris")
    assert (done["from"], done["to"], done["entries"]) == ("bibtex", "ris", 1)
    assert [each["level"] for each in done["problems"]] == ["left out"]
