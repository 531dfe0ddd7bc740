"""Lists that state their fields: data files, front matter, tables, a site's .bib, saved pages."""

from __future__ import annotations

import pytest
from rows import every_row

from pubman.errors import BadInput
from pubman.freelist.reader import read_folder, read_list
from pubman.freelist.structured.authors import read_authors
from pubman.freelist.structured.plain_data import load_yaml

DATA = """\
featured:
  - title: "Rings *without* chains"
    authors: "E. Noether*, D. Hilbert"
    journal: "__Annals of Rings__ 2021 Dec <br>"
    volume: accepted for publication
    doi: https://doi.org/10.1000/rings
    pdf: files/rings.pdf
    code: https://code.example/rings
    image: img/rings.png
    award: Best Paper
    mood: cheerful
methods:
  - title: Forms in three variables
    authors: [Emmy Noether, "Paul Gordan and Felix Klein"]
    venue: Symposium on Forms
    date: 1907-01-01
    type: conference
    links: [{name: Slides, url: forms.pdf}]
  - title: An undated note
    authors:
      - {name: Emmy Noether}
      - {given-names: Max, family-names: Deuring, orcid: 0000-0002-1825-0097}
    year: 1930
    selected: true
"""


def rows(found):
    return [
        (
            entry.record.title,
            [name.full for name in entry.record.authors],
            str(entry.record.date or ""),
            entry.record.venue,
            list(entry.placement.section),
            [(link.label, link.url) for link in entry.placement.links],
        )
        for entry in found.entries
    ]


def test_a_data_file_is_read_field_by_field():
    found = read_list(DATA.encode(), "papers.yml")
    assert rows(found) == [
        ("Rings without chains", ["E. Noether", "D. Hilbert"], "2021-12", "Annals of Rings",
         ["featured"], [("pdf", "files/rings.pdf"), ("code", "https://code.example/rings")]),
        ("Forms in three variables", ["Emmy Noether", "Paul Gordan", "Felix Klein"], "1907",
         "Symposium on Forms", ["methods"], [("Slides", "forms.pdf")]),
        ("An undated note", ["Emmy Noether", "Max Deuring"], "1930", "", ["methods"], []),
    ]  # fmt: skip
    first = found.entries[0]
    assert (first.record.doi, first.record.status, first.record.volume) == (
        "10.1000/rings", "accepted", "",
    )  # fmt: skip
    assert (first.placement.picture, first.placement.award) == ("img/rings.png", "Best Paper")
    assert first.record.authors[0].marks == ("*",)
    assert found.entries[2].record.tags == ("selected",)
    assert found.unknown == {"mood": 1}


AUTHORS = [
    ("E. Noether, D. Hilbert and F. Klein", ["E. Noether", "D. Hilbert", "F. Klein"], False),
    (
        "Moss III FR, Lincoff J, Frost A<sup>\\*</sup>",
        ["FR Moss III", "J Lincoff", "A Frost"],
        False,
    ),
    ("Park, Y. S., Siemsen, E.", ["Y. S. Park", "E. Siemsen"], False),
    ("Noether, Emmy and Hilbert, David", ["Emmy Noether", "David Hilbert"], False),
    (["**E. Noether**", "…", "F. Klein"], ["E. Noether", "F. Klein"], True),
    (["Emmy Noether; David Hilbert"], ["Emmy Noether", "David Hilbert"], False),
    (["admin", "David Hilbert"], ["Emmy Noether", "David Hilbert"], False),
    (["emmy-noether"], ["Emmy Noether"], False),
    ([{"family": "Noether", "given": "Emmy"}], ["Emmy Noether"], False),
]


@every_row(("value", "names", "cut"), AUTHORS, ids=[str(row[0]) for row in AUTHORS])
def test_authors_in_every_form(value, names, cut):
    found, goes_on = read_authors(value, "Emmy Noether")
    assert [name.family for name in found[: len(names)]] == [
        each.split()[-1] for each in names
    ] or [name.family for name in found[:2]] == ["Moss III", "Lincoff"]
    assert goes_on == cut


SIGNED = """
Berg A<sup>\\#</sup>, O'Hara B<sup>\\#</sup>, Cruz CD, Roe M<sup>\\*</sup><br>
<sup>\\#</sup> Co-first authors <br>
<sup>\\*</sup> Co-corresponding authors
"""


def test_a_line_that_explains_a_sign_is_no_author():
    names, _ = read_authors(SIGNED)
    assert [name.full for name in names] == ["A Berg", "B O'Hara", "CD Cruz", "M Roe"]
    assert [name.marks for name in names] == [("#",), ("#",), (), ("*",)]


def test_a_comma_too_many_does_not_shift_the_names():
    names, _ = read_authors("Tsai, JC, Miller-Berg LE, Anand AA, Nguyen HC and Roe M")
    found = [name.full for name in names]
    assert found == ["JC Tsai", "LE Miller-Berg", "AA Anand", "HC Nguyen", "M Roe"]


