"""The person of a name: identifiers before spellings, and the spellings of one name."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rows import every_row

from pubman.derive.authors import Authors
from pubman.people import (
    Person,
    current_name,
    identify,
    in_period,
    names_in,
    person_id,
    probably,
    same_spelling,
)
from pubman.record import Date, Name, Work
from pubman.store.rows import name_from_text, names_to_json
from pubman.text.fold import fold, index_text, name_key
from pubman.text.names import dblp_name, parse_name


def name(text: str, pid: str = "", orcid: str = "") -> Name:
    return replace(dblp_name(text), pid=pid, orcid=orcid)


BO = Person(id="bo-zhao", name=name("Bo Zhao"), pids=("94/4810-19",), orcid="0000-0002-1825-0097")
BRUNO = Person(id="bruno", name=name("Bruno Magalhães"), spellings=(name("Bruno R. C. Magalhães"),))


# ---------------------------------------------------------------------------------- spellings


@every_row(
    "a, b",
    [
        pytest.param("Bo Zhao", "B. Zhao", id="an initial"),
        pytest.param("Bo Zhao", "Zhao, B", id="an initial without a dot"),
        pytest.param("Bo Zhao", "Zhao Bo", id="swapped, both written out"),
        pytest.param("Bo Zhao", "Zhao B", id="swapped, an initial is no family name"),
        pytest.param("Bo Zhao", "BO ZHAO", id="capitals"),
        pytest.param("Bruno R. C. Magalhães", "B. Magalhães", id="middle names left out"),
        pytest.param("Bruno R. C. Magalhães", "Bruno Magalhaes", id="diacritics"),
        pytest.param("Bruno R. C. Magalhães", "BRC Magalhaes", id="Scholar runs initials together"),
        pytest.param("Bruno R. C. Magalhães", "Magalhaes BRC", id="run together and swapped"),
        pytest.param("Bruno R. C. Magalhães", "BR Magalhaes", id="some of the initials"),
        pytest.param("Jimmy Chih-Hsien Peng", "Jimmy C.-H. Peng", id="hyphenated initials"),
        pytest.param("Jimmy Chih-Hsien Peng", "JCH Peng", id="hyphenated, run together"),
        pytest.param("Chih-Hsien Peng", "Chihhsien Peng", id="hyphen lost"),
        pytest.param("Chih-Hsien Peng", "C. Peng", id="hyphenated, one initial"),
        pytest.param("Marcel Wagenländer", "Marcel Wagenlander", id="umlaut lost"),
        pytest.param("Marcel Wagenländer", "M Wagenlaender", id="umlaut written out"),
        pytest.param("Han van der Aa", "Aa, Han van der", id="the particle behind"),
        pytest.param("Han van der Aa", "H Van der Aa", id="the particle with a capital"),
        pytest.param(
            "Nguyen Quoc Viet Hung", "Quoc Viet Hung Nguyen", id="Vietnamese, either order"
        ),
        pytest.param("Łukasz Ødegård", "Lukasz Odegard", id="letters without a decomposition"),
        pytest.param("{Bo Zhao}", "Bo Zhao", id="kept whole in braces"),
        pytest.param("赵博", "赵博", id="Han"),
        pytest.param("John Smith Jr.", "John Smith", id="a suffix left out"),
    ],
)
def test_spellings_of_one_name(a, b):
    assert same_spelling(parse_name(a), parse_name(b))
    assert same_spelling(parse_name(b), parse_name(a))


@every_row(
    "a, b",
    [
        pytest.param("Bo Zhao", "Bin Zhao", id="another given name"),
        pytest.param("Bo Zhao", "Bowen Zhao", id="a longer given name"),
        pytest.param("Bo Zhao", "Zhao", id="a family name alone"),
        pytest.param("Bo Zhao", "Bo Zhang", id="another family name"),
        pytest.param("Bo Zhao", "C. Zhao", id="another initial"),
        pytest.param(
            "Bruno R. C. Magalhães", "R. Magalhães", id="a middle initial is not the first"
        ),
        pytest.param("Bruno R. C. Magalhães", "Bruno X. Magalhães", id="another middle initial"),
        pytest.param("Bruno R. C. Magalhães", "Bruno C. R. Magalhães", id="middle initials turned"),
        pytest.param("Hans Müller", "Hans Möller", id="another umlaut"),
        pytest.param("Jia LI", "Lia JI", id="capitals do not make initials of a family name"),
        pytest.param("赵博", "赵波", id="Han, another sign"),
        pytest.param("", "", id="nothing is nobody"),
    ],
)
def test_spellings_of_two_names(a, b):
    assert not same_spelling(parse_name(a), parse_name(b))
    assert not same_spelling(parse_name(b), parse_name(a))


words = st.text("abcdeéoöüß ABC.-'李", max_size=12)
names = st.builds(Name, given=words, family=words, particle=st.sampled_from(["", "van", "de la"]))


@given(names, names)
def test_comparing_spellings_is_symmetric(a, b):
    assert same_spelling(a, b) == same_spelling(b, a)


@example("aa", "nil")
@given(st.text("abcdefgh", min_size=2, max_size=8), st.text("ijklmno", min_size=2, max_size=8))
def test_a_name_is_spelled_like_itself_and_its_initials(given_name, family):
    whole = Name(given=given_name.title(), family=family.title())
    assert same_spelling(whole, whole)
    assert same_spelling(whole, Name(given=whole.initials, family=whole.family))


# ---------------------------------------------------------------------------------- whose it is


@every_row(
    "written, ground",
    [
        pytest.param(name("Bo Zhao", pid="94/4810-19"), "pid", id="the pid"),
        pytest.param(name("Somebody Else", pid="94/4810-19"), "pid", id="the pid under any name"),
        pytest.param(name("B. Z.", orcid="0000-0002-1825-0097"), "orcid", id="the ORCID"),
        pytest.param(name("Bo Zhao"), "spelling", id="the name alone"),
        pytest.param(name("Zhao B"), "spelling", id="a spelling"),
        pytest.param(name("Bo Zhao 0019"), "spelling", id="the number that the pid ends in"),
        pytest.param(name("Bo Zhao", pid="94/4810-7"), None, id="another pid"),
        pytest.param(name("Bo Zhao", pid="94/4810"), None, id="the pid of the bare name"),
        pytest.param(name("Bo Zhao", orcid="0000-0001-5109-3700"), None, id="another ORCID"),
        pytest.param(name("Bo Zhao 0001"), None, id="another homonym number"),
        pytest.param(name("Bin Zhao"), None, id="another name"),
    ],
)
def test_a_name_is_known_by_identifier_then_by_spelling(written, ground):
    found = identify(written, (BO, BRUNO))
    assert found == (None if ground is None else (BO, ground))


def test_a_person_without_pids_is_known_by_name_even_where_the_name_has_one():
    assert identify(name("Bruno Magalhaes", pid="12/345"), (BO, BRUNO)) == (BRUNO, "spelling")


def test_a_spelling_of_two_people_is_neither_s():
    bin_zhao = Person(id="bin-zhao", name=name("Bin Zhao"))
    assert identify(name("B. Zhao"), (BO, bin_zhao)) is None
    assert identify(name("Bin Zhao"), (BO, bin_zhao)) == (bin_zhao, "spelling")


def test_a_spelling_given_to_the_letter_goes_before_one_that_is_forgiven():
    listed = Person(id="bin-zhao", name=name("Bin Zhao"), spellings=(name("B. Zhao"),))
    assert identify(name("B. Zhao"), (BO, listed)) == (listed, "spelling")


def test_an_identifier_tells_namesakes_apart():
    other = Person(id="bo-zhao-2", name=name("Bo Zhao"), pids=("94/4810-7",))
    assert identify(name("Bo Zhao"), (BO, other)) is None
    assert identify(name("Bo Zhao", pid="94/4810-7"), (BO, other)) == (other, "pid")


def test_marks_do_not_hide_a_name():
    starred = Name(given="Bo", family="Zhao", marks=("*",))
    assert identify(starred, (BO,)) == (BO, "spelling")


def test_nobody_is_known_where_nobody_is_configured():
    assert identify(name("Bo Zhao"), ()) is None


def test_a_list_names_a_person_in_a_share_of_its_works():
    works = [
        Work(authors=(name("Bo Zhao"), name("Luo Mai"))),
        Work(authors=(name("Luo Mai"), name("B. Zhao"))),
        Work(authors=(name("Luo Mai"),)),
        Work(),
    ]
    assert names_in([work.authors for work in works], BO) == 0.5
    assert names_in([], BO) == 0


@every_row(
    "text, expected",
    [
        pytest.param("Bo Zhao", "bo-zhao", id="plain"),
        pytest.param("Jimmy Chih-Hsien Peng", "jimmy-chih-hsien-peng", id="hyphen"),
        pytest.param("Bruno Magalhães", "bruno-magalhaes", id="diacritics"),
        pytest.param("赵博", "赵博", id="Han"),
    ],
)
def test_the_id_of_a_person_is_the_slug_of_the_name(text, expected):
    assert person_id(parse_name(text)) == expected


# ------------------------------------------------------------------------------- changed names


def test_the_present_name_replaces_a_former_one_where_asked():
    ada = Person(
        id="ada", name=name("Ada Lovelace"), spellings=(name("Ada Byron"),), show="current"
    )
    written = Name(given="A.", family="Byron", marks=("*",), pid="1/2")
    assert current_name(written, ada) == Name(
        given="Ada", family="Lovelace", marks=("*",), pid="1/2"
    )


def test_a_name_stays_as_the_paper_has_it_otherwise():
    written = name("B. Zhao")
    assert current_name(written, BO) is written


# -------------------------------------------------------------------------------------- the lab


def period(since: str, until: str) -> tuple[Date | None, Date | None]:
    return (Date.parse(since) if since else None, Date.parse(until) if until else None)


@every_row(
    "periods, date, grace, expected",
    [
        pytest.param((), "2010", 0, True, id="no period: always"),
        pytest.param((period("2020", ""),), "2020-01", 0, True, id="the first month"),
        pytest.param((period("2020", ""),), "2019-12", 0, False, id="before"),
        pytest.param((period("2020-06", "2022-03"),), "2022", 0, True, id="a year counts whole"),
        pytest.param((period("2020-06", "2022-03"),), "2022-04", 0, False, id="after leaving"),
        pytest.param((period("2020-06", "2022-03"),), "2022-08", 6, True, id="within the grace"),
        pytest.param((period("2020-06", "2022-03"),), "2022-11", 6, False, id="past the grace"),
        pytest.param((period("2010", "2012"), period("2020", "")), "2015", 0, False, id="between"),
        pytest.param((period("2010", "2012"), period("2020", "")), "2021", 0, True, id="came back"),
        pytest.param((period("2010", ""),), None, 0, False, id="no date"),
    ],
)
def test_a_publication_counts_for_the_lab_in_a_member_s_period(periods, date, grace, expected):
    member = Person(id="m", name=name("Ada Lovelace"), periods=periods)
    assert in_period(Date.parse(date) if date else None, member, grace) is expected


# ------------------------------------------------------------------------- all authors at once

_WORDS = (
    "Li Lu Lyu Ana Maria de Rios Marin Nguyen Van Anh E. Y y Jr PhD Dr. none Jean-Pierre JC J.C. "
    "L. O'Neil Lovelace Love Lace Ada B. Sato Satoh Ono Ohno Alhassan Elhassan Müller Mueller Katz "
    "Kats McDonald R M. Ma Moreno Diego Zhao Bin"
).split()


def _joined(least: int) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(_WORDS), min_size=least, max_size=3).map(" ".join)


NAMES = st.builds(Name, given=_joined(0), family=_joined(1))


@given(st.lists(NAMES, max_size=4), NAMES)
def test_authors_mean_whom_their_names_mean(names: list[Name], own: Name) -> None:
    person = Person(id="own", name=own)
    authors = Authors([person])
    column = authors.of_column(names_to_json(names))
    assert column == authors.of_names(names)
    assert [each.found for each in column] == [identify(name, (person,)) for name in names]
    if any(each.found for each in column):
        return
    on_own_list = authors.recognise(column, ["own"])
    likely = probably(names, person)
    assert [name for name, each in zip(names, on_own_list, strict=True) if each] == (
        [likely] if likely else []
    )
    assert not any(authors.recognise(column, []))


@example(Name(family="Li"), Name(given="Li", family="Li"))
@example(Name(given="Li", family="J.C. Li Li"), Name(given="J.C.", family="Li Li Li"))
@given(NAMES, NAMES)
def test_a_plain_name_means_the_same_as_with_a_comma(written: Name, own: Name) -> None:
    """A name in one piece takes the long way, through all its readings."""
    person = Person(id="own", name=own)
    whole = Name(literal=f"{written.family}, {written.given}")
    if fold(whole.full) == fold(own.full):  # in one piece, the comma may be in a wrong place
        return
    assert bool(probably([written], person)) == bool(probably([whole], person))


def test_what_the_rows_say_about_an_author() -> None:
    names = (
        name("Michelle L. Mazurek"),
        name("Jürgen van der Aa"),
        Name(literal='The "X},{Y" Group'),
    )
    authors = Authors([BO]).of_column(names_to_json(names))
    assert [each.full for each in authors] == [each.full for each in names]
    assert [each.key for each in authors] == [name_key(each) for each in names]
    assert [name_from_text(each.parts) for each in authors] == list(names)
    assert [each.indexed for each in authors] == [index_text(each.full) for each in names]


@pytest.mark.parametrize(
    "column",
    [
        pytest.param('[{"family": "Mazurek", "given": "Michelle"}]', id="with spaces"),
        pytest.param('[ {"given":"Michelle","family":"Mazurek"} ]', id="with spaces at the ends"),
        pytest.param('[{"family":"Maz\\u0075rek","given":"Michelle"}]', id="with an escape"),
    ],
)
def test_a_column_of_another_program_is_read(column: str) -> None:
    (author,) = Authors([BO]).of_column(column)
    assert author.parts == '{"family":"Mazurek","given":"Michelle"}'
