"""The dblp of the tests answers in the shapes of the genuine one: fields, keys, order, paging."""

from __future__ import annotations

import json
import re
import urllib.request
import xml.etree.ElementTree as ET

import pytest
from loopback_dblp import page, preprint, record, running

ZHAO = ("Bo Zhao 0019", "94/4810-19")
ANNW = record(
    "conf/sigmod/0019ANNW21", "EIRES: Efficient Integration of Remote Data in Event Stream "
    "Processing", year=2021, pages="2128-2141", booktitle="SIGMOD Conference",
    ee="https://doi.org/10.1145/3448016.3457304", crossref="conf/sigmod/2021",
    authors=(ZHAO, ("Matthias Weidlich 0001", "46/5414-1"), ("S\u00e9bastien Tavenas", "1/1")),
)  # fmt: skip
ALONE = record("journals/x/Zhao24", "A & B", tag="article", volume="74", number="3",
               pages="851-864", journal="J. Comput. Sci. Technol.",
               ee="https://doi.org/10.1007/978-3-031-1_4", authors=(ZHAO,))  # fmt: skip
DRAFT = preprint("2203.16110", "Weakly Supervised Paths", year=2022, authors=(ZHAO,))
NOBODY = record("conf/sigmod/2021", "SIGMOD 2021", tag="proceedings", year=2021,
                booktitle="SIGMOD Conference", authors=(), publisher="ACM")  # fmt: skip
EDITED = NOBODY.replace("<title>", '<editor pid="l/GuoliangLi">Guoliang Li 0001</editor>\n'
                        "<editor>Zhanhuai Li</editor>\n<title>")  # fmt: skip


@pytest.fixture
def dblp():
    with running() as server:
        server.person("94/4810-19", page(ANNW, ALONE, DRAFT))
        server.records["conf/sigmod/2021"] = f"<dblp>{EDITED}</dblp>".encode()
        server.findable("zhao", *([ANNW, ALONE, NOBODY] * 40))
        server.findable("one", ALONE)
        yield server


def text_at(server, path):
    with urllib.request.urlopen(server.url + path) as answer:
        return answer.read().decode()


def fields(text):
    """Key and names of the fields of each entry, in their order."""
    return {
        entry.split(",")[0].partition("{")[2]: re.findall(r"^  (\w+) += \{", entry, re.MULTILINE)
        for entry in re.split(r"^(?=@)", text, flags=re.MULTILINE) if entry.strip()
    }  # fmt: skip


END = ["timestamp", "biburl", "bibsource"]
PAPER = ["author", "title", "booktitle", "pages", "year"]
STANDARD_PAPER = ["author", "editor", "title", "booktitle", "pages", "publisher", "year"]
ARTICLE = ["author", "title", "journal", "volume", "number", "pages", "year"]
CORR = ["author", "title", "journal", "volume", "year"]
SHAPES = {
    "condensed": (0, [PAPER, ARTICLE, CORR]),
    "standard": (1, [
        [*STANDARD_PAPER, "url", "doi", *END], [*ARTICLE, "url", "doi", *END],
        [*CORR, "url", "doi", "eprinttype", "eprint", *END],
    ]),
    "with crossref": (2, [
        [*PAPER, "crossref", "url", "doi", *END], [*ARTICLE, "url", "doi", *END],
        [*CORR, "url", "doi", "eprinttype", "eprint", *END],
        ["editor", "title", "publisher", "year", *END],
    ]),
}  # fmt: skip


@pytest.mark.parametrize("param, expected", SHAPES.values(), ids=SHAPES)
def test_an_export_has_the_fields_of_its_style_in_their_order(dblp, param, expected):
    found = fields(text_at(dblp, f"/pid/94/4810-19.bib?param={param}"))
    assert list(found.values()) == expected
    assert next(iter(found)) == "DBLP:conf/sigmod/0019ANNW21"


def test_an_export_drops_numbers_braces_words_and_wraps(dblp):
    text = text_at(dblp, "/pid/94/4810-19.bib?param=1")
    assert (
        "  author       = {Bo Zhao and\n                  Matthias Weidlich and\n"
        "                  S{\\'{e}}bastien Tavenas},\n"
        "  editor       = {Guoliang Li and\n                  Zhanhuai Li},\n"
        "  title        = {{EIRES:} Efficient Integration of Remote Data in Event Stream\n"
        "                  Processing},\n"
    ) in text
    assert "  pages        = {2128--2141},\n" in text
    assert "  doi          = {10.1007/978-3-031-1\\_4},\n" in text
    assert "  biburl       = {https://dblp.org/rec/journals/x/Zhao24.bib},\n" in text
    assert "  title        = {A \\& B},\n" in text
    assert "{SIGMOD}" in text_at(dblp, "/pid/94/4810-19.bib?param=0")


def test_a_record_is_exported_alone(dblp):
    assert list(fields(text_at(dblp, "/rec/conf/sigmod/2021.bib"))) == ["DBLP:conf/sigmod/2021"]


def tags(element):
    return [each.tag for each in element]


def test_a_search_in_xml_has_the_elements_in_their_order(dblp):
    root = ET.fromstring(text_at(dblp, "/search/publ/api?q=zhao&format=xml&h=3"))
    assert root.tag == "result"
    assert tags(root) == ["query", "status", "time", "completions", "hits"]
    assert root.find("status").attrib == {"code": "200"}
    hits = root.find("hits")
    assert hits.attrib == {"total": "120", "computed": "120", "sent": "3", "first": "0"}
    assert [(tags(hit), [*hit.attrib]) for hit in hits] == [(["info", "url"], ["score", "id"])] * 3
    paper, article, nobody = (hit.find("info") for hit in hits)
    assert tags(paper) == ("authors title venue pages year type access key doi ee url").split()
    assert tags(article)[2:6] == ["venue", "volume", "number", "pages"]
    assert [each.get("pid") for each in paper.find("authors")] == ["94/4810-19", "46/5414-1", "1/1"]
    assert nobody.find("authors") is None
    assert article.findtext("title") == "A &amp; B."  # escaped twice, as dblp does


def test_a_search_in_json_has_strings_objects_and_missing_keys(dblp):
    one = json.loads(text_at(dblp, "/search/publ/api?q=one&format=json"))["result"]
    assert [*one] == ["query", "status", "time", "completions", "hits"]
    assert one["hits"]["@total"] == "1"
    found = one["hits"]["hit"][0]["info"]
    assert found["authors"]["author"] == {"@pid": "94/4810-19", "text": "Bo Zhao 0019"}
    assert found["title"] == "A &amp; B."
    none = json.loads(text_at(dblp, "/search/publ/api?q=nobody&format=json"))["result"]
    assert "hit" not in none["hits"]


@pytest.mark.parametrize("form", ["xml", "json"])
def test_a_search_comes_in_pages(dblp, form):
    found = []
    for first, sent in ((0, 50), (50, 50), (100, 20), (150, 0)):
        text = text_at(dblp, f"/search/publ/api?q=zhao&format={form}&h=50&f={first}")
        found.append(re.findall(r"URL#(\d+)", text))
        assert len(found[-1]) == sent
        assert re.search(rf'sent"?[:=] ?"{sent}"[, ]+"?@?first"?[:=] ?"{first}"', text)
    assert [each for some in found for each in some] == [str(n) for n in range(1, 121)]