def test_members_of_a_collaboration_are_authors():
    names, _ = read_authors("[LISA Working Group] (incl. A. Roe Pol)")
    assert names[-1].full == "A. Roe Pol"


def test_hayagriva():
    text = """\
rings:
  type: Article
  title: {value: "Rings and chains", verbatim: true}
  author: ["Noether, Emmy", "Hilbert, David"]
  date: 1921-05
  serial-number: {doi: 10.1000/rings}
  parent: {type: Periodical, title: Annals of Rings, volume: 3}
"""
    found = read_list(text.encode(), "refs.yml")
    record = found.entries[0].record
    assert (record.title, record.venue, str(record.date), record.doi) == (
        "Rings and chains", "Annals of Rings", "1921-05", "10.1000/rings",
    )  # fmt: skip
    assert record.source_key == "rings"
    assert found.entries[0].placement.section == ()


def test_a_citation_file_gives_the_preferred_citation():
    text = """\
cff-version: 1.2.0
title: A program
authors: [{family-names: Noether, given-names: Emmy}]
preferred-citation:
  type: article
  title: The paper about the program
  authors: [{family-names: Noether, given-names: Emmy}]
  year: 2020
"""
    found = read_list(text.encode(), "CITATION.cff")
    assert [entry.record.title for entry in found.entries] == ["The paper about the program"]


def test_of_a_cv_only_the_publications_are_taken():
    text = """\
cv:
  name: Emmy Noether
  headline: Mathematician
  sections:
    education:
      - {institution: Erlangen, area: Mathematics, title: PhD, date: 1907}
    publications:
      - {title: "Rings and chains", authors: ["**E. Noether**"], journal: Annals, date: 1921}
"""
    found = read_list(text.encode(), "cv.yaml")
    assert [entry.record.title for entry in found.entries] == ["Rings and chains"]


def test_json_with_first_and_last_page():
    text = """{"papers": [{"title": "Rings and chains", "authors": ["Emmy Noether"], "year": 1921,
      "venue": "Annals", "firstPage": "24", "lastPage": "66", "links": {"pdf": "a.pdf"}}]}"""
    record = read_list(text.encode(), "publications.json").entries[0].record
    assert (record.pages, record.year) == ("24-66", 1921)


TABLE = """\
pub_date\ttitle\tvenue\texcerpt\tcitation\turl_slug\tpaper_url
1921-01-01\tRings and chains\tAnnals\t\t\
Noether, E., &amp; Hilbert, D. (1921). Rings and chains. Annals.\trings\t\
https://doi.org/10.1000/rings
"""


def test_the_table_of_academicpages():
    record = read_list(TABLE.encode(), "publications.tsv").entries[0].record
    assert [name.family for name in record.authors] == ["Noether", "Hilbert"]
    assert (record.year, record.doi) == (1921, "10.1000/rings")


PAGE = """\
---
title: "Rings: and chains"
collection: publications
date: 1921-03-02
venue: 'Annals of Rings'
citation: '<b>E. Noether</b>, D. Hilbert. (1921). &quot;Rings: and chains.&quot; <i>Annals</i>.'
---
[Download](files/rings.pdf)
"""


def test_a_folder_of_pages(tmp_path):
    folder = tmp_path / "_publications"
    folder.mkdir()
    (folder / "rings.md").write_text(PAGE, "utf-8")
    (folder / "broken.md").write_text(
        "---\ntitle: Forms: an unquoted colon\nauthors:\n- Emmy Noether\ndate: 1907\n---\n", "utf-8"
    )
    found, _ = read_folder(tmp_path)
    assert [entry.record.title for entry in found.entries] == [
        "Rings: and chains", "Forms: an unquoted colon",
    ]  # fmt: skip
    first = found.entries[0]
    assert [name.full for name in first.record.authors] == ["E. Noether", "D. Hilbert"]
    assert [link.url for link in first.placement.links] == ["files/rings.pdf"]
    assert found.skipped == ("broken.md: the front matter is damaged, so I read it line by line.",)


def test_hugoblox_folders_with_toml_and_bibtex(tmp_path):
    folder = tmp_path / "content" / "publication" / "rings"
    folder.mkdir(parents=True)
    (folder / "index.md").write_text(
        '+++\ntitle = "Rings and chains"\nauthors = ["admin", "David Hilbert"]\n'
        'date = "1921-01-01"\npublication = "*In Annals of Rings*"\nurl_pdf = "rings.pdf"\n'
        'url_code = ""\npublication_types = ["2"]\n+++\n',
        "utf-8",
    )
    (folder / "cite.bib").write_text(
        "@article{rings, title={Rings and chains}, volume={7}}", "utf-8"
    )
    (folder / "featured.png").write_bytes(b"")
    found, _ = read_folder(tmp_path, owner="Emmy Noether")
    entry = found.entries[0]
    assert [name.full for name in entry.record.authors] == ["Emmy Noether", "David Hilbert"]
    assert (entry.record.venue, entry.record.kind, entry.record.volume) == (
        "Annals of Rings", "article", "7",
    )  # fmt: skip
    assert (entry.placement.picture, [link.label for link in entry.placement.links]) == (
        "featured.png", ["pdf"],
    )  # fmt: skip


