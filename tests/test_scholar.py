"""Google Scholar: one profile as CSV, EndNote, RIS and BibTeX gives equal records.

A row of ``WORKS`` is a case: Scholar's data about a work, and its kind. Each is written
as Scholar writes it in its four formats, and read back from each.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from rows import every_row

from pubman.formats import origin, read
from pubman.formats.items import Problem
from pubman.record import Record
from pubman.text.latex import encode

FORMATS = ("scholar-csv", "enw", "ris", "bibtex")
BIBTEX = {
    "JOUR": "article", "CONF": "inproceedings", "BOOK": "book", "CHAP": "incollection",
    "THES": "phdthesis", "RPRT": "techreport", "PAT": "misc", "GEN": "misc",
}  # fmt: skip
ENDNOTE = {
    "JOUR": "Journal Article", "CONF": "Conference Proceedings", "BOOK": "Book",
    "CHAP": "Book Section", "THES": "Thesis", "RPRT": "Report",
}  # fmt: skip
EQUAL = (
    "kind title authors authors_cut editors date venue series volume number pages edition publisher"
    " school place doi arxiv_id isbn issn url note status language"
).split()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A work as Scholar has it, and the type that it gives it."""

    type: str = "JOUR"
    title: str = "A title"
    authors: tuple[str, ...] = ("Zhao, Bo",)
    venue: str = ""
    volume: str = ""
    number: str = ""
    pages: str = ""
    year: str = "2020"
    publisher: str = ""


def as_csv(row: Row) -> str:
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow("Authors,Title,Publication,Volume,Number,Pages,Year,Publisher".split(","))
    authors = "".join(f"{name}; " for name in row.authors[:10])
    writer.writerow(
        [authors, row.title, row.venue, row.volume, row.number, row.pages, row.year, row.publisher]
    )
    return "\ufeff" + table.getvalue()


def as_endnote(row: Row) -> str:
    venue = "J" if row.type in ("JOUR", "GEN") else "B"
    tags = [("0", ENDNOTE.get(row.type, "Generic")), ("T", row.title)]
    tags += [("A", name) for name in row.authors[:10]]
    tags += [(venue, row.venue), ("V", row.volume), ("N", row.number), ("P", row.pages)]
    tags += [("D", row.year), ("I", row.publisher)]
    return "".join(f"%{tag} {value}\n" for tag, value in tags if value)


def as_ris(row: Row) -> str:
    start, _, end = row.pages.partition("-")
    tags = [("TY", row.type), ("T1", row.title), *(("A1", name) for name in row.authors[:10])]
    tags += [("JO", row.venue), ("VL", row.volume), ("IS", row.number), ("SP", start), ("EP", end)]
    tags += [("Y1", row.year), ("PB", row.publisher)]
    return "".join(f"{tag}  - {value}\n" for tag, value in tags if value) + "ER  - \n"


def as_bibtex(row: Row) -> str:
    publisher = {"CONF": "organization", "THES": "school", "RPRT": "institution"}
    patent = "Patent" in row.publisher
    names = " and ".join([*map(encode, row.authors[:10]), *["others"] * (len(row.authors) > 10)])
    fields = {
        "title": row.title if "{" in row.title else encode(row.title),
        "author": names,
        "booktitle" if row.type in ("CONF", "CHAP") else "journal": encode(row.venue),
        "volume": row.volume,
        "number": row.number,
        "pages": row.pages.replace("-", "--"),
        "year": row.year,
        "note" if patent else publisher.get(row.type, "publisher"): encode(row.publisher),
    }
    if patent:
        fields["publisher"] = "Google Patents"
    lines = ",\n".join(f"  {name}={{{value}}}" for name, value in fields.items() if value)
    return f"@{BIBTEX[row.type]}{{zhao{row.year or '2020'}title,\n{lines}\n}}\n"


WRITERS = {"scholar-csv": as_csv, "enw": as_endnote, "ris": as_ris, "bibtex": as_bibtex}


def read_all(row: Row) -> dict[str, Record]:
    found = {}
    for form, write in WRITERS.items():
        items = list(read(form, write(row).encode()))
        assert not [item for item in items if isinstance(item, Problem)]
        (found[form],) = (item for item in items if isinstance(item, Record))
    return found


def equal_fields(record: Record) -> dict[str, Any]:
    return {name: getattr(record, name) for name in EQUAL}


