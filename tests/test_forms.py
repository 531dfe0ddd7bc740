"""The form of a work: what a kind, a venue, a repository and a note say."""

from __future__ import annotations

from typing import Any

from rows import every_row

from pubman.match.forms import find_event, find_form, find_written_form
from pubman.record import Record, Venue
from pubman.text.fold import fold


def form_of(said: dict[str, Any], kind_of_venue: str = "") -> tuple[str, bool]:
    record = Record(**said)
    venue = Venue(id="v", name="V", acronym="", kind=kind_of_venue) if kind_of_venue else None
    written = find_written_form(fold(record.venue))
    return find_form(record, venue, written, telling=len(record.venue.split()) > 1)


DEPOSITS = {
    "data by its kind": ({"kind": "dataset", "venue": "Zenodo"}, "dataset"),
    "a program by its kind": ({"kind": "software", "pages": "1-9"}, "software"),
    "data by its publisher": ({"kind": "other", "publisher": "PANGAEA"}, "dataset"),
    "data by its note": ({"kind": "other", "note": "Data set, version 2"}, "dataset"),
    "data by where it appeared": (
        {"kind": "other", "extra": {"howpublished": "Harvard Dataverse"}},
        "dataset",
    ),
    "data by its address": ({"kind": "other", "url": "https://www.kaggle.com/x"}, "dataset"),
    "data by its DOI": ({"kind": "other", "doi": "10.5061/DRYAD.123"}, "dataset"),
    "anything of Zenodo": ({"kind": "other", "doi": "10.5281/zenodo.77"}, "dataset"),
    "a report of Zenodo": ({"kind": "report", "doi": "10.5281/zenodo.77"}, "dataset"),
    "a program by its note": ({"kind": "other", "note": "R package, v. 1.2"}, "software"),
    "a program of Zenodo": (
        {"kind": "other", "note": "Python library", "doi": "10.5281/zenodo.77"},
        "software",
    ),
    "an article about data": ({"kind": "article", "note": "Data set in Dryad"}, "journal"),
    "an article of Zenodo": ({"kind": "article", "doi": "10.5281/zenodo.77"}, "journal"),
    "pages of something about data": ({"kind": "other", "note": "data set", "pages": "1-9"}, ""),
    "a thesis with data": ({"kind": "other", "note": "data set", "school": "ETH Zürich"}, ""),
    "a report with pages about data": (
        {"kind": "report", "note": "data set", "pages": "1-9"},
        "report",
    ),
    "nothing about data": ({"kind": "other", "note": "in press", "doi": "10.1000/1"}, ""),
}


@every_row("said, form", DEPOSITS.values(), ids=DEPOSITS)
def test_data_and_programs_are_told_from_papers(said: dict[str, Any], form: str) -> None:
    assert form_of(said)[0] == form