def test_the_bib_of_a_site():
    text = """@article{rings, title = {Rings and chains},
      author = {Noether#, Emmy and Hilbert, David},
      journal = {Annals}, year = 1921, pdf = {rings.pdf}, code = {https://code.example},
      preview = {rings.png}, selected = {true}, inspirehep_id = {12}, bibtex_show = {true}}"""
    found = read_list(text.encode(), "papers.bib")
    entry = found.entries[0]
    assert [name.family for name in entry.record.authors] == ["Noether", "Hilbert"]
    assert {link.url for link in entry.placement.links} == {"rings.pdf", "https://code.example"}
    assert (entry.placement.picture, entry.record.tags) == ("rings.png", ("selected",))
    assert found.unknown == {"inspirehep_id": 1}


SCHOLAR = """<div id="gsc_prf_in">E Noether</div><table><tr class="gsc_a_tr"><td class="gsc_a_t">
<a class="gsc_a_at" href="/c">Rings and chains</a>
<div class="gs_gray">E Noether, D Hilbert, ...</div>
<div class="gs_gray">Annals of Rings 12 (3), 101-119<span class="gs_oph">, 1921</span></div></td>
<td class="gsc_a_y"><span>1921</span></td></tr></table>"""
DBLP = """<ul class="publ-list"><li class="year">1921</li>
<li class="entry article" id="journals/rings/Noether21"><div class="nr">[j1]</div>
<nav><a href="https://doi.org/10.1000/rings">ee</a></nav><cite><span itemprop="author">
<a href="https://dblp.org/pid/1/2.html"><span itemprop="name">Emmy Noether</span></a></span>:
<span class="title" itemprop="name">Rings and chains.</span> <span itemprop="isPartOf">Annals</span>
<span itemprop="volumeNumber">3</span> (
<span itemprop="datePublished">1921</span>)</cite></li></ul>"""


def test_a_saved_scholar_profile():
    found = read_list(SCHOLAR.encode(), "scholar.html")
    record = found.entries[0].record
    assert found.kind == "Google Scholar profile"
    assert (record.title, record.venue, record.year) == (
        "Rings and chains",
        "Annals of Rings",
        1921,
    )
    assert (record.volume, record.number, record.pages) == ("12", "3", "101-119")
    assert (len(record.authors), record.authors_cut) == (2, True)


def test_a_saved_dblp_page():
    found = read_list(DBLP.encode(), "dblp.html")
    entry = found.entries[0]
    assert found.kind == "dblp person page"
    assert (entry.record.title, entry.record.doi, entry.record.source_key) == (
        "Rings and chains", "10.1000/rings", "journals/rings/Noether21",
    )  # fmt: skip
    assert entry.record.authors[0].pid == "1/2"
    assert (entry.placement.section, entry.placement.number) == (("1921",), "j1")


REFUSED = [
    ("- title: Paper Title Number 1\n  authors: Your Name\n  year: 2009\n", "p.yml",
     "only placeholders of the template: “Paper Title Number 1”"),
    ("a: &a [x]\nb: [*a, *a", "p.yml", "p.yml is not valid YAML: line"),
    ("[1, 2", "p.json", "p.json is not valid JSON: line 1"),
    ("a: 1\n", "p.yml", "I found no publications in p.yml"),
    ("[" * 5000, "p.yml", "p.yml"),
    ("[" * 100_000, "p.json", "p.json"),
]  # fmt: skip


@every_row(("text", "name", "message"), REFUSED, ids=[row[2] for row in REFUSED])
def test_bad_data_is_refused_in_one_sentence(text, name, message):
    with pytest.raises(BadInput) as error:
        read_list(text.encode(), name)
    assert message in error.value.message


def test_a_yaml_bomb_is_refused():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 10)]
    with pytest.raises(BadInput, match="too many values"):
        load_yaml("\n".join(lines), "bomb.yml")


def test_yaml_tags_make_no_objects():
    found = load_yaml("title: !!python/object/apply:os.system ['exit 1']\n", "x.yml")
    assert found == {"title": ["exit 1"]}


def test_the_manubot_paper_is_a_placeholder_only_in_a_template():
    one = "- title: Open collaborative writing with Manubot\n  authors: [A B]\n  date: 2019\n"
    with pytest.raises(BadInput, match="placeholders"):
        read_list(one.encode(), "citations.yaml")
    more = one + "".join(
        f"- title: Work number {i} on rings\n  authors: [E N]\n  date: 2020\n" for i in range(4)
    )
    assert len(read_list(more.encode(), "citations.yaml").entries) == 5
