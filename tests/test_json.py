"""The output of --json is what the reference promises."""

from __future__ import annotations

import json
import shlex

import pytest
from loopback_dblp import Reply
from loopback_sources import ORCID, Paper, changed
from sources_stand import BRIDGES, SENSORS

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


ARGUMENTS = {
    "why KEY": "why eires",
    "why KEY FIELD": "why eires pages",
    "why A B": "why tenplex wagenlander",
    "import FILE": "import --dry-run odd.bib own.bib",
    "move-in FILE": "move-in list.md",
    "rebuild": "rebuild --dry-run",
    "query SQL": 'query "select key, year from bibliography"',
}


@pytest.mark.parametrize("name", SCHEMAS)
def test_json_is_what_its_schema_says(shelf, sources, name):
    toml = shelf.folder / "pubman.toml"
    toml.write_text(toml.read_text().replace('"Bo Zhao"\n', f'"Bo Zhao"\norcid = "{ORCID}"\n', 1))
    (shelf.folder / "list.md").write_text(LIST)
    (shelf.folder / "odd.bib").write_text("@misc{a, title = {A}}\n@misc{b, title = {B\n")
    shelf("backup")
    shelf("set", "eires", "note", "A note.")
    arguments = shlex.split(ARGUMENTS.get(name, name))
    value = json.loads(shelf(*arguments, "--json").out)
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


@pytest.mark.parametrize(
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
