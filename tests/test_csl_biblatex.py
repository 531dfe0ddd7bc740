"""biblatex -> CSL-JSON: the variables, compared with pandoc's for the same entries."""

from __future__ import annotations

import json
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
from rows import every_row

from pubman.formats.csl_dates import as_biblatex, date_of
from pubman.library.conversion import convert

BIB = r"""@article{ext, author = {family=Aa, given=Han, prefix=van der and {OpenAI}},
  title = {Load shedding}, subtitle = {A survey}, journaltitle = {Journal of things},
  date = {2020-04-02}, volume = {7}, number = {3}, pages = {1--9}, urldate = {2021-02-03},
  url = {https://example.org/a}}
@incollection{part, author = {Zhao, Bo}, title = {A part}, booktitle = {The whole},
  bookauthor = {Doe, Jane}, series = {Lecture notes}, number = {12}, chapter = {4}, date = {1999},
  publisher = {Springer}, location = {Berlin}}
@book{old, author = {Plato}, title = {The republic}, translator = {Doe, Jane}, date = {2000/2003},
  origdate = {-0375}, origtitle = {Politeia}, pagetotal = {400}, volumes = {2}}
@online{page, author = {Zhao, Bo}, title = {A page}, date = {2019}, url = {https://example.org/b}}
@movie{film, author = {Doe, Jane}, title = {A film}, date = {1975~}}
@thesis{phd, author = {Zhao, Bo}, title = {A thesis}, type = {phdthesis}, institution = {HU Berlin},
  date = {2018}}
@inproceedings{conf, author = {Zhao, Bo}, title = {A paper}, booktitle = {Proceedings of things},
  eventtitle = {The day of things}, eventdate = {2022-05-01/2022-05-03}, venue = {Austin},
  location = {New York}, date = {2022}, titleaddon = {Demonstration}}
@unpublished{draft, author = {Zhao, Bo}, title = {A draft}, date = {2024}}
"""

VARIABLES: dict[str, dict[str, Any]] = {
    "ext": {"title-short": "Load shedding", "accessed": {"date-parts": [[2021, 2, 3]]}},
    "part": {
        "container-author": [{"family": "Doe", "given": "Jane"}], "collection-title":
        "Lecture notes", "collection-number": "12", "chapter-number": "4", "publisher-place":
        "Berlin",
    },
    "old": {
        "issued": {"date-parts": [[2000], [2003]]}, "translator":
        [{"family": "Doe", "given": "Jane"}], "number-of-pages": "400", "number-of-volumes": "2",
        "original-title": "Politeia", "original-date": {"date-parts": [[-376]]},
    },
    "page": {"type": "webpage"},
    "film": {"type": "motion_picture", "issued": {"circa": True, "date-parts": [[1975]]}},
    "phd": {"type": "thesis", "genre": "PhD thesis", "publisher": "HU Berlin"},
    "conf": {
        "event-place": "Austin", "publisher-place": "New York", "event-title": "The day of things",
        "event-date": {"date-parts": [[2022, 5, 1], [2022, 5, 3]]},
        "title": "A paper. Demonstration", "title-short": "A paper",
    },
    "draft": {"type": "manuscript"},
}  # fmt: skip


def items() -> dict[str, dict[str, Any]]:
    made = convert(BIB.encode(), "csl-json", source="biblatex")
    return {item["id"]: item for item in json.loads(made.content)}


@every_row("key", VARIABLES)
def test_what_biblatex_says_stands_in_its_variable(key: str) -> None:
    item = items()[key]
    assert {name: item.get(name) for name in VARIABLES[key]} == VARIABLES[key]


def test_what_was_converted_is_converted_to_itself() -> None:
    once = convert(BIB.encode(), "csl-json", source="biblatex").content
    assert convert(once, "csl-json").content == once


@every_row(
    "text, expected",
    [
        pytest.param("2015", {"date-parts": [[2015]]}, id="a year"),
        pytest.param("2015-04/2016-01-02", {"date-parts": [[2015, 4], [2016, 1, 2]]}, id="a range"),
        pytest.param("2015/", {"date-parts": [[2015], [0]]}, id="an open end"),
        pytest.param("2015/..", {"date-parts": [[2015], [0]]}, id="an end that is still open"),
        pytest.param("/2015", {"date-parts": [[0], [2015]]}, id="an open beginning"),
        pytest.param("-0033", {"date-parts": [[-34]]}, id="biblatex has a year 0, CSL has none"),
        pytest.param("0000", {"date-parts": [[-1]]}, id="the year before the first"),
        pytest.param("0965", {"date-parts": [[965]]}, id="a year of three digits"),
        pytest.param("199X", {"date-parts": [[1990], [1999]]}, id="some year of ten"),
        pytest.param("1999-XX", {"date-parts": [[1999]]}, id="some month"),
        pytest.param("2003-22", {"date-parts": [[2003, 22]]}, id="a season"),
        pytest.param("2004-04-05T14:34:00", {"date-parts": [[2004, 4, 5]]}, id="an hour"),
        pytest.param("1723~/1730", {"date-parts": [[1723], [1730]], "circa": True}, id="about"),
        pytest.param("1975?", {"date-parts": [[1975]], "circa": True}, id="uncertain"),
        pytest.param("spring 1975", {}, id="words"),
        pytest.param("1/2/3", {}, id="slashes"),
    ],
)
def test_dates(text: str, expected: dict[str, Any]) -> None:
    assert date_of(text) == expected


