"""convert: a stream in, a stream out; BibTeX byte for byte, every format a fixpoint."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rows import every_row

from pubman.errors import BadInput, UsageError
from pubman.formats import READERS, read
from pubman.formats.spool import IN_MEMORY
from pubman.library.conversion import convert
from pubman.library.input_files import open_file
from pubman.record import Record

BIB = (
    "% kept since 2004 @misc\n"
    '@preamble{"\\newcommand{\\noop}[1]{}"}\n\n'
    '@string{sosp = "Symposium on " # {Operating Systems}}\r\n'
    "@Comment{jabref-meta: x}\n"
    "@InProceedings{ten ,\n"
    '\tauthor= "Marcel Wagenl{\\"a}nder and Bo Zhao and others" ,\n'
    "  title = {{Tenplex}: Changing <Resources> \\& More},\n  booktitle = sosp # { (SOSP)},\n"
    "  % year = 1999,\n  year = 2024, month = nov, pages = {195--210}, doi = {10.1145/1.2},\n"
    "  keywords = {systems, learning; deep}, abstract = {It is.}, foo = {Bar}, selected={true},\n"
    "  pdf = {https://example.org/a.pdf}, award = {Best Paper}, url = {https://example.org/a}\n"
    "}  \n behind @article{two, title={Two Sides}, author={{OpenAI} and van der Aa, Han},\n"
    "journal={=cmd|' /C calc'!A0}, year=2023, note={to appear}, eprint={2312.05181},\n"
    "archivePrefix={arXiv}}@misc{three,title={Three}}"
)
SAMPLES = {
    "bibtex": BIB,
    "ris": "TY  - CONF\nTI  - A <i>b</i> &amp; C\nAU  - Zhao, Bo\nPY  - 2024/11\nT2  - SOSP\n"
    "SP  - 195-210\nM3  - own\nN1  - a\nER  - \n\nTY  - ELEC\nTI  - Page\n"
    "UR  - https://x.org/\nER  -\nTY  - JOUR\nAU  - Zhao, Bo; Liu, Song;\nTI  - U\nER  - \n",
    "enw": "%0 Journal Article\n%T Title\n%A 赵博;李明\n%J 软件学报\n%D 2020\n%W CNKI\n",
    "scholar-csv": "Authors,Title,Publication,Volume,Number,Pages,Year,Publisher\n"
    '"Zhao, Bo; Liu, Song; ",Loop Tiling,IEEE TC,74,3,851-864,2015,IEEE\n',
    "csv": "key,title,author,year,colour\na1,Plan A,Bo Zhao,2020,'=red\n",
    "csl-json": json.dumps(
        [
            {
                "id": "a", "type": "article-journal", "title": "T",
                "accessed": {"date-parts": [[2]]},
                "author": [{"family": "Aa", "given": "Han", "non-dropping-particle": "van der"}],
            }
        ]
    ),
    "jsonl": '{"key": "k", "title": "T", "authors": ["Bo Zhao"], "year": 2024, "x": "y"}\n',
    "nbib": "PMID- 1\nTI  - A title.\nFAU - Zhao, Bo\nDP  - 2020 Nov\nJT  - Nature\n",
}  # fmt: skip
TARGETS = ("bibtex", "biblatex", "ris", "enw", "csl-json", "csv", "jsonl")


def text_of(data: str | bytes, target: str, **more: str) -> str:
    raw = data if isinstance(data, bytes) else data.encode()
    return convert(raw, target, **more).content.decode()


@every_row("target", TARGETS)
@every_row("source", SAMPLES)
def test_converting_what_was_converted_changes_nothing(source: str, target: str) -> None:
    once = text_of(SAMPLES[source], target)
    again = convert(once.encode(), target)
    assert again.content.decode() == once
    assert again.source == ("bibtex" if target == "biblatex" else target)
    assert again.count == convert(SAMPLES[source].encode(), target).count


@every_row("target", ["html", "markdown", "text", "latex", "typst", "atom", "hugo"])
def test_a_file_becomes_a_page_too(target: str) -> None:
    assert "Tenplex" in text_of(BIB, target)


@every_row("source", SAMPLES)
def test_a_pages_data_hold_every_record_under_a_key(source: str) -> None:
    made = convert(SAMPLES[source].encode(), "json", source=source)
    document = json.loads(made.content)
    keys = [each["key"] for each in document["publications"]]
    assert len(set(keys)) == made.count
    assert document["sections"] == [{"heading": "", "keys": keys}]


@every_row("target", TARGETS)
@every_row(
    "entry",
    ["@misc{empty,\n}", "@book{)", "@book{!$&*[\\]^_`abc{|~, note = {A bar in the key}}"],
    ids=["a key alone", "a bracket for a key", "a bar in the key"],
)
def test_an_entry_of_next_to_nothing_is_kept(entry: str, target: str) -> None:
    once = text_of(entry, target)
    again = convert(once.encode(), target)
    assert (again.content.decode(), again.count) == (once, 1)


@every_row("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1", "cp1252"])
def test_bibtex_to_bibtex_is_the_file_byte_for_byte(encoding: str) -> None:
    data = (BIB + "@misc{k, title = {é}}\r\n").encode(encoding)
    made = convert(data, "bibtex")
    assert made.content == data
    assert made.count == 4


def test_what_cannot_be_read_stays_where_it_stood() -> None:
    broken = BIB + "\n@article{broken, title = {never closed\n"
    made = convert(broken.encode(), "bibtex")
    assert made.content == broken.encode()
    assert [problem.source_key for problem in made.left_out] == ["broken"]


PIECES = st.lists(
    st.sampled_from(
        [
            "@",
            "misc",
            "{",
            "}",
            "k,",
            "title",
            " = ",
            '"',
            "#",
            "%",
            "\n",
            "\r\n",
            "x",
            "@string",
            "é",
        ]
    ),
    max_size=30,
)


@given(PIECES)
def test_whatever_a_bib_holds_comes_back(pieces: list[str]) -> None:
    data = ("@misc{k, title={T}}\n" + "".join(pieces)).encode()
    assert convert(data, "bibtex", source="bibtex").content == data


WORDS = (
    "Cu$_2$O", "$25\\,^\\circ\\mathrm{C}$", "\\emph{in} ", '{\\"o}', "a < b", "R\\&D", "<i>x</i>",
    "$k$", "\\textsuperscript{2}", "50\\%", "{DNA}", "``q''", "&amp;", "$\\alpha$-", "\\_", "~",
    "--", "O($n^2$)", "\\$5", "{\\'E}", "x\\_y", "\\textsc{s}", "$x_\\mathrm{max}$", "word", " ",
    "H$_{2}$O", "<", "&", "\\mu",
)  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map("".join), st.data())
def test_any_title_converted_twice_is_as_converted_once(title: str, data: st.DataObject) -> None:
    target = data.draw(st.sampled_from([each for each in TARGETS if each in READERS]))
    entry = f"@article{{k, author = {{Zhao, Bo}}, title = {{{title}}}, year = 2020}}\n"
    once = convert(entry.encode(), target, source="bibtex").content
    assert convert(once, target, source=target).content == once


FIELDS = (
    "journal booktitle volume number pages year month publisher address edition series doi url "
    "isbn issn note keywords abstract school howpublished eprint date language award editor author"
).split()
ODD = (
    "Vol. 59", "No. 3", "pp. 3--4", "12(3)", "e12", "http://x.org/a\\_b", "10.1000/x", "in press",
    "Spring 2010", "?", "1999/2000", "R\\&D", "$<$b$>$", "et al.", "A; B", "A and B", "{X and Y}",
    "arXiv:1706.03762", "978-3-16-148410-0", "1234-5678", "US Patent 7,472,127", "2nd", "Mar~3",
    "n.d.", "German", "a, b; c", "A, B,", "'=x", "@x", "-", "Zhao, Bo and others", "{\\'E}t{\\'e}",
)  # fmt: skip


@given(
    st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(ODD), min_size=1, max_size=5),
    st.sampled_from(["article", "inproceedings", "book", "misc", "phdthesis", "patent", "online"]),
    st.sampled_from([each for each in TARGETS if each in READERS]),
)
def test_any_value_converted_twice_is_as_converted_once(
    fields: dict[str, str], kind: str, target: str
) -> None:
    inside = "".join(f", {name} = {{{value}}}" for name, value in fields.items())
    once = convert(f"@{kind}{{k, title = {{On T}}{inside}}}".encode(), target).content
    assert convert(once, target, source=target).content == once


BIBLATEX = """@thesis{a,
  author      = {Zhao, Bo}, % mine
  title       = {T},
  type        = {phdthesis},
  institution = {HU Berlin},
  date        = {2020-04},
  foo         = bar # {x},
}
@online{b, title = {O}, date = {2021/2022}, eprinttype = {arxiv}}
@article{c, journaltitle = {J}, year = {2000}, location={Rome}}
"""
AS_BIBTEX = """@phdthesis{a,
  author      = {Zhao, Bo}, % mine
  title       = {T},
  school      = {HU Berlin},
  year        = {2020},
  month       = apr,
  foo         = bar # {x},
}
@misc{b, title = {O}, date = {2021/2022}, archiveprefix = {arxiv}}
@article{c, journal = {J}, year = {2000}, address={Rome}}
"""


def test_between_biblatex_and_bibtex_only_names_that_differ_change() -> None:
    assert text_of(BIBLATEX, "bibtex", source="biblatex") == AS_BIBTEX
    assert text_of(BIBLATEX, "biblatex") == BIBLATEX
    back = text_of(AS_BIBTEX, "biblatex")
    assert "@thesis{a," in back
    assert "institution = {HU Berlin}," in back
    assert "journaltitle = {J}" in back
    assert "type" in back


@pytest.mark.parametrize("target", ["bibtex", "biblatex"])
def test_what_becomes_bibtex_loses_no_field(target: str) -> None:
    lines = text_of(BIB, "jsonl")
    written = text_of(lines, target)
    first = [item for item in read("bibtex", BIB.encode()) if isinstance(item, Record)]
    again = [item for item in read("bibtex", written.encode()) if isinstance(item, Record)]
    for old, new in zip(first, again, strict=True):
        for name in ("title", "authors", "authors_cut", "date", "venue", "pages", "doi", "kind",
                     "keywords", "abstract", "award", "links", "tags", "arxiv_id", "status", "url",
                     "source_key"):  # fmt: skip
            assert getattr(new, name) == getattr(old, name), name
        assert dict(old.extra).items() <= dict(new.extra).items()


def test_own_items_of_csl_json_stay_whole() -> None:
    assert json.loads(text_of(SAMPLES["csl-json"], "csl-json")) == json.loads(SAMPLES["csl-json"])


def test_rows_without_keys_get_keys_that_differ() -> None:
    rows = "Authors,Title,Publication\n" + '"Zhao, Bo; ",Loop Tiling,IEEE Transactions\n' * 3
    text = text_of(rows, "bibtex")
    assert [line for line in text.splitlines() if line[:1] == "@"] == [
        "@article{zhaoloop,", "@article{zhaolooptiling,", "@article{zhaolooptilingb,"
    ]  # fmt: skip


@every_row(
    "data, target, error",
    [(b"%PDF-1.4", "ris", BadInput),
     (b"@misc{k, title = {x", "ris", BadInput),
     (b"% nothing\n@string{a={b}}", "ris", BadInput),
     (b"@misc{k}", "word", UsageError)],
)  # fmt: skip
def test_what_cannot_be_converted_is_refused(data: bytes, target: str, error: type) -> None:
    with pytest.raises(error):
        convert(data, target)


# ------------------------------------------------------------------------------ the command line


def test_a_stream_in_a_stream_out(pubman) -> None:
    outcome = pubman("convert", "-", "--to", "bibtex", stdin=BIB)
    assert outcome.out.replace("\r\n", "\n") == BIB.replace("\r\n", "\n")
    assert outcome.err == ""
    assert not (pubman.folder / "pubs.db").exists()


def test_a_stream_of_many_megabytes(pubman) -> None:
    large = "\ufeff" + BIB + "\n% " + "é" * (IN_MEMORY // 2) + "\U0001f600\n"
    done = pubman("convert", "-", "-o", "out.bib", stdin=large)
    assert (pubman.folder / "out.bib").read_bytes() == large.encode()
    assert "UTF-8 with BOM" in done.err


def test_a_large_file_in_place(pubman) -> None:
    data = (BIB + "\n% " + "é" * (IN_MEMORY // 2) + "\n").encode()
    (pubman.folder / "own.bib").write_bytes(data)
    pubman("convert", "own.bib", "-o", "own.bib", "--force")
    assert (pubman.folder / "own.bib").read_bytes() == data
    assert [path.name for path in pubman.folder.iterdir()] == ["own.bib"]


def test_a_large_file_that_changes_meanwhile_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "own.bib"
    path.write_bytes(b" " * (IN_MEMORY + 1))
    with pytest.raises(BadInput, match="changed while"), open_file(path):
        path.write_bytes(b"")


def test_a_file_in_a_file_out_and_the_ending_says_the_format(pubman) -> None:
    (pubman.folder / "in.txt").write_bytes(BIB.encode())
    outcome = pubman("convert", "in.txt", "-o", "out.ris")
    assert outcome.out == ""
    assert "out.ris: 3 entries from in.txt (BibTeX to ris)" in outcome.err
    text = (pubman.folder / "out.ris").read_text("utf-8")
    assert text.count("ER  - ") == 3
    assert "pubman" in pubman("convert", "in.txt", code=2).err


def test_problems_are_told_with_their_line(pubman) -> None:
    broken = "@misc{k, title = {T}}\n@article{broken, title = {never closed\n"
    outcome = pubman("convert", "-", "--to", "ris", stdin=broken)
    assert "1 entry could not be read; left out" in outcome.err
    assert "stdin:2  broken  a value whose braces are never closed" in outcome.err
    assert "TI  - T" in outcome.out
    assert (
        "1 entry could not be read; copied unchanged"
        in pubman("convert", "-", "--to", "bibtex", stdin=broken).err
    )


def test_what_a_format_has_no_place_for_is_said(pubman) -> None:
    (pubman.folder / "own.bib").write_text(
        "@misc{a, title={A}, award={B}, foo={C}}\n@misc{b, title={B}, foo={D}}\n", "utf-8"
    )
    done = pubman("convert", "own.bib", "--to", "ris")
    assert "RIS has no field for these, so they are left out: foo (2), award (1)" in " ".join(
        done.err.split()
    )
    assert "no place" not in pubman("convert", "own.bib", "--to", "jsonl").err


def test_a_file_that_is_there_is_not_replaced(pubman) -> None:
    (pubman.folder / "out.ris").write_text("mine")
    assert "already exists" in pubman("convert", "-", "-o", "out.ris", stdin=BIB, code=1).err
    assert (pubman.folder / "out.ris").read_text() == "mine"
    pubman("convert", "-", "-o", "out.ris", "--force", stdin=BIB)
    pubman("convert", "-", "-o", "out.ris", stdin=BIB)


def test_a_mark_for_excel(pubman) -> None:
    assert pubman("convert", "-", "--to", "csv", "--bom", stdin=BIB).out.startswith("\ufeffkey,")
    assert pubman("convert", "-", "--to", "csv", stdin=BIB).out.startswith("key,")


@pytest.mark.parametrize(
    "arguments, words",
    [(("-",), "No format was given. Use --to."), (("-", "--to", "bibtexx"), "Did you mean bibtex?"),
     (("-", "--from", "risx", "--to", "ris"), "Did you mean ris?"),
     (("no.bib", "--to", "ris"), "no file")],
)  # fmt: skip
def test_what_cannot_be_meant_is_said(pubman, arguments, words) -> None:
    assert words in pubman("convert", *arguments, stdin=BIB, code=None).err


# --------------------------------------------------------------------------- through the store


def test_a_file_comes_back_whole_from_the_store(pubman) -> None:
    data = (BIB + "\n@article{broken, title = {never closed, year = 2000\n").encode()
    (pubman.folder / "own.bib").write_bytes(data)
    pubman("init", "--name", "Bo Zhao")
    pubman("import", "own.bib")
    pubman("export", "--format", "bibtex", "--source", "own", "-o", "again.bib")
    assert (pubman.folder / "again.bib").read_bytes() == data
    pubman("set", "ten", "title", "Quite Another")
    changed = pubman("export", "--source", "own").out.splitlines()
    differ = [pair for pair in zip(data.decode().splitlines(), changed, strict=True)
              if pair[0] != pair[1]]  # fmt: skip
    assert [new for _, new in differ] == ["  title = {Quite Another},"]


def test_comments_moved_since_come_back_as_they_are_now(pubman) -> None:
    file = pubman.folder / "own.bib"
    file.write_text("@misc{a, title={A B}}\n% one\n@misc{b, title={C D}}\n")
    pubman("init", "--name", "Bo Zhao")
    pubman("import", "own.bib")
    file.write_text("% new\n@misc{b, title={C D}}\n\n% two\n@misc{a, title={A B}}\n")
    pubman("import", "own.bib")
    assert pubman("export", "--source", "own").out == file.read_text()
    before = pubman.rows()
    pubman("import", "own.bib")
    assert pubman.rows() == before


def test_a_source_that_was_no_bib_is_refused(shelf) -> None:
    outcome = shelf("export", "--source", "ownn", code=2)
    assert "imported: more, own" in outcome.err
    assert "Nothing was written." in outcome.err


def test_a_list_of_entries_defines_the_macros_they_use(pubman) -> None:
    for name, text in (("one", "First"), ("two", "Second")):
        (pubman.folder / f"{name}.bib").write_text(
            f"@string{{unused = {{U}}}}\n@string{{base = {{{text} }}}}\n"
            f"@string{{j = base # {{Journal}}}}\n"
            f"@article{{{name}, title = {{On {name} thing}}, journal = j, year = 2000}}\n"
        )
    pubman("init", "--name", "Bo Zhao")
    pubman("import", "one.bib")
    pubman("import", "two.bib")
    text = pubman("export", "--format", "bibtex").out
    assert text.startswith("@string{base = {First }}\n@string{j = base # {Journal}}\n\n@")
    assert "journal = j, year" in text
    assert "journal = {Second Journal}, year" in text
    assert "unused" not in text


def test_a_list_holds_the_volumes_its_entries_need(pubman) -> None:
    volume = "@proceedings{vol, title={Proc. of SOSP}, year=1999}"
    paper = "@inproceedings{p, author={Bo Zhao}, title={On P}, crossref={vol}, year=2024}"
    (pubman.folder / "own.bib").write_text(f"{paper}\n{volume}\n")
    pubman("init", "--name", "Bo Zhao")
    pubman("import", "own.bib")
    assert pubman("export", "--format", "bibtex", "year:2024").out == f"{paper}\n\n{volume}\n"
    assert pubman("export", "--format", "bibtex").out == f"{paper}\n\n{volume}\n"


@pytest.mark.parametrize(
    "field, value, old, new",
    [
        ("title", "Load & SQL", "title = {Load Shedding for Complex Event Processing}",
         "title = {Load \\& {SQL}}"),
        ("venue", "VLDB", "booktitle = {ICDE}", "booktitle = {VLDB}"),
        ("date", "2021-04", "year = 2020", "year = {2021}"),
        ("month", "may", "month = apr", "month = may"),
        ("month", "", ", month = apr", ""),
        ("doi", "10.1000/x_y", "month = apr", "month = apr, doi = {10.1000/x_y}"),
        ("authors", "Bo Zhao and Han van der Aa",
         "{Bo Zhao and Nguyen Quoc Viet Hung and Matthias Weidlich}",
         "{Zhao, Bo and van der Aa, Han}"),
        ("kind", "article", "@inproceedings", "@article"),
        ("status", "to appear", "month = apr", "month = apr, note = {to appear}"),
        ("position", "3", "", ""),
        ("key", "other", "{shedding,", "{other,"),
    ],
)  # fmt: skip
def test_a_field_set_by_hand_changes_that_field_only(shelf, field, value, old, new) -> None:
    before = shelf("export", "--format", "bibtex", "shedding", "year:2020").out
    shelf("set", "shedding", field, value)
    after = shelf("export", "--format", "bibtex", "year:2020..2021").out
    assert before.strip().replace(old, new) in after


CUTS = st.tuples(
    st.integers(0, 400), st.integers(0, 40), st.sampled_from(["", "{", '"', "\n", "é;"])
)


@pytest.mark.parametrize("source", SAMPLES)
@example(cut=(26, 26, "{"), target="ris")  # an entry without any content
@example(cut=(5, 6, ""), target="jsonl")  # a line behind a tag
@example(cut=(32, 5, ""), target="ris")  # a name of a name and a journal
@example(cut=(28, 10, ""), target="csv")  # a name that ends in a year
@example(cut=(34, 4, "é;"), target="csv")  # and has a semicolon
@example(cut=(281, 34, ""), target="csv")  # book instead of booktitle
@given(cut=CUTS, target=st.sampled_from(TARGETS))
def test_a_damaged_file_is_converted_or_refused(
    source: str, cut: tuple[int, int, str], target: str
) -> None:
    start, length, put = cut
    text = SAMPLES[source]
    damaged = (text[:start] + put + text[start + length :]).encode()
    try:
        made = convert(damaged, target, source=source)
    except BadInput:
        return
    again = convert(made.content, target, source=target)
    assert again.count == made.count
    if again.content != made.content:
        # "DP - 2020 Nov" as an author is no name. It may be read otherwise, until it is one.
        assert without_names(again.content, target) == without_names(made.content, target)
        settled = convert(again.content, target, source=target)
        assert convert(settled.content, target, source=target).content == settled.content


def without_names(content: bytes, target: str) -> list[Record]:
    found = (item for item in read(target, content) if isinstance(item, Record))
    return [replace(each, authors=(), editors=(), raw="", line=0) for each in found]


@pytest.mark.parametrize("target", ["ris", "enw", "csv"])
def test_an_entry_that_names_no_work_is_left_out(target: str) -> None:
    made = convert(b"@misc{}\n@misc{1, year = 2020}\n@misc{own}", target, source="bibtex")
    assert (made.count, [each.line for each in made.left_out]) == (1, [1, 2])
    assert convert(made.content, target, source=target).count == 1


def test_a_file_is_read_in_the_encoding_that_is_named() -> None:
    entry = "@article{a, author = {Dvořák, Jiří}, title = {Žluťoučký kůň}}"
    data = entry.encode("iso-8859-2")
    assert "Dvořák, Jiří" in convert(data, "ris", encoding="ISO8859_2").content.decode()
    assert convert(data, "bibtex", source="bibtex", encoding="iso-8859-2").content == data
    with pytest.raises(UsageError, match="'klingon' is not the name of an encoding"):
        convert(data, "ris", encoding="klingon")
