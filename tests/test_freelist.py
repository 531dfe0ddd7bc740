"""Lists as people write them: entries, fields, sections, links and signs."""

import json
from pathlib import Path

import pytest
from rows import every_row

from pubman.errors import BadInput
from pubman.freelist.headings import heading_kind
from pubman.freelist.layouts import layout_of, read_free_list
from pubman.freelist.names import read_names
from pubman.freelist.reader import read_list
from pubman.freelist.rest import read_rest
from pubman.freelist.tokens import tokenize

FOLDER = Path(__file__).parent / "freelist"
PAGES = sorted(path for path in FOLDER.iterdir() if path.suffix != ".json")


def family(name):
    if name.family and name.family_first:
        return name.full
    return " ".join(part for part in (name.particle, name.family or name.literal) if part)


@every_row("page", PAGES, ids=lambda path: path.name)
def test_list_is_read_as_its_author_meant_it(page):
    found = read_free_list(page.read_text("utf-8"), page.name)
    expected = json.loads(page.with_suffix(".json").read_text("utf-8"))
    assert [entry.record.title for entry in found.entries] == [each["title"] for each in expected]
    for entry, each in zip(found.entries, expected, strict=True):
        record, placement = entry.record, entry.placement
        said = {
            "title": record.title,
            "authors": [family(name) for name in record.authors],
            "year": str(record.year or ""),
            "venue": record.venue,
            "section": list(placement.section),
            "links": [link.url for link in placement.links],
            "picture": placement.picture,
            "award": placement.award,
            "doi": record.doi,
            "status": record.status,
            "number": placement.number,
            "signs": dict(placement.signs),
            "line": placement.line,
            "coauthors_only": entry.coauthors_only,
        }
        assert {key: said[key] for key in each} == each


NAMES = [
    ("natural", "Bo Zhao, A. V. Matveev and J-P Lebacque. Title", ["Bo Zhao", "A. V. Matveev",
     "J-P Lebacque"]),
    ("natural", "NaLi, YunZhang, in Journal", ["Na Li", "Yun Zhang"]),
    ("natural", "Rob van Glabbeek, Liam O'Connor\nA title", ["Rob van Glabbeek", "Liam O'Connor"]),
    ("natural", "L. T. Le & T. N. Thinh. A title", ["L. T. Le", "T. N. Thinh"]),
    ("natural", "An Introduction to Rings, Springer", []),
    ("natural", "N. Rösch, J. Chem. Phys. 12", ["N. Rösch"]),
    ("inverted", "Fan, W., van der Aa, H., & Kooij, A. van der (2013)", ["Fan, W.",
     "van der Aa, H.", "Kooij, A. van der"]),
    ("inverted", "FAN, W.; BOUGUILA, N. Learning", ["FAN, W.", "BOUGUILA, N."]),
    ("inverted", "Kouvaros, P.; Lomuscio, A. A cutoff technique", ["Kouvaros, P.", "Lomuscio, A."]),
    ("inverted", "Adams, J., … Zonca, A. (2017)", ["Adams, J.", "Zonca, A."]),
    ("behind", "Hild BF, von Wyl V, Pereira da Cunha CT (2024)", ["Hild, BF", "von Wyl, V",
     "Pereira da Cunha, CT"]),
    ("behind", "Fan W, Bouguila N. Learning", ["Fan, W", "Bouguila, N"]),
    ("behind", "HUANG S J, XU M, LI Y. Active", ["HUANG, S J", "XU, M", "LI, Y"]),
    ("full", "LI, Jia; MCAULEY, Julian J. Time interval", ["LI, Jia", "MCAULEY, Julian J"]),
    ("behind", "Hill SA, Y Ming, and M Zhao. “A", ["Hill, SA", "Y Ming", "M Zhao"]),
    ("first", "Rago, Alfredo, John H Werren, and John K Colbourne. 2020.", ["Rago, Alfredo",
     "John H Werren", "John K Colbourne"]),
    ("full", "Fan, Wentao; Bouguila, Nizar. Title", ["Fan, Wentao", "Bouguila, Nizar"]),
    ("natural", "王贞仪, 李善兰, “", ["王贞仪", "李善兰"]),
]  # fmt: skip


