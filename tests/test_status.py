"""A status is understood in any field and in the usual words; unpublished work never leaks."""

from __future__ import annotations

import pytest
from rows import every_row

from pubman.exports import EXPORTS
from pubman.formats.reading import read
from pubman.record import Record
from pubman.text.status import find_status, says_only_status, understand

TEXTS = {
    "a bare word": ("Submitted", "submitted", ""),
    "a word in brackets with a full stop": ("(In press.)", "to appear", ""),
    "a date after the word": ("Accepted, 14 March 2024", "accepted", "14 March 2024"),
    "a venue after the word": ("to appear in Annals of Botany", "to appear", "Annals of Botany"),
    "a venue before the word": ("Ecology Letters, in review", "under review", "Ecology Letters"),
    "a year before the word": ("2023 (forthcoming)", "to appear", "2023"),
    "a revision that a journal asked for": ("R&R at Econometrica", "under review", "Econometrica"),
    "a whole sentence": ("The manuscript is currently under review", "under review", ""),
    "German": ("eingereicht bei Chemie heute", "submitted", "Chemie heute"),
    "German, to be printed": ("im Druck", "to appear", ""),
    "French": ("accepté pour publication", "accepted", ""),
    "French, to appear": ("à paraître", "to appear", ""),
    "Spanish": ("En prensa", "to appear", ""),
    "Chinese": ("审稿中", "under review", ""),
    "Chinese, accepted by a journal": ("计算机学报, 已录用", "accepted", "计算机学报"),
    "Japanese": ("投稿中", "submitted", ""),
    "Japanese, accepted": ("採録決定", "accepted", ""),
    "no venue yet": ("TBA", "in preparation", ""),
    "a publisher's words for a proof": ("In press, corrected proof", "to appear", ""),
    "two statuses, the later one counts": ("Accepted (in press)", "to appear", ""),
    "two statuses in Japanese": ("投稿中（査読中）", "under review", ""),
    "PubMed": ("Online ahead of print", "to appear", ""),
    "SAGE": ("OnlineFirst", "to appear", ""),
    "a date with on": ("Submitted on 7 June 2023", "submitted", "7 June 2023"),
    "a second round": ("Major revision requested", "under review", ""),
    "a manuscript that nobody printed": ("Unpublished manuscript", "in preparation", ""),
    "German, abbreviated": ("i. Dr.", "to appear", ""),
    "Italian": ("accettato per la pubblicazione", "accepted", ""),
    "Italian, with a venue": ("sottomesso a Botanica", "submitted", "Botanica"),
    "Portuguese": ("aceito para publicação", "accepted", ""),
    "Dutch, to be printed": ("ter perse", "to appear", ""),
    "Dutch, in print": ("in druk", "to appear", ""),
    "Dutch, with a venue": ("ingediend bij Taal en Taak", "submitted", "Taal en Taak"),
    "Dutch, accepted": ("aanvaard voor publicatie", "accepted", ""),
    "Russian": ("в печати", "to appear", ""),
    "Russian, accepted": ("принята к печати", "accepted", ""),
    "Polish": ("w druku", "to appear", ""),
    "Polish, in review": ("w recenzji", "under review", ""),
    "Korean": ("게재 예정", "to appear", ""),
    "Swedish": ("i tryck", "to appear", ""),
    "Norwegian": ("under fagfellevurdering", "under review", ""),
}
OTHER = {
    "a magazine": "Works in Progress",
    "a workshop": "WiP at RTSS 2020",
    "papers that others accepted": "Accepted Papers of the Doctoral Consortium",
    "a preprint server": "Submitted to bioRxiv",
    "a word inside a name": "The Forthcoming Press",
    "no date": "n.d.",
    "a paper about early access": "Early access to medicines",
    "a print edition": "In print and online",
    "nothing": "",
}


@every_row("text, status, rest", TEXTS.values(), ids=TEXTS)
def test_the_usual_words_are_understood(text: str, status: str, rest: str) -> None:
    found = understand(text)
    assert found is not None
    assert (found.status, found.rest) == (status, rest)


@every_row("text", OTHER.values(), ids=OTHER)
def test_other_words_are_no_status(text: str) -> None:
    assert understand(text) is None


def test_a_date_says_more_than_the_status() -> None:
    assert says_only_status("(accepted)")
    assert not says_only_status("Accepted, May 2024")


def test_a_submission_date_of_a_printed_article_is_history() -> None:
    printed = {"volume": "7", "pages": "1-9", "note": "Submitted 3 May 2019"}
    assert find_status(printed, "article").status == ""
    assert find_status({"note": "Submitted 3 May 2019"}, "article").status == "submitted"
    assert find_status({**printed, "pages": ""}, "article").status == "submitted"


def test_a_printed_article_is_ahead_of_print_no_more() -> None:
    note = {"note": "Epub ahead of print"}
    assert find_status(note, "article").status == "to appear"
    assert find_status({**note, "volume": "7", "pages": "1-9"}, "article").status == ""