CONF = "2020 IEEE 36th International Conference on Data Engineering (ICDE)"
PEOPLE = (
    "van der Aa, Han", "Davis Jr, Sammy", "Smith III, John", "O'Neil, P", "De La Cruz, J",
    "Da Costa, Antonio Bruto", "Müller-Lüdenscheidt, Hans-Peter", "Al-Khwarizmi, M",
)  # fmt: skip
BODIES = ("World Health Organization", "Zhao, Bo", "OpenAI", "ATLAS Collaboration", "Plato")
WORKS = {
    "a journal": ("article", {"venue": "Applied Energy", "volume": "326", "pages": "119998"}),
    "a volume and an issue": (
        "article", {"venue": "JOSA A", "volume": "9", "number": "12", "pages": "2159-2166"},
    ),
    "proceedings that are a journal": (
        "article", {"venue": "Proceedings of the VLDB Endowment", "volume": "17", "number": "11"},
    ),
    "the IEEE's": ("article", {"venue": "Proceedings of the IEEE", "volume": "1"}),
    "a DOI as the issue": ("conference", {"type": "CONF", "venue": CONF,
                           "number": "10.1109/ABC1234.2020.00001"}),
    "a conference": ("conference", {"type": "CONF", "venue": CONF, "publisher": "IEEE"}),
    "a conference with a volume": (
        "conference",
        {"type": "CONF", "venue": "Proceedings of the AAAI Conference on AI", "volume": "34"},
    ),
    "called a journal by Scholar": ("conference", {"venue": "ISSEP 2016", "pages": "1-9"}),
    "a German conference": (
        "conference", {"type": "CONF", "venue": "21. GI-Fachtagung Informatik", "volume": "3"},
    ),
    "a conference without a word for it": (
        "conference",
        {"type": "CONF", "venue": "Informatik allgemeinbildend begreifen", "pages": "219-228",
         "publisher": "Gesellschaft für Informatik eV"},
    ),
    "an acronym": ("conference", {"type": "CONF", "venue": "DH"}),
    "a workshop": (
        "workshop", {"type": "CONF", "venue": "Proceedings of the 2015 Workshop on Code"},
    ),
    "a demonstration": ("demo", {"type": "CONF", "venue": "Demonstrations of the Conference on X"}),
    "arXiv": ("preprint", {"venue": "arXiv preprint arXiv:2401.13112"}),
    "arXiv with its number in the pages": (
        "preprint", {"venue": "arXiv e-prints", "pages": "arXiv: 2401.13112"},
    ),
    "CoRR": ("preprint", {"venue": "CoRR", "volume": "abs/2401.13112"}),
    "bioRxiv": (
        "preprint", {"venue": "bioRxiv", "pages": "2020.01. 01.123456", "publisher": "CSHL"},
    ),
    "SSRN": ("preprint", {"venue": "Available at SSRN 3434343"}),
    "an archive as the publisher": ("preprint", {"type": "GEN", "publisher": "Research Square"}),
    "a book": ("book", {"type": "BOOK", "publisher": "Addison-Wesley Professional"}),
    "a volume of a book": ("book", {"type": "BOOK", "volume": "10", "publisher": "Elsevier"}),
    "a book called an article": ("book", {"publisher": "LOG IN Verlag"}),
    "a chapter": (
        "chapter",
        {"type": "CHAP", "venue": "Word Knowledge and Word Usage", "pages": "553-567",
         "publisher": "De Gruyter"},
    ),
    "a chapter called an article": (
        "chapter",
        {"venue": "Word Knowledge and Word Usage", "pages": "553", "publisher": "De Gruyter"},
    ),
    "a chapter of a handbook": ("chapter", {"type": "CHAP", "venue": "Handbook of Big Data"}),
    "a chapter of proceedings": (
        "conference",
        {"type": "CHAP", "venue": "Analytics: Proceedings of the Data Science Conference"},
    ),
    "a chapter without its book": ("other", {"type": "CHAP"}),
    "a thesis": ("thesis", {"type": "THES", "publisher": "Humboldt-Universität zu Berlin"}),
    "a thesis elsewhere": ("thesis", {"type": "THES", "publisher": "Virginia Tech"}),
    "a thesis by its venue": ("thesis", {"venue": "PhD thesis, University of Oxford"}),
    "a thesis by its publisher": (
        "thesis", {"type": "GEN", "publisher": "Ph. D. dissertation, University of Oxford"},
    ),
    "a report": ("report", {"type": "RPRT", "publisher": "researchgate, Tech. Rep"}),
    "a report by its venue": (
        "report", {"venue": "Technical Report TR-12", "publisher": "Stanford University"},
    ),
    "a patent": ("patent", {"type": "PAT", "publisher": "US Patent 7,472,127"}),
    "an application": ("patent", {"type": "PAT", "publisher": "US Patent App. 15/123,456"}),
    "nothing but a title": ("other", {"title": "TABLE OF NOTHING"}),
    "no year": ("other", {"year": ""}),
    "a society alone": ("other", {"publisher": "Gesellschaft für Informatik eV"}),
    "a page of the web": (
        "other", {"venue": "https://medium.com/@a/b", "number": "5e02dd2f4de1"},
    ),
    "a DOI behind the venue": ("article", {"venue": "Journal of X, doi: 10.1145/1.2"}),
    "a DOI as the publisher": (
        "article", {"venue": "Applied X", "volume": "1", "publisher": "doi.org/10.1145/1.2"},
    ),
    "a court's case": (
        "article",
        {"type": "GEN", "authors": (), "venue": "F. 3d", "volume": "410", "pages": "792",
         "number": "No. 03-56236", "publisher": "Court of Appeals, 9th Circuit"},
    ),
    "Chinese": (
        "article",
        {"title": "文本情感倾向分析", "authors": ("黄萱菁", "张奇", "吴苑斌"), "volume": "25",
         "venue": "中文信息学报", "number": "6", "publisher": "万方数据资源系统"},
    ),
    "particles and suffixes": ("article", {"authors": PEOPLE, "venue": "X", "volume": "1"}),
    "bodies": ("article", {"authors": BODIES, "venue": "X", "volume": "1"}),
    "a body in Scholar's order": (
        "article", {"authors": ("Organization, World Health",), "venue": "X", "volume": "1"},
    ),
    "more than ten authors": (
        "article",
        {"authors": tuple(f"Family{c}, B" for c in "ABCDEFGHIJKL"), "venue": "X", "volume": "1"},
    ),
    "spaces inside numbers": (
        "article",
        {"venue": "X", "volume": "1 2", "number": "3 4", "pages": "135. e1-135. e7",
         "publisher": "ACM New York, NY, USA"},
    ),
    "one page": ("article", {"venue": "X", "volume": "1", "pages": "7-7"}),
    "signs": (
        "article",
        {"title": "R&D at 50% of $x$ and #1 under_score", "venue": "Journal of R&D", "volume": "1",
         "publisher": "Smith & Sons"},
    ),
    "entities": ("article", {"title": "R&amp;D", "venue": "Journal of R&amp;D", "volume": "1"}),
    "a publisher's braces": ("article", {"title": "{MSRL}: fast", "venue": "X", "volume": "1"}),
    "quotes and dashes": (
        "article", {"title": "Über naïve “quotes” – ‘x’…", "venue": "Zeitschrift für X"},
    ),
}  # fmt: skip