@every_row(("style", "text", "names"), NAMES, ids=[row[1] for row in NAMES])
def test_names_are_told_apart(style, text, names):
    assert list(read_names(tokenize(text), 0, style).names) == names


def test_a_cut_list_says_so():
    found = read_names(tokenize("Kun Song, Yi Ren, et al. | Project"), 0, "natural")
    assert found.cut
    assert list(found.names) == ["Kun Song", "Yi Ren"]


RESTS = [
    ("In Proceedings of X (ACM, 2013), pp. 12–19", "Proceedings of X (ACM", "2013", "12–19"),
    ("J. Chem. Theory Comput., 14, 3004-3013, 2018", "J. Chem. Theory Comput", "2018", "3004-3013"),
    ("In M. Ranzato & J. W. Vaughan (Eds.), Advances in Learning (pp. 1–9), 2021",
     "Advances in Learning", "2021", "1–9"),
    ("In: Rossi F, editor. IJCAI 2013, proceedings of the 23rd conference; 2013, p. 1323–9.",
     "IJCAI 2013, proceedings of the 23rd conference", "2013", "1323–9"),
    ("Nature 477, 207–210 (2011).", "Nature", "2011", "207–210"),
]  # fmt: skip


@every_row(("text", "venue", "year", "pages"), RESTS, ids=[row[0] for row in RESTS])
def test_venue_year_and_pages_are_told_apart(text, venue, year, pages):
    found = read_rest(text)
    assert (found.venue.startswith(venue.rstrip("(ACM").strip()), found.year, found.pages) == (
        True,
        year,
        pages,
    )


HEADINGS = [
    ("Journal articles", "publications"),
    ("Proposals currently under review", "other"),
    ("Working groups", "other"),
    ("Conference presentations", "other"),
    ("Conference proceedings", "publications"),
    ("Publications and talks", "publications"),
    ("2019", ""),
    ("代表论文", "publications"),
    ("Associate Editor (2010)", "other"),
    *((each, "publications") for each in (
        "Begutachtete Zeitschriftenbeiträge|Bücher|Articles dans des revues à comité de lecture"
        "|Chapitres d'ouvrages|Actes de conférences|Artículos|Capítulos de libro|Tesis doctoral"
        "|Artigos em periódicos|Livros publicados|Articoli su rivista|Atti di convegno|Libri"
        "|Publicaties|Hoofdstukken in boeken|Proefschrift|Artykuły|Rozdziały w książkach"
        "|Články v časopisech|Kapitoly v knihách|Makaleler|Bildiriler|Kitap bölümleri"
        "|Публикации|Статьи в журналах|Книги|期刊论文|学術論文|国際会議論文"
        "|業績|논문|국제 학술대회 논문"
    ).split("|")),
    *((each, "other") for each in (
        "Lehre|Vorträge|Auszeichnungen|Drittmittel|Prix et distinctions|Enseignement|Docencia"
        "|Premios y reconocimientos|Ponencias|Palestras|Prêmios|Didattica|Relazioni a convegni"
        "|Onderwijs|Lezingen|Dydaktyka|Nagrody|Výuka|Ocenění|Ödüller|Dersler|Доклады|Награды"
        "|获奖|科研项目|受賞|講演|수상|강의"
    ).split("|")),
]  # fmt: skip


@every_row(("heading", "kind"), HEADINGS, ids=[row[0] for row in HEADINGS])
def test_headings_say_what_stands_below(heading, kind):
    assert heading_kind(heading) == kind


SIGNS = [
    ("* denotes equal contribution.", {"*": "equal contribution"}),
    ("(*: equal contribution, †: corresponding author)",
     {"*": "equal contribution", "†": "corresponding author"}),
    ("* Equal contribution; # Corresponding author",
     {"*": "Equal contribution", "#": "Corresponding author"}),
    ("Asterisk (*) indicates corresponding author", {"*": "corresponding author"}),
    ("(* = PhD student, ** = postdoc)", {"*": "PhD student", "**": "postdoc"}),
    ("* 共同第一作者, # 通讯作者", {"*": "共同第一作者", "#": "通讯作者"}),
    ("*gleicher Beitrag", {"*": "gleicher Beitrag"}),
]  # fmt: skip


