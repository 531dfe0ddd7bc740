"""Hayagriva: what pubman writes is a bibliography that Typst prints, and moves in again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from pubman.fields import KINDS
from pubman.formats import read
from pubman.freelist.reader import read_list
from pubman.library.conversion import as_publications
from pubman.listing import Options, Section
from pubman.pages import render
from pubman.record import Date, Name, Record

ONE = Record(
    source_key="noether1921", title="Ideals in {Rings} cost $5 \\ #x <y> @z",
    venue="Annals_of Rings",
    authors=(
        Name(family="Waerden", particle="van der", given="Bartel"), Name(literal="Rings, Inc."),
        Name(family="King", given="Martin", suffix="Jr."), Name(family="王", given="小明"),
    ),
    editors=(Name(family="Hilbert", given="David"),), date=Date(year=1921, month=3, day=4),
    series="Lecture Notes", volume="83", number="1-2", pages="24-66", publisher="Springer",
    place="Berlin", school="Göttingen", doi="10.1000/rings", arxiv_id="2101.01234",
    isbn="9780306406157", issn="2048-3694", url="https://example.org/a", language="de",
    abstract="A $ and {b}.", note="A note.", edition="2",
)  # fmt: skip


def written(records: list[Record]) -> str:
    return render("hayagriva", [Section(publications=tuple(as_publications(records)))], Options())


def test_typst_prints_every_kind_with_and_without_fields(tmp_path: Path) -> None:
    typst = pytest.importorskip("typst", reason="the typst package is not installed")
    records = [replace(ONE, kind=kind, source_key=f"full:{kind}") for kind in KINDS]
    records += [Record(kind=kind, title="T", source_key=f"bare {kind}") for kind in KINDS]
    records += [replace(ONE, source_key=f"language {each}", language=each) for each in ("zh", "x?")]
    (tmp_path / "publications.yaml").write_text(written(records), "utf-8")
    (tmp_path / "list.typ").write_text('#bibliography("publications.yaml", full: true)', "utf-8")
    assert typst.compile(str(tmp_path / "list.typ")).startswith(b"%PDF")


def test_entries_have_their_parents() -> None:
    found = yaml.safe_load(written([replace(ONE, kind="conference", venue="SOSP")]))
    entry = found["noether1921"]
    assert (entry["type"], entry["date"], entry["serial-number"]) == (
        "article", "1921-03-04", {"doi": "10.1000/rings", "arxiv": "2101.01234"},
    )  # fmt: skip
    assert entry["parent"] == {
        "type": "proceedings", "title": "SOSP", "editor": ["Hilbert, David"], "volume": "83",
        "issue": "1-2", "publisher": "Springer", "location": "Berlin",
        "serial-number": {"isbn": "9780306406157", "issn": "2048-3694"},
        "parent": {"type": "anthology", "title": "Lecture Notes"},
    }  # fmt: skip
    assert entry["title"] == "Ideals in \\{Rings\\} cost \\$5 \\\\ #x <y> @z"


def test_two_entries_with_one_key_are_both_there() -> None:
    records = list(read("hayagriva", written([ONE, ONE]).encode()))
    assert len({each.source_key for each in records if isinstance(each, Record)}) == 2


def test_it_moves_in_with_the_same_entries() -> None:
    text = written([ONE, replace(ONE, source_key="b", title="Another", kind="chapter")])
    found = read_list(text.encode(), "publications.yaml")
    assert found.kind == "Hayagriva"
    assert [(each.record.title, each.record.kind) for each in found.entries] == [
        (ONE.title, "other"),
        ("Another", "chapter"),
    ]


def test_a_data_file_with_keys_is_not_hayagriva() -> None:
    text = "rings:\n  type: article\n  title: Rings\n  journal: Annals\n  year: 1921\n"
    assert read_list(text.encode(), "publications.yml").kind == "YAML"


def test_convert(pubman) -> None:  # type: ignore[no-untyped-def]
    (pubman.folder / "own.bib").write_text(
        "@article{a, title={Rings}, author={Emmy Noether}, journal={Annals}, year=1921, x={y}}"
    )
    outcome = pubman("convert", "own.bib", "--to", "hayagriva")
    assert yaml.safe_load(outcome.out)["a"]["parent"]["title"] == "Annals"
