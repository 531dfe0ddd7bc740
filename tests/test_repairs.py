"""Damaged text is repaired in every format; names that share one value are told apart, aloud."""

from __future__ import annotations

import json

from rows import every_row

from pubman.formats import read
from pubman.formats.items import Problem
from pubman.record import Record
from pubman.text.mojibake import repair

DAMAGED = "LÃ¼beck"
SOUND = ("CAFÉ–BAR", "“GRÅ”", "MAÇÃ–PERA", "São Tomé", "l’Été…")
DAMAGED_WORDS = {"Ã–sterreich": "Österreich", "Å“uvre": "œuvre", "cafÃ©": "café", "â€“": "–"}


@every_row("text", SOUND)
def test_a_letter_before_a_sign_is_sound(text: str) -> None:
    assert repair(text) == text


@every_row("text, whole", DAMAGED_WORDS.items())
def test_damaged_words(text: str, whole: str) -> None:
    assert repair(text) == whole


FILES = {
    "RIS": ("ris", f"TY  - JOUR\nTI  - Reeds near {DAMAGED}\nAU  - MÃ¶we, Eva\nER  - \n"),
    "EndNote": ("enw", f"%0 Journal Article\n%T Reeds near {DAMAGED}\n%A MÃ¶we, Eva\n"),
    "a table": ("csv", f'title,author,year\nReeds near {DAMAGED},"MÃ¶we, Eva",2019\n'),
    "CSL": ("csl-json", json.dumps([{
        "id": "k", "title": f"Reeds near {DAMAGED}",
        "author": [{"family": "MÃ¶we", "given": "Eva"}],
    }])),
    "PubMed": ("nbib", f"PMID- 12\nTI  - Reeds near {DAMAGED}\nFAU - MÃ¶we, Eva\n"),
    "EndNote XML": ("endnote-xml", ("<xml><records><record><ref-type name='Journal Article'>17"
                    "</ref-type><contributors><authors><author>MÃ¶we, Eva</author></authors>"
                    f"</contributors><titles><title>Reeds near {DAMAGED}</title></titles>"
                    "</record></records></xml>")),
}  # fmt: skip


def _read(name: str, text: str) -> tuple[Record, list[str]]:
    items = list(read(name, text.encode()))
    doubts = [item.message for item in items if isinstance(item, Problem)]
    return next(item for item in items if isinstance(item, Record)), doubts


@every_row("name, text", FILES.values(), ids=FILES)
def test_utf_8_that_was_read_as_windows_1252_is_repaired(name: str, text: str) -> None:
    record, doubts = _read(name, text)
    assert record.title == "Reeds near Lübeck"
    assert record.authors[0].family == "Möwe"
    assert [each.partition(":")[0] for each in doubts] == ["title", "authors"]


@every_row("name, text", FILES.values(), ids=FILES)
def test_sound_text_has_no_warning(name: str, text: str) -> None:
    sound = text.replace(DAMAGED, "São Tomé").replace("MÃ¶we", "Möwe")
    sound = sound.replace("L\\u00c3\\u00bcbeck", "X").replace("M\\u00c3\\u00b6we", "M\\u00f6we")
    record, doubts = _read(name, sound)
    assert (record.authors[0].family, doubts) == ("Möwe", [])


SEVERAL = {
    "RIS, commas": ("ris", "TY  - JOUR\nTI  - Reeds\nAU  - Eva Moor, Jan Berg, Ida Lund\nER  - \n"),
    "RIS, Vancouver": ("ris", "TY  - JOUR\nTI  - Reeds\nAU  - Moor E, Berg J\nER  - \n"),
    "EndNote": ("enw", "%0 Journal Article\n%T Reeds\n%A Moor E, Berg J\n"),
    "a table, commas": ("csv", 'title,author\nReeds,"Eva Moor, Jan Berg, Ida Lund"\n'),
    "a table, Vancouver": ("csv", 'title,author\nReeds,"Moor E, Berg J"\n'),
    "CSL": ("csl-json", ('[{"id": "k", "title": "Reeds", "author": '
                         '[{"literal": "Eva Moor, Jan Berg, Ida Lund"}]}]')),
}  # fmt: skip


@every_row("name, text", SEVERAL.values(), ids=SEVERAL)
def test_several_names_in_one_value_are_said(name: str, text: str) -> None:
    record, doubts = _read(name, text)
    assert doubts
    assert len(record.authors) > 1 or name == "csl-json"


ONE = {
    "RIS": ("ris", "TY  - JOUR\nTI  - Reeds\nAU  - Moor, Eva\nAU  - Berg, Jan\nER  - \n"),
    "RIS, semicolons": ("ris", "TY  - JOUR\nTI  - Reeds\nAU  - Moor, E.; Berg, J.\nER  - \n"),
    "EndNote, a body": ("enw", "%0 Journal Article\n%T Reeds\n%A Food and Drug Administration,\n"),
    "a table": ("csv", "title,author\nReeds,Eva Moor and Jan Berg\n"),
    "CSL, a body": ("csl-json", ('[{"id": "k", "title": "Reeds", "author": '
                                 '[{"literal": "Institute of Moss, Fern and Reed"}]}]')),
}  # fmt: skip


@every_row("name, text", ONE.values(), ids=ONE)
def test_usual_lists_have_no_warning(name: str, text: str) -> None:
    assert _read(name, text)[1] == []


def test_encoding_for_xml_says_why_it_cannot_help(pubman):
    pubman("init")
    xml = "<PubmedArticleSet><PubmedArticle></PubmedArticle></PubmedArticleSet>"
    (pubman.folder / "a.xml").write_text(xml)
    answer = pubman("import", "--encoding", "latin-1", "a.xml", code=None)
    assert answer.code == 2
    assert "names its encoding itself" in answer.said