@every_row(("sentence", "signs"), SIGNS, ids=[row[0] for row in SIGNS])
def test_a_sentence_of_the_page_explains_signs(sentence, signs):
    for sign, meaning in signs.items():
        entries = "".join(
            f"<li>E. Noether{sign} and H. Hasse, “Ideals {n} in rings”, J. Rings, 192{n}.</li>"
            for n in range(3)
        )
        found = read_free_list(f"<p>{sentence}</p><h2>Papers</h2><ul>{entries}</ul>", "page.html")
        assert dict(found.entries[0].placement.signs) == {sign: meaning}
        assert found.entries[0].record.authors[0].marks == tuple(dict.fromkeys(sign))


LAYOUTS = [
    ("<p>Hello</p>", "", "HTML"),
    ("\\documentclass{cv}", "", "LaTeX"),
    ("# Papers\n", "", "Markdown"),
    ("#+TITLE: x\n", "", "Org"),
    ("Lovelace, A. 1843.", "", "text"),
    ("Lovelace, A. 1843.", "list.md", "Markdown"),
]


@every_row(("text", "name", "layout"), LAYOUTS, ids=[row[2] + row[1] for row in LAYOUTS])
def test_layout_is_known_by_ending_or_content(text, name, layout):
    assert layout_of(text, name) == layout


REFUSED = [
    ("{% for paper in site.data.papers %}{{ paper.title }}{% endfor %}", "p.md", "is a template",
     "_data/papers.yml"),
    ("<html><body><div id='list'></div><script>fetch('x.json')</script></body></html>", "p.html",
     "a script fills it in", "Open the page in a browser"),
    ("\\addbibresource{own.bib}\\begin{document}\\nocite{*}\\printbibliography\\end{document}",
     "cv.tex", "prints its list from own.bib", "Import own.bib"),
    ("\\section{Papers}\\nocite{rings}", "cv.tex", "a .bib by their keys", "that .bib"),
    ("Nothing here.", "p.txt", "no publications in p.txt", ""),
]  # fmt: skip


@every_row(("text", "name", "message", "hint"), REFUSED, ids=[row[2] for row in REFUSED])
def test_a_page_without_a_list_says_what_to_give_instead(text, name, message, hint):
    with pytest.raises(BadInput) as error:
        read_free_list(text, name)
    assert message in error.value.message
    assert hint in " ".join(str(each) for each in error.value.hints)


def test_a_document_says_how_its_list_is_moved_in_with():
    with pytest.raises(BadInput, match="is a Word document, not a text") as error:
        read_list(b"PK\x03\x04...word/document.xml", "cv.docx")
    assert error.value.hints == ("save it as a web page or as text, and move in with that",)


HARMFUL = [
    ("loop.tex", "\\newcommand{\\a}{\\b\\b}\\newcommand{\\b}{\\a\\a}\\a"),
    ("deep.html", "<div>" * 20_000 + "x"),
    ("open.html", "<a " * 20_000),
    ("quotes.html", '<a title="' * 20_000),
    ("comments.html", "<!--" * 20_000),
    ("braces.tex", "{" * 50_000),
    ("brackets.md", "[" * 20_000),
    ("hyphens.txt", "a-\n" * 20_000),
    ("columns.txt", "x" * 30 + ("     " + "y" * 30 + "\n") * 5_000),
    ("numbers.txt", "\n".join(map(str, range(20_000)))),
    ("names.txt", "Emmy Noether, " * 20_000),
    ("breaks.html", "<p>" + "x<br>" * 20_000),
]


@pytest.mark.parametrize(("name", "text"), HARMFUL, ids=[row[0] for row in HARMFUL])
def test_harmful_pages_are_refused_in_a_sentence(name, text):
    with pytest.raises(BadInput):
        read_free_list(text, name)
