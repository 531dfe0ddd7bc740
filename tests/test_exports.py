"""The table of formats: endings that mean a format, modules that exist."""

from __future__ import annotations

from importlib import import_module

from rows import every_row

from pubman.exports import DATA_FORMATS, FORMATS, format_of
from pubman.listing import LANGUAGES
from pubman.pages.labels import load_labels

ENDINGS = {
    "an ending": ("cv.tex", "latex"),
    "a path and capitals": ("out/Papers.HTML", "html"),
    "a second ending of a format": ("index.htm", "html"),
    "the longest ending wins": ("papers.csl.json", "csl-json"),
    "its shorter relative": ("papers.json", "json"),
    "two formats share an ending, and the first in the table wins": ("papers/x.html", "html"),
    "an ending of no format": ("notes.odt", ""),
    "no ending": ("notes", ""),
}


@every_row("name, expected", ENDINGS.values(), ids=ENDINGS)
def test_a_file_name_means_a_format(name: str, expected: str) -> None:
    assert format_of(name) == expected


@every_row("export", FORMATS.values(), ids=FORMATS)
def test_every_format_has_a_module_that_renders(export) -> None:
    assert callable(import_module(export.writer).render)


def test_the_formats_for_programs_are_those_of_the_formats_package() -> None:
    written = {name for name, each in FORMATS.items() if each.writer.startswith("pubman.formats.")}
    assert written == DATA_FORMATS


@every_row("code", LANGUAGES)
def test_every_language_has_its_own_words(code: str) -> None:
    labels = load_labels(code)
    assert labels.language == code
    assert len(labels.months) == 12
    if code != "en":
        assert labels.words["filter"] != load_labels("en").words["filter"]
