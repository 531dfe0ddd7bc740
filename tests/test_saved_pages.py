"""Saved pages of services: an ORCID record in the structure of its page and of its print view."""

from __future__ import annotations

from pathlib import Path

from pubman.freelist.reader import read_list
from pubman.freelist.saved_pages import read_saved_page

FOLDER = Path(__file__).parent / "saved_pages"


def rows(name: str) -> list[tuple[object, ...]]:
    found = read_list((FOLDER / name).read_bytes(), name)
    assert found.kind == "ORCID record"
    return [
        (
            each.record.kind,
            each.record.title,
            [author.full for author in each.record.authors],
            each.record.authors_cut,
            str(each.record.date or ""),
            each.record.venue,
            [link.url for link in each.placement.links],
        )
        for each in found.entries
    ]


def test_the_public_record() -> None:
    assert rows("orcid_record.html") == [
        ("article", "Ideals in rings", ["Emmy Noether", "Helmut Hasse", "B. L. van der Waerden"],
         True, "1921-03", "Annals of Rings", ["https://doi.org/10.1000/rings"]),
        ("preprint", "Chains that end: a second look", [], False, "1926", "",
         ["https://arxiv.org/abs/2101.01234", "https://example.org/chains"]),
        ("thesis", "A thesis without a date", [], False, "", "", []),
    ]  # fmt: skip


def test_the_numbers_of_a_work_are_its_own() -> None:
    found = read_list((FOLDER / "orcid_record.html").read_bytes(), "orcid.html")
    first, second, _ = (each.record for each in found.entries)
    assert (first.doi, first.issn, second.arxiv_id) == ("10.1000/rings", "0025-5831", "2101.01234")


def test_the_older_page_and_the_print_view() -> None:
    assert rows("orcid_print.html") == [
        ("article", "Ideals in rings", [], False, "1921-03", "Annals of Rings",
         ["https://doi.org/10.1000/rings"]),
        ("chapter", "Chains that end", [], False, "1926", "", []),
    ]  # fmt: skip


def test_a_cut_title_of_scholar_needs_a_look() -> None:
    row = (
        '<tr class="gsc_a_tr"><td><a class="gsc_a_at">Ideals in rings and what becom…</a>'
        '<div class="gs_gray">E Noether</div><div class="gs_gray">Annals of Rings 83, 24-66</div>'
        '</td><td class="gsc_a_y">1921</td></tr>'
    )
    found = read_saved_page(f"<html><table>{row}</table></html>")
    assert found is not None
    assert [each.sure for each in found.entries] == [False]
