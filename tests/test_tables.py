"""Tables as CSV: the headers of each program, and unusual rows.

A row of ``TABLES`` is a case: a table, a field of its first record, and what that field is.
"""

from __future__ import annotations

import pytest
from rows import every_row

from pubman.formats import detect, read
from pubman.formats.items import Problem
from pubman.formats.table.dialects import glued, with_commas
from pubman.library.conversion import convert
from pubman.record import Record

ZOTERO = (
    "Key,Item Type,Publication Year,Author,Title,Publication Title,Publisher,Manual Tags,Type\n"
)
SCOPUS = (
    "Authors,Author full names,Title,Year,Source title,Cited by,Page start,Page end,Document Type\n"
)
WOS = (
    "Publication Type,Authors,Article Title,Source Title,Document Type,eISSN,Start Page,End Page\n"
)
IEEE = "Document Title,Authors,Publication Title,Publication Year,PDF Link,Document Identifier\n"
JABREF = "Identifier,BibliographyType,Title,Author,Booktitle,Journal,Year\n"
SPRINGER = "Item Title,Publication Title,Journal Volume,Item DOI,Publication Year,Content Type\n"
PUBMED = "PMID,Title,Authors,Citation,Journal/Book,Publication Year,DOI\n"

TABLES = {
    "Zotero's type": (ZOTERO + 'k,conferencePaper,2020,"Zhao, Bo",T,V,,,\n', "kind", "conference"),
    "Zotero's authors": (
        ZOTERO + 'k,book,2020,"Zhao, Bo; Li, Zhen",T,V,,,\n', "authors", "Zhao, Bo; Li, Zhen",
    ),
    "Zotero's university": (ZOTERO + "k,thesis,2020,,T,,Aalto,,PhD\n", "school", "Aalto"),
    "Zotero's tags": (ZOTERO + "k,book,2020,,T,,,a; b,\n", "keywords", "a; b"),
    "Zotero's second type": (ZOTERO + "k,thesis,2020,,T,,Aalto,,PhD\n", "extra.Type", "PhD"),
    "Scopus's full names": (
        SCOPUS + '"Zhao B.; Li Z.","Zhao, Bo (1); Li, Zhen (2)",T,2020,V,5,3,4,Article\n',
        "authors", "Zhao, Bo; Li, Zhen",
    ),
    "Scopus's commas": (
        SCOPUS + '"Zhao B., Li Z.-Q.",,T,2020,V,5,3,4,Article\n', "authors", "Zhao, B.; Li, Z.-Q.",
    ),
    "Scopus's pages": (SCOPUS + "Zhao B.,,T,2020,V,5,3,4,Article\n", "pages", "3-4"),
    "Scopus's type": (SCOPUS + "Zhao B.,,T,2020,V,5,3,4,Conference paper\n", "kind", "conference"),
    "Web of Science's title": (WOS + 'J,"Zhao, B; Li, Z",T,V,Article,,3,4\n', "title", "T"),
    "Web of Science's type": (WOS + "C,X,T,V,Proceedings Paper,,3,4\n", "kind", "conference"),
    "Web of Science's other ISSN": (WOS + 'J,"Zhao, B",T,V,Article,2048-3694,3,4\n', "issn",
                                    "2048-3694"),
    "IEEE's title": (IEEE + "T,B. Zhao; Z. Li,V,2020,https://x.org/a.pdf,\n", "title", "T"),
    "IEEE's authors": (IEEE + "T,B. Zhao; Z. Li,V,2020,,\n", "authors", "Zhao, B.; Li, Z."),
    "IEEE's type": (IEEE + "T,B. Zhao,V,2020,,IEEE Journals\n", "kind", "article"),
    "JabRef's type": (JABREF + 'k,7,T,"Zhao, Bo and Li, Zhen",,V,2020\n', "kind", "article"),
    "JabRef's other type": (JABREF + 'k,6,T,"Zhao, Bo",V,,2020\n', "kind", "conference"),
    "SpringerLink's": (SPRINGER + "T,V,3,10.1007/1,2020,Article\n", "doi", "10.1007/1"),
    "PubMed's authors": (PUBMED + '1,T,"Zhao B, Li ZQ.",C,V,2020,\n', "authors", "Zhao, B; Li, ZQ"),
    "PubMed's journal": (PUBMED + '1,T,"Zhao B.",C,V,2020,\n', "venue", "V"),
    "German": ("Autor;Titel;Jahr;Zeitschrift\nZhao, Bo;T;2020;V\n", "venue", "V"),
    "a journal is one": ("Autor;Titel;Jahr;Zeitschrift\nZhao, Bo;T;2020;V\n", "kind", "article"),
    "French": ("Auteur,Titre,Année\nBo Zhao,T,2020\n", "date", "2020"),
    "Chinese": ("作者,题名,年,刊名\n赵博;李明,题目,2020,学报\n", "authors", "赵, 博; 李, 明"),
    "Excel is told": ("sep=;\nTitle;Author;Year\nT;Zhao, Bo;2020\n", "authors", "Zhao, Bo"),
    "tabs": ("title\tauthor\tyear\nT\tZhao, Bo\t2020\n", "authors", "Zhao, Bo"),
    "a new line inside": ('Title,Authors,Year\n"A\nB","Zhao, Bo",2020\n', "title", "A B"),
    "quotes inside": ('Title,Author,Year\n"A ""B"" C",X,2020\n', "title", 'A "B" C'),
    "two venues": ("title,journal,booktitle\nT,V,B\n", "extra.booktitle", "B"),
    "no type but a meeting": ("title,venue\nT,Conference on X\n", "kind", "conference"),
    "a language": ("title,author,language\nT,X,English\n", "language", "en"),
}  # fmt: skip


