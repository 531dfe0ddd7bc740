"""What a person types for a field: read as a value, refused with a sentence, and written back."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rows import every_row

from pubman.merge.values import parse_value, write_value
from pubman.record import Date, Name

TYPED: dict[str, tuple[str, str, Any]] = {
    "text, without the spaces around it": ("venue", "  Journal of Rivers ", "Journal of Rivers"),
    "text that empties the field": ("venue", "  ", ""),
    "a field of one's own": ("extra.shelf", " B 12 ", "B 12"),
    "a DOI from an address": ("doi", "https://doi.org/10.1016/J.WAT.1", "10.1016/j.wat.1"),
    "an arXiv number from an address": ("arxiv_id", "arxiv.org/abs/2312.05181v2", "2312.05181"),
    "no DOI": ("doi", "", ""),
    "a PMID with its label": ("pmid", "PMID: 30123456", "30123456"),
    "a PMCID": ("pmcid", "pmc6123456", "PMC6123456"),
    "a status": ("status", "accepted", "accepted"),
    "no status": ("status", "", ""),
    "names": ("authors", "Quell, Ada and Ben Tarn",
              (Name(family="Quell", given="Ada"), Name(family="Tarn", given="Ben"))),
    "no names": ("authors", "", ()),
    "a date": ("date", "2021-03", Date(year=2021, month=3)),
    "no date": ("date", "", None),
    "the number of a month": ("month", "11", 11),
    "the first month": ("month", "1", 1),
    "the last month": ("month", "12", 12),
    "a month with a nought": ("month", "03", 3),
    "a short month": ("month", "nov", 11),
    "a whole month": ("month", "January", 1),
    "a month in capitals": ("month", "DEC", 12),
    "no month": ("month", "", 0),
    "a kind": ("kind", "thesis", "thesis"),
    "keywords": ("keywords", "ice, , snow ,", ("ice", "snow")),
    "a whole number": ("position", "6", 6),
    "a whole number with a point": ("position", "6.", 6),
    "a fraction": ("position", "6.25", 6.25),
    "a fraction without a nought": ("position", ".5", 0.5),
    "a negative number": ("position", "-3", -3),
    "no number": ("position", "", None),
}  # fmt: skip


@every_row(("field", "text", "value"), TYPED.values(), ids=TYPED)
def test_what_is_typed_becomes_a_value(field, text, value):
    found = parse_value(field, text)
    assert found == value
    assert type(found) is type(value)


@every_row(("field", "text", "value"), TYPED.values(), ids=TYPED)
def test_a_value_is_written_as_it_is_read(field, text, value):
    assert parse_value(field, write_value(field, value)) == value


WRITTEN = {
    "names in BibTeX's order": (
        "authors", (Name(family="Quell", given="Ada"), Name(family="Tarn", given="Ben")),
        "Quell, Ada and Tarn, Ben"),
    "keywords": ("keywords", ("ice", "snow"), "ice, snow"),
    "a whole number": ("position", 6.0, "6"),
    "a number with noughts at its end": ("position", 100, "100"),
    "a fraction": ("position", 6.5, "6.5"),
    "a small fraction": ("position", 0.000001, "0.000001"),
    "no number": ("position", None, ""),
    "a month": ("month", 11, "11"),
    "no month": ("month", 0, ""),
    "an unknown month": ("month", None, ""),
    "a date": ("date", Date(year=2021, month=3), "2021-03"),
    "no date": ("date", None, ""),
    "a field of one's own": ("extra.shelf", 12, "12"),
}  # fmt: skip


@every_row(("field", "value", "text"), WRITTEN.values(), ids=WRITTEN)
def test_a_value_as_text(field, value, text):
    assert write_value(field, value) == text


REFUSED = {
    "no DOI": ("doi", "ten", "'ten' is not a valid DOI"),
    "no arXiv number": ("arxiv_id", "12", "'12' is not a valid arXiv number"),
    "no ISBN": ("isbn", "978-3", "'978-3' is not a valid ISBN"),
    "no ISSN": ("issn", "1", "'1' is not a valid ISSN"),
    "an unknown kind": ("kind", "poem", r"'poem' is not a valid kind \(use "),
    "an unknown status": ("status", "lost", r"'lost' is not a valid status \(use "),
    "no PMID": ("pmid", "ten", "'ten' is not a valid number of PubMed "),
    "no PMCID": ("pmcid", "ten", "'ten' is not a valid number of PubMed Central "),
    "month nought": ("month", "0", "'0' is not a valid month"),
    "a month too many": ("month", "13", "'13' is not a valid month"),
    "three digits": ("month", "011", "'011' is not a valid month"),
    "no month": ("month", "spring", "'spring' is not a valid month"),
    "a month with its year": ("month", "nov 2021", "'nov 2021' is not a valid month"),
    "no number": ("position", "first", "'first' is not a valid number"),
    "an endless number": ("position", "1" * 13, "is not a valid number"),
    "a number in powers": ("position", "1e3", "'1e3' is not a valid number"),
}  # fmt: skip


@every_row(("field", "text", "said"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_value_is_refused(field, text, said):
    with pytest.raises(ValueError, match=said):
        parse_value(field, text)


@given(st.one_of(st.integers(-(10**9), 10**9), st.floats(-1e6, 1e6).map(lambda x: round(x, 6))))
def test_any_position_is_read_back(number):
    assert parse_value("position", write_value("position", number)) == pytest.approx(number)