@every_row("kind, values", WORKS.values(), ids=WORKS)
def test_a_work_is_the_same_in_all_four_formats(kind: str, values: dict[str, Any]) -> None:
    row = Row(**values)
    found = {form: equal_fields(record) for form, record in read_all(row).items()}
    assert found["scholar-csv"]["kind"] == kind
    for form in FORMATS[1:]:
        assert found[form] == found["scholar-csv"], form


@every_row("values", [values for _, values in WORKS.values()], ids=WORKS)
def test_each_is_known_as_scholars(values: dict[str, Any]) -> None:
    row = Row(**values)
    for form, write in WRITERS.items():
        assert origin(form, write(row)) == "scholar"


@given(
    st.builds(
        Row,
        type=st.just("JOUR"),
        title=st.sampled_from(["A title", "Große Daten", "R&D: 50%", "数据 库"]),
        authors=st.lists(
            st.sampled_from([*PEOPLE, *BODIES, "李明", "Zhao, B", "Peng, Jimmy Chih-Hsien"]),
            max_size=9,
        ).map(tuple),
        venue=st.sampled_from(
            ["", "X", CONF, "Word Knowledge", "SOSP", "arXiv preprint", "Nature"]
        ),
        volume=st.sampled_from(["", "3", "1 2", "12(3)", "Vol. 4"]),
        number=st.sampled_from(["", "4", "No. 3"]),
        pages=st.sampled_from(["", "1-9", "e17", "7-7", "135. e1-135. e7", "1 007-1 009"]),
        year=st.sampled_from(["", "1998", "2024"]),
        publisher=st.sampled_from(["", "Springer", "IEEE", "MIT press", "Aalto University", "X"]),
    )
)
def test_every_row_is_the_same_in_all_four_formats(row: Row) -> None:
    found = [equal_fields(record) for record in read_all(row).values()]
    assert found[1:] == found[:1] * 3


def test_a_year_behind_a_scraped_venue_is_no_page(tmp_path):
    from pubman.formats.table.scholar_reader import _take_apart

    assert _take_apart("Proceedings of the 12th Meeting on Tides, 2018")["pages"] == ""
    assert _take_apart("Journal of Tides 12 (3), 851-864, 2018")["pages"] == "851-864"
    assert _take_apart("Journal of Tides 12, 2021-2034, 2021")["pages"] == "2021-2034"