FORMS = {
    "a thesis at a conference": ({"kind": "thesis", "venue": "Proc. of X"}, "", ("thesis", True)),
    "a paper at a known journal": (
        {"kind": "conference", "venue": "V"},
        "journal",
        ("journal", True),
    ),
    "a paper at a known magazine": (
        {"kind": "article", "venue": "V"},
        "magazine",
        ("journal", True),
    ),
    "a demo at a known conference": ({"kind": "demo", "venue": "V"}, "conference", ("demo", True)),
    "a workshop at a known conference": (
        {"kind": "workshop", "venue": "V"},
        "conference",
        ("workshop", True),
    ),
    "an article at a known conference": (
        {"kind": "article", "venue": "V"},
        "conference",
        ("conference", True),
    ),
    "a demo in a known journal": ({"kind": "demo", "venue": "V"}, "journal", ("journal", True)),
    "a venue of an unknown form": ({"kind": "article", "venue": "V"}, "series", ("journal", False)),
    "a volume of proceedings": (
        {"kind": "proceedings", "venue": "Journal of X"},
        "",
        ("proceedings", True),
    ),
    "a demo somewhere": ({"kind": "demo", "venue": "Journal of X"}, "", ("demo", True)),
    "an article in arXiv": ({"kind": "article", "venue": "arXiv preprint"}, "", ("preprint", True)),
    "an article in a report": (
        {"kind": "article", "venue": "Technical Report 7"},
        "",
        ("report", True),
    ),
    "an article at a workshop": (
        {"kind": "article", "venue": "Workshop on Tides"},
        "",
        ("workshop", True),
    ),
    "a paper in a journal": (
        {"kind": "article", "venue": "Journal of Tides"},
        "",
        ("journal", True),
    ),
    "a paper in a venue of one word": (
        {"kind": "article", "venue": "Journal"},
        "",
        ("journal", False),
    ),
    "a conference paper in a journal": (
        {"kind": "conference", "venue": "Journal of Tides"},
        "",
        ("journal", False),
    ),
    "something in a journal": (
        {"kind": "other", "venue": "Journal of Tides"},
        "",
        ("journal", True),
    ),
    "an article in words that say nothing": (
        {"kind": "article", "venue": "Tides and Winds"},
        "",
        ("journal", False),
    ),
    "an article with a volume": (
        {"kind": "article", "venue": "Tides and Winds", "volume": "7"},
        "",
        ("journal", True),
    ),
    "an article with a key of dblp": (
        {"kind": "article", "venue": "Tides and Winds", "venue_key": "journals/t"},
        "",
        ("journal", True),
    ),
    "a report with a volume": (
        {"kind": "report", "venue": "Tides and Winds", "volume": "7"},
        "",
        ("report", False),
    ),
    "a chapter in a journal": (
        {"kind": "chapter", "venue": "Journal of Tides"},
        "",
        ("journal", False),
    ),
    "an article nowhere": ({"kind": "article"}, "", ("journal", False)),
    "a report by its number": (
        {"kind": "other", "number": "LHCb-CONF-2012-001"},
        "",
        ("report", True),
    ),
    "an issue nowhere": ({"kind": "other", "number": "12"}, "", ("", False)),
    "an article with the number of a report": (
        {"kind": "article", "number": "LHCb-CONF-2012-001"},
        "",
        ("journal", False),
    ),
    "a talk by its note": ({"kind": "other", "note": "Invited talk in Bonn"}, "", ("talk", True)),
    "a note about nothing": ({"kind": "other", "note": "In preparation"}, "", ("", False)),
}


@every_row("said, venue, form", FORMS.values(), ids=FORMS)
def test_a_form_and_whether_it_is_sure(
    said: dict[str, Any], venue: str, form: tuple[str, bool]
) -> None:
    assert form_of(said, venue) == form


EVENTS = {
    "the venue of a talk": ({"kind": "talk", "venue": "CERN Colloquium"}, "cern colloquium"),
    "the note of a talk": ({"kind": "talk", "note": "Keynote at X"}, "keynote at x"),
    "all that is said of it": (
        {"kind": "other", "note": "Poster", "extra": {"howpublished": "Bonn", "event": "X"}},
        "poster bonn x",
    ),
    "the event alone": ({"kind": "other", "extra": {"event": "Summer School"}}, "summer school"),
    "how it was published": ({"kind": "other", "extra": {"howpublished": "Slides"}}, "slides"),
    "an address": (
        {"kind": "other", "note": "Talk", "extra": {"howpublished": "https://x.org/poster"}},
        "talk",
    ),
    "only an address": ({"kind": "other", "note": "https://x.org/poster"}, ""),
    "a note that names no event": ({"kind": "other", "note": "In preparation"}, ""),
    "an article": ({"kind": "article", "note": "Invited talk"}, ""),
    "something at a venue": ({"kind": "other", "note": "Invited talk", "venue": "X"}, ""),
    "nothing": ({"kind": "talk"}, ""),
}


@every_row("said, event", EVENTS.values(), ids=EVENTS)
def test_the_event_of_a_talk(said: dict[str, Any], event: str) -> None:
    assert find_event(Record(**said)) == event