@every_row(
    "text", ["2015", "2015-04/2016-01-02", "1988/", "-0033", "0000", "2003-22", "1723~", "0965"]
)
def test_dates_come_back(text: str) -> None:
    assert as_biblatex(date_of(text)) == text


# --------------------------------------------------------------------------------- beside pandoc

CASES = Path(__file__).parent / "csl"
TITLES = frozenset(
    "title title-short container-title container-title-short collection-title volume-title"
    " event event-title original-title".split()
)
"""pandoc lowers the capitals of English titles; these are compared without case."""


def differences(bib: bytes, language: str) -> set[str]:
    """``key.variable`` for each difference between pandoc's item and ours."""
    pypandoc = pytest.importorskip("pypandoc")
    command = [pypandoc.get_pandoc_path(), "-f", language, "-t", "csljson"]
    done = subprocess.run(command, input=bib, capture_output=True, check=True)
    made = convert(bib, "csl-json", source=language)
    ours = {item["id"]: item for item in json.loads(made.content)}
    found = set()
    for theirs in json.loads(done.stdout):
        own = ours.get(theirs["id"], {})
        names = own.keys() | theirs.keys()
        pairs = ((name, own.get(name), theirs.get(name)) for name in names - {"custom"})
        found |= {f"{theirs['id']}.{n}" for n, a, b in pairs if _plain(n, a) != _plain(n, b)}
    return found


def _plain(name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    text = " ".join(value.split())
    return text.lower() if name in TITLES else text


@pytest.mark.parametrize("language", ["biblatex", "bibtex"])
def test_pandoc_says_the_same_but_for_what_is_named(language: str) -> None:
    """Every type of entry and every field of biblatex's manual; where we differ, and why."""
    ways = tomllib.loads((CASES / "own_way.toml").read_text("utf-8"))["way"]
    named = {each for way in ways for each in way["at"]}
    assert differences((CASES / f"{language}.bib").read_bytes(), language) - named == set()


def test_every_way_of_our_own_has_a_reason() -> None:
    own_way = tomllib.loads((CASES / "own_way.toml").read_text("utf-8"))["way"]
    assert all(len(way["why"]) > 20 and way["at"] for way in own_way)


# --------------------------------------------------------------------------------- and back

THERE_AND_BACK = {
    "book-plain.ISBN", "coll-cross.ISBN",  # an ISBN of a record has no hyphens
    "mark-elsewhere.container-title", "mark-elsewhere.note", "art-abstract.abstract",  # no markup
    "name-ext.author", "name-ext.custom", "name-useprefix-bare.custom",  # useprefix of an entry
    "name-lower.author",  # hooks, bell: a given name as soon as it is dropped
    "cross-volume.container-title",  # a book of a book, where a volume of a work was meant
    "book-xdata.language",  # langid = {english} is American English to CSL, a record says only "en"
}  # fmt: skip
"""What differs after CSL-JSON -> biblatex -> CSL-JSON; everything else is the same."""


def test_csl_json_goes_into_biblatex_and_comes_back() -> None:
    bib = (CASES / "biblatex.bib").read_bytes()
    made = convert(bib, "csl-json", source="biblatex").content
    between = convert(made, "biblatex", source="csl-json").content
    again = convert(between, "csl-json", source="biblatex").content
    before, after = ({item["id"]: item for item in json.loads(text)} for text in (made, again))
    assert before.keys() == after.keys()
    changed = {
        f"{key}.{name}"
        for key, item in before.items()
        for name in item.keys() | after[key].keys()
        if item.get(name) != after[key].get(name)
    }
    assert changed <= THERE_AND_BACK


@every_row(
    "name, parts",
    [
        pytest.param("van Beethoven, Ludwig", {"dropping-particle": "van", "family": "Beethoven",
                     "given": "Ludwig"}, id="dropped by default"),
        pytest.param("family=Meer, given=Jan, prefix=van der, useprefix=true",
                     {"family": "Meer", "given": "Jan", "non-dropping-particle": "van der"},
                     id="kept where it says so"),
        pytest.param("d'Ormesson, Jean", {"family": "Ormesson", "given": "Jean",
                     "non-dropping-particle": "d’"}, id="one word with the name"),
        pytest.param("Ortega y Gasset, José", {"family": "Ortega y Gasset", "given": "José"},
                     id="a small word inside"),
        pytest.param("{Rope Board}", {"literal": "Rope Board"}, id="a body"),
    ],
)  # fmt: skip
def test_names(name: str, parts: dict[str, str]) -> None:
    bib = f"@book{{k, author = {{{name}}}, title = {{T}}, date = {{1990}}}}"
    (item,) = json.loads(convert(bib.encode(), "csl-json", source="biblatex").content)
    assert item["author"] == [parts]


def test_in_bibtex_no_particle_is_dropped() -> None:
    bib = b"@book{k, author = {van Beethoven, Ludwig}, title = {T}, year = 1990}"
    (item,) = json.loads(convert(bib, "csl-json", source="bibtex").content)
    assert item["author"][0]["non-dropping-particle"] == "van"