def test_an_addendum_of_a_report_speaks_of_a_later_paper() -> None:
    said = {"addendum": "Revise and resubmit at Econometrica"}
    assert find_status(said, "report").status == ""
    assert find_status(said, "article").status == "under review"


def record(text: str) -> Record:
    (found,) = [each for each in read("bibtex", text.encode()) if isinstance(each, Record)]
    return found


FIELDS = {
    "year": ("year = {2021, in review}", {"year": 2021, "status": "under review"}),
    "year alone": ("year = {to appear}", {"year": None, "status": "to appear"}),
    "journal": ("journal = {Submitted to Oikos}", {"venue": "Oikos", "status": "submitted"}),
    "journal that is no journal": ("journal = {TBD}", {"venue": "", "status": "in preparation"}),
    "volume": ("journal={Oikos}, volume={in press}", {"volume": "", "status": "to appear"}),
    "pages": ("journal = {Oikos}, pages = {im Druck}", {"pages": "", "status": "to appear"}),
    "note alone": ("note = {accepted}", {"note": "", "status": "accepted"}),
    "note with more": ("note = {In press, 2025}", {"note": "In press, 2025"}),
    "pubstate": ("pubstate = {inpress}", {"status": "to appear"}),
}


@every_row("text, expected", FIELDS.values(), ids=FIELDS)
def test_a_status_is_found_in_any_field_of_bibtex(text: str, expected: dict[str, object]) -> None:
    found = record(f"@article{{k, title = {{T}}, author = {{A. Boo}}, {text}}}")
    assert {name: getattr(found, name) for name in expected} == expected


def test_howpublished_and_unpublished_are_read_too() -> None:
    assert record("@misc{k, title={T}, howpublished={Under review at ECML}}").status
    assert record("@unpublished{k, title={T}, note={Manuscript in preparation}}").status


def test_an_unpublished_work_without_a_word_more_is_not_out() -> None:
    head = "@unpublished{k, title = {T}, author = {A. Boo}, year = 2020"
    assert record(f"{head}}}").status == "in preparation"
    assert record(f"{head}, url = {{https://example.org/t}}}}").status == ""
    assert record(f"{head}, note = {{Talk at the Moss Days}}}}").status == ""
    assert record(f"{head}, note = {{Handout}}}}").status == ""


def test_a_field_called_status_is_read() -> None:
    assert record("@article{k, title={T}, status={under review}}").status == "under review"
    found = record("@article{k, title={T}, status={published}}")
    assert (found.status, found.extra["status"]) == ("", "published")


def test_the_type_of_a_paper_in_press_says_so() -> None:
    text = b"TY  - INPR\nAU  - Boo, Ann\nTI  - A thing\nJO  - Oikos\nER  - \n"
    (found,) = [each for each in read("ris", text) if isinstance(each, Record)]
    assert found.status == "to appear"


def test_a_status_is_found_in_other_formats() -> None:
    text = (
        b"TY  - JOUR\nAU  - Boo, Ann\nTI  - A thing\nJO  - Submitted to Oikos\nPY  - 2021\nER  - \n"
    )
    (found,) = [each for each in read("ris", text) if isinstance(each, Record)]
    assert (found.venue, found.status) == ("Oikos", "submitted")


SECRET = ("add", "--title", "Zymurgy under a blind", "--author", "Bo Zhao", "--year", "2026")


@pytest.mark.parametrize("status", ["submitted", "under review", "in preparation"])
def test_unpublished_work_is_in_no_export_unless_asked(shelf, status: str) -> None:
    shelf(*SECRET, "--status", status)

    @every_row("form", EXPORTS)
    def look(form: str) -> None:
        plain = shelf("export", "--format", form, "-o", "-")
        assert "Zymurgy" not in plain.out
        assert "zymurgy" not in plain.out
        assert "1 not yet published" in plain.err
        assert "Zymurgy" not in shelf("export", "--format", form, "-o", "-", "is:mine").out
        asked = shelf("export", "--format", form, "-o", "-", "--status", status)
        assert "ymurgy" in asked.out
        assert "ymurgy" in shelf("export", "--format", form, "-o", "-", "--status", "any").out

    look()


def test_another_status_does_not_let_it_out(shelf) -> None:
    shelf(*SECRET, "--status", "under review")
    text = shelf("export", "--format", "bibtex", "-o", "-", "--status", "submitted").out
    assert "Zymurgy" not in text


def test_a_list_asks_for_unpublished_work_by_status_or_condition(shelf) -> None:
    shelf(*SECRET, "--status", "submitted")
    with (shelf.folder / "pubman.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[lists]]\nname = "a"\nformat = "ris"\nstatus = "submitted"\n')
        file.write('\n[[lists]]\nname = "b"\nformat = "csv"\nwhere = "status = \'submitted\'"\n')
        file.write('\n[[lists]]\nname = "c"\nformat = "json"\nwhere = "year > 2000"\n')
    assert "Zymurgy" in shelf("export", "a").out
    assert "Zymurgy" in shelf("export", "b").out
    assert "Zymurgy" not in shelf("export", "c").out
