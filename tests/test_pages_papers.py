"""LaTeX and Typst, biblatex and al-folio: what goes into papers, CVs and site generators."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from pages.samples import HOMEPAGE, LINES, OPTIONS, PARTS, PATTERNS, publication
from rows import every_row
from test_pages_hostile import HOSTILE, written
from test_pages_hostile import publication as hostile

from pubman.fields import STATUSES
from pubman.formats import read
from pubman.listing import Options, Section
from pubman.pages import render
from pubman.pages.arrangement import arrange
from pubman.pages.latex import escape as latex_escape
from pubman.pages.latex import pieces as latex_pieces
from pubman.pages.typst import escape as typst_escape
from pubman.record import Link, Record
from pubman.text.markup import parse_markup

SEED = replace(
    OPTIONS,
    title="",
    updated="",
    fragment=True,
    highlight=False,
    legend="entry",
    patterns={**PATTERNS, "entry": "{{ authors }}\n{{ title }}\n{{ venue_line }}"},
)


def shown(text: str, heading: str, link: str, item: str, line: str) -> str:
    """The lines of the homepage that a fragment shows, its commands taken off."""
    text = re.sub(heading, r"\n\1\n", text, flags=re.MULTILINE)
    text = re.sub(link, r"\1", text)
    text = re.sub(item, "\n", text, flags=re.MULTILINE)
    text = re.sub(line, "\n", text)
    text = re.sub(r"\\([*&])", r"\1", text)
    return re.sub(r"\n{2,}", "\n\n", text).strip() + "\n"


def test_the_homepage_comes_out_to_the_character_in_markdown() -> None:
    text = render("markdown", arrange(HOMEPAGE, sections=PARTS), SEED)
    lines = shown(text, r"^## (.*)$", r"\[([^]]*)\]\([^)]*\)", r"^- ", r" {2}\n {2}")
    assert lines == "Publications\n\n" + LINES


def test_the_homepage_comes_out_to_the_character_in_latex() -> None:
    text = render("latex", arrange(HOMEPAGE, sections=PARTS), SEED)
    text = re.sub(r"\\(begin|end)\{publist\}", "", text[text.index("\\section*") :])
    text = re.sub(r"\\href\{[^}]*\}\{([^}]*)\}", r"\1", text)
    text = re.sub(r"\\pub(?:title|authors|venue)\{([^}]*)\}", r"\1", text)
    lines = shown(
        re.sub(r"\}$", "", re.sub(r"(?m)^\\pubentry\{\d*\}\{\{\}(.*)", r"\n\1", text)),
        r"^\\section\*\{(.*)\}$",
        r"(?!)()",
        r"(?!)",
        r"\\newline\n\{\}",
    )
    lines = re.sub(r"\}\n", "\n", lines)
    assert lines == "Publications\n\n" + LINES


# The commands that a template writes in the body; any other would come from the data.
COMMANDS = set(
    "begin end markright thispagestyle Huge large bfseries color par smallskip href quad enspace "
    "section subsection subsubsection paragraph newline bigskip small textbf emph pubentry "
    "pubtitle pubauthors pubme pubvenue pubaward publinks pubhan "
    "textsubscript textsuperscript texttt textsc textbackslash textasciitilde textasciicircum "
    "textbraceleft textbraceright textasciigrave textquotedbl".split()
)


@every_row("text", HOSTILE.values(), ids=HOSTILE)
def test_latex_holds_no_command_of_the_data(text: str) -> None:
    found = written(text, "latex")
    head, body = found.split("\\begin{document}")
    assert set(re.findall(r"\\([A-Za-z]+)", body)) <= COMMANDS
    assert len(text.strip()) < 4 or text not in head
    assert "^^" not in found
    bare = re.sub(r"\\[{}]", "", found)
    assert bare.count("{") == bare.count("}")
    assert not re.search(r"(?<!\\)[#&~]", body)
    assert "%" not in re.sub(r"\\%", "", body)


MATHS = {
    "$O(n^2)$": "$O(n^2)$",
    "$\\alpha_{ij}$": "$\\alpha_{ij}$",
    "$\\input{x}$": "\\$\\textbackslash input\\{x\\}\\$",
    "$a}b{$": "",
    "$a%b$": "",
    "$\\left($": "",
    "$a^^5cb$": "",
}


@every_row("markup, kept", MATHS.items())
def test_maths_passes_only_where_it_can_but_print(markup: str, kept: str) -> None:
    found = str(latex_pieces(parse_markup(markup)))
    assert found == kept if kept == markup else found == latex_escape(markup)


def test_a_title_in_brackets_is_no_option_of_its_item() -> None:
    pub = publication(1, "[A] B", "[T]", "2024")
    text = render("latex", [Section(publications=(pub,))], Options(fragment=True))
    assert "\\pubentry{2024}{{}\\pubtitle{[T]}\\newline\n{}\\pubauthors{[A] B}" in text


PROBE = render("latex", [], Options(title="A", profiles=(Link(label="B", url="https://b.org"),)))


def run_latex(engine: str, folder: Path, text: str) -> str:
    """The log of an engine for a document; ``""`` if it did not compile."""
    (folder / "list.tex").write_bytes(text.encode("utf-8", "replace"))
    done = subprocess.run(
        [engine, "-no-shell-escape", "-interaction=nonstopmode", "-halt-on-error", "list.tex"],
        cwd=folder,
        capture_output=True,
        timeout=120,
        check=False,
    )
    log = (folder / "list.log").read_text(encoding="utf-8", errors="replace")
    return "" if done.returncode else log


@pytest.mark.parametrize("engine", ["pdflatex", "xelatex", "lualatex"])
def test_latex_compiles_with_hostile_text_in_every_field(tmp_path: Path, engine: str) -> None:
    """pdfLaTeX sets Latin scripts only; the others are given every text there is."""
    texts = [text for text in HOSTILE.values() if len(text) < 2000]
    if engine == "pdflatex":
        texts = [text for text in texts if text.isascii()]
    sections = [*arrange(HOMEPAGE, sections=PARTS)]
    for at, text in enumerate(texts):
        own = replace(hostile(text), id=3 * at + 100, display=dict.fromkeys(LINES_OF_HAND, text))
        plain = replace(hostile(text), id=3 * at + 101, title_markup="")
        marked = replace(hostile(text), id=3 * at + 102)
        sections.append(Section(heading=text, publications=(own, plain, marked)))
    every = " ".join(texts)
    links = tuple(Link(label=text, url=text) for text in texts)
    marks = {text: text for text in texts}
    options = replace(OPTIONS, title=every, subtitle=every, updated=every, profiles=links,
                      downloads=links, marks=marks, roles=marks, numbering="kind")  # fmt: skip
    if not shutil.which(engine) or not run_latex(engine, tmp_path, PROBE):
        pytest.skip(f"no {engine} here that sets an empty list: its fonts or packages are missing")
    log = run_latex(engine, tmp_path, render("latex", sections, options))
    assert log
    assert "(/etc/passwd" not in log
    assert "runsystem" not in log
    assert (tmp_path / "list.pdf").stat().st_size > 10_000


SIGNS = "Halos of 10 M⊙ with κ, β → α and 3 ≤ n"


@pytest.mark.parametrize("engine", ["pdflatex", "lualatex"])
@pytest.mark.parametrize("fragment", [False, True], ids=["document", "fragment"])
def test_signs_of_maths_compile_in_every_engine(
    tmp_path: Path, engine: str, fragment: bool
) -> None:
    if not shutil.which(engine) or not run_latex(engine, tmp_path, PROBE):
        pytest.skip(f"no {engine} here that sets an empty list: its fonts or packages are missing")
    pub = replace(publication(1, "Ann Boo", SIGNS, "2019"), award="Prize")
    text = render("latex", [Section(publications=(pub,))], Options(fragment=fragment))
    if fragment:
        head = "\\documentclass{article}\n\\usepackage{hyperref}\n\\begin{document}\n"
        text = f"{head}{text}\\end{{document}}\n"
    log = run_latex(engine, tmp_path, text)
    assert log
    assert "Missing character" not in log


def test_pdflatex_says_why_it_cannot_set_han_and_what_can(tmp_path: Path) -> None:
    if not shutil.which("pdflatex") or not run_latex("pdflatex", tmp_path, PROBE):
        pytest.skip("no pdflatex here that sets an empty list")
    text = render(
        "latex", [Section(publications=(publication(1, "李明", "论文", "2019"),))], OPTIONS
    )
    assert not run_latex("pdflatex", tmp_path, text)
    log = (tmp_path / "list.log").read_text(encoding="utf-8", errors="replace")
    assert "Please compile this document with XeLaTeX or LuaLaTeX" in log
    assert "U+674E" in text


def test_a_document_without_unusual_signs_declares_none() -> None:
    text = render(
        "latex", [Section(publications=(publication(1, "É. Ł", "Größe", "2019"),))], OPTIONS
    )
    assert "DeclareUnicodeCharacter" not in text
    assert "u8:" not in text


@pytest.mark.parametrize("form", ["latex", "typst"])
def test_a_cv_prints_the_doi_itself_and_no_dead_word(form: str) -> None:
    pub = publication(1, "Ann Boo", "A title", "2019", doi="10.1234/ab.c", arxiv_id="1901.01234")
    text = render(form, [Section(publications=(pub,))], OPTIONS)
    assert "doi:10.1234/ab.c" in text.replace("\\", "")
    assert "arXiv:1901.01234" in text.replace("\\", "")
    assert "{DOI}" not in text
    assert "[DOI]" not in text


def test_a_document_may_say_itself_how_an_entry_looks() -> None:
    text = render("latex", [Section(publications=(HOMEPAGE[0],))], Options(fragment=True))
    for command in (
        "pubtitle",
        "pubauthors",
        "pubme",
        "pubvenue",
        "pubaward",
        "publinks",
        "pubentry",
    ):
        assert f"\\providecommand{{\\{command}}}" in text


LINES_OF_HAND = ("authors", "title", "venue")


TYPST = {
    "#import [x]": "\\#import \\[x\\]",
    "A well-known e.g. a/b": "A well-known e.g. a/b",
    "- item": "\\- item",
    "= heading": "\\= heading",
    "1. item": "1. item",
    "// comment": "\\/\\/ comment",
    "O'Neil's": "O'Neil's",
    "$x$ *b* _i_ `c` <l> @r": "\\$x\\$ \\*b\\* \\_i\\_ \\`c\\` \\<l\\> \\@r",
}


@every_row("text, escaped", TYPST.items())
def test_typst_shows_text_as_it_is(text: str, escaped: str) -> None:
    assert typst_escape(text) == escaped


def test_typst_compiles(tmp_path: Path) -> None:
    typst = pytest.importorskip("typst", reason="the typst package is not installed")
    sections = [
        *arrange(HOMEPAGE, sections=PARTS),
        *(
            Section(
                heading=text[:80],
                publications=(
                    replace(
                        publication(n, f"{text[:80]} B*", text[:500], "2024", venue=text[:500]),
                        title_markup=f"<i>{text[:99]}</i>(x) <b>{text[:99]}</b>.y $a$[z]",
                        url="https://x.org/",
                    ),
                ),
            )
            for n, text in enumerate(HOSTILE.values(), 100)
        ),
    ]
    options = replace(OPTIONS, numbering="kind", subtitle='"#x"')
    (tmp_path / "list.typ").write_bytes(
        render("typst", sections, options).encode("utf-8", "replace")
    )
    assert typst.compile(str(tmp_path / "list.typ")).startswith(b"%PDF")


def test_biblatex_has_its_own_names_and_keywords() -> None:
    pub = publication(
        1,
        "Bo Zhao",
        "T",
        "2024-11-03",
        kind="article",
        venue="J",
        status="to appear",
        language="de",
        era="Before PhD",
        tags=("selected",),
        arxiv_id="2401.1",
    )
    assert render("biblatex", [Section(publications=(pub,))], OPTIONS) == (
        "@article{zhao2024n1,\n"
        "  author    = {Zhao, Bo},\n"
        "  title     = {{T}},\n"
        "  journaltitle = {J},\n"
        "  date      = {2024-11-03},\n"
        "  eprint    = {2401.1},\n"
        "  eprinttype = {arxiv},\n"
        "  pubstate  = {forthcoming},\n"
        "  langid    = {german},\n"
        "  keywords  = {article, own, Before-PhD, selected}\n"
        "}\n"
    )


@pytest.mark.parametrize("form", ["biblatex", "jekyll"])
def test_dialects_are_read_back(form: str) -> None:
    data = render(form, arrange(HOMEPAGE), OPTIONS).encode()
    found = [each for each in read("bibtex", data) if isinstance(each, Record)]
    assert len(found) == 16
    assert {each.title for each in found} == {pub.title for pub in HOMEPAGE}
    assert {str(each.date) for each in found} == {str(pub.date) for pub in HOMEPAGE}
    assert {each.status for each in found} <= {*STATUSES, ""}


def test_al_folio_finds_its_fields() -> None:
    text = render("jekyll", [Section(publications=(HOMEPAGE[0],))], OPTIONS)
    for line in ("abbr      = {SOSP}", "selected  = {true}", "bibtex_show = {true}",
                 "pdf       = {papers/tenplex.pdf}", "arxiv     = {2312.05181}"):  # fmt: skip
        assert line in text


@every_row(
    ("title", "expected"),
    [
        ("弹性资源", r"{\pubhan 弹性资源}"),
        ("On 弹性 and 資源", r"On {\pubhan 弹性} and {\pubhan 資源}"),
        ("高速な 検索", r"{\pubhan 高速な 検索}"),
        ("한국어", r"{\pubhan 한국어}"),
        ("Об одной задаче", "Об одной задаче"),
    ],
)
def test_han_kana_and_hangul_have_a_font_of_their_own(title: str, expected: str) -> None:
    text = render("latex", [Section(publications=(publication(1, "A B", title, "2019"),))], OPTIONS)
    assert expected in text
    assert ("\\providecommand{\\pubhan}" in text) is ("pubhan" in expected)