@every_row("text, field, value", TABLES.values(), ids=TABLES)
@every_row("mark", ["", "\ufeff"])
def test_tables(mark: str, text: str, field: str, value: str) -> None:
    data = (mark + text).encode()
    assert detect(data, "x.csv") == "csv"
    items = list(read("csv", data))
    problems = [item.message for item in items if isinstance(item, Problem)]
    assert all(message.startswith("columns that are kept") for message in problems)
    (record,) = (item for item in items if isinstance(item, Record))
    assert record.raw in text
    assert _shown(record, field) == value
    once = convert(data, "csv", source="csv").content
    (again,) = (item for item in read("csv", once) if isinstance(item, Record))
    assert _shown(again, field) == value
    assert convert(once, "csv", source="csv").content == once


def _shown(record: Record, field: str) -> str:
    if field.startswith("extra."):
        return record.extra.get(field[6:], "") or record.extra.get(f"extra {field[6:]}", "")
    value = getattr(record, field)
    if field == "authors":
        return "; ".join(name.inverted for name in value)
    return "; ".join(value) if isinstance(value, tuple) else str(value or "")


PROBLEMS = {
    "too many cells": ("title,author,year\nT,Zhao, Bo,2020\n", "left out"),
    "too few cells": ("title,author,year\nT,Bo Zhao\n", "doubt"),
    "an empty row": ("title,author,year\n,,2020\n", "left out"),
}


@pytest.mark.parametrize("text, level", PROBLEMS.values(), ids=PROBLEMS)
def test_odd_rows(text: str, level: str) -> None:
    (problem,) = (item for item in read("csv", text.encode()) if isinstance(item, Problem))
    assert (problem.level, problem.line) == (level, 2)


# ------------------------------------------------------------------------------ tables of portals


@every_row(
    "cell, names",
    [
        ("Ann OdeBo Li", ["Ode, Ann", "Li, Bo"]),
        ("Ann OdeJ. R. R. Stone", ["Ode, Ann", "Stone, J. R. R."]),
        ("Ian McIntyreEd Lee", ["McIntyre, Ian", "Lee, Ed"]),
        ("Karl-Heinz MüllerÁngel López", ["Müller, Karl-Heinz", "López, Ángel"]),
        ("Ann Ode", ["Ode, Ann"]),
        ("", []),
    ],
)
def test_glued_names_of_springerlink(cell: str, names: list[str]) -> None:
    assert [name.inverted for name in glued(cell)[0]] == names


@every_row(
    "cell, names, cut",
    [
        ("A Ode", ["Ode, A"], False),
        ("A Ode, B Li", ["Ode, A", "Li, B"], False),
        ("I van der Meer, A Ode", ["van der Meer, I", "Ode, A"], False),
        ("A Ode, B Li…", ["Ode, A", "Li, B"], True),
        ("A Ode, B Li, ...", ["Ode, A", "Li, B"], True),
    ],
)
def test_names_of_publish_or_perish(cell: str, names: list[str], cut: bool) -> None:
    found, goes_on = with_commas(cell)
    assert ([name.inverted for name in found], goes_on) == (names, cut)


def test_unknown_columns_are_named_once_and_kept() -> None:
    text = "title,author,mood,colour\nT,X,good,red\nU,Y,bad,\n"
    items = list(read("csv", text.encode()))
    (problem,) = (item for item in items if isinstance(item, Problem))
    assert problem.message.endswith("unknown: mood, colour")
    assert (problem.level, problem.line) == ("doubt", 1)
    first = next(item for item in items if isinstance(item, Record))
    assert dict(first.extra) == {"mood": "good", "colour": "red"}


def test_the_columns_of_a_known_portal_are_not_warned_about() -> None:
    text = "Title,Authors,Source title,EID,Affiliations\nT,X,V,2-s2.0-1,Faro\n"
    assert not [item for item in read("csv", text.encode()) if isinstance(item, Problem)]
