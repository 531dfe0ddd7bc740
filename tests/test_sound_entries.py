"""An own entry is exported as written, except for what BibTeX could not read."""

from __future__ import annotations

from rows import every_row

from pubman.library.sound_entries import sound_entry
from pubman.record import Publication

AS_WRITTEN = {
    "usual names": "@article{k, author={Moor, Eva and Berg, Jan}, title={Reeds}}",
    "accents and braces": r"@article{k, author={M{\"o}we, Eva and {van der Berg}, J.}, title={R}}",
    "a body": "@book{k, author={{Institute of Moss, Fern and Reed}}, title={Reeds}}",
    "a suffix": "@book{k, author={Moor, Jr., Eva}, title={Reeds}}",
    "a macro around a name": r"@article{k, author={\me{Moor}, E. and Berg, Jan}, title={R}}",
    "parentheses": "@article(k, author = {Moor, Eva}, title = {Reeds})",
    "no author": "@misc{k, title={Reeds, moss, fern and salt}}",
    "a macro for a name": '@article{k, author = moor # " and Berg, Jan", title = "Reeds"}',
    "a type of biblatex": "@suppbook{k, author={Moor, Eva}, title={Reeds}}",
}
PUT_RIGHT = {
    "commas": (
        "@article{k, author = {Eva Moor, Jan Berg, Ida Lund}, title={R}}",
        "@article{k, author = {Moor, Eva and Berg, Jan and Lund, Ida}, title={R}}"),
    "initials behind": (
        "@article{k, author={Moor E and Berg J}, title={R}}",
        "@article{k, author={Moor, E and Berg, J}, title={R}}"),
    "commas of Chinese": (
        "@article{k, author={王芳，李娜}, title={R}}",
        "@article{k, author={王芳 and 李娜}, title={R}}"),
    "no type": ("@{k, title={R}}", "@article{k, title={R}}"),
    "a type in words": ("@Journal Article{k, title={R}}", "@article{k, title={R}}"),
    "a type as a list": ("@['JournalArticle']{k, title={R}}", "@article{k, title={R}}"),
    "two signs": ("@@article{k, title={R}}", "@article{k, title={R}}"),
    "damaged text": ("@misc{k, title={LÃ¼beck}}", "@misc{k, title={Lübeck}}"),
}  # fmt: skip


def _pub(raw: str) -> Publication:
    return Publication(kind="article", title="R", raw=raw)


@every_row("raw", AS_WRITTEN.values(), ids=AS_WRITTEN)
def test_what_bibtex_reads_stays_byte_for_byte(raw: str) -> None:
    assert sound_entry(_pub(raw)) == raw


@every_row("raw, sound", PUT_RIGHT.values(), ids=PUT_RIGHT)
def test_what_bibtex_cannot_read_is_put_right(raw: str, sound: str) -> None:
    assert sound_entry(_pub(raw)) == sound
