"""biblatex -> CSL-JSON: the variables, and pandoc's word on the same entries."""

from __future__ import annotations

import json
import subprocess
from typing import Any

import pytest

from pubman.exports.csl_biblatex import date_of
from pubman.library.converting import convert

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
        "original-title": "Politeia", "original-date": {"date-parts": [[-375]]},
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


@pytest.mark.parametrize("key", VARIABLES)
def test_what_biblatex_says_stands_in_its_variable(key: str) -> None:
    item = items()[key]
    assert {name: item.get(name) for name in VARIABLES[key]} == VARIABLES[key]


def test_what_was_converted_is_converted_to_itself() -> None:
    once = convert(BIB.encode(), "csl-json", source="biblatex").content
    assert convert(once, "csl-json").content == once


@pytest.mark.parametrize(
    "text, expected",
    [
        pytest.param("2015", {"date-parts": [[2015]]}, id="a year"),
        pytest.param("2015-04/2016-01-02", {"date-parts": [[2015, 4], [2016, 1, 2]]}, id="a range"),
        pytest.param("2015/", {"date-parts": [[2015]]}, id="an open end"),
        pytest.param("1975?", {"date-parts": [[1975]], "circa": True}, id="uncertain"),
        pytest.param("spring 1975", {}, id="words"),
        pytest.param("1/2/3", {}, id="slashes"),
    ],
)
def test_dates(text: str, expected: dict[str, Any]) -> None:
    assert date_of(text) == expected


OWN_WAY = {
    "event": "deprecated since CSL 1.0.2 in favour of event-title",
    "title-short": "pandoc leaves it to the style where there is a title of an event",
    "original-date": "astronomical years: pandoc counts one year back",
    "genre": "pandoc's word for a thesis changes with its release",
}


def test_pandoc_says_the_same() -> None:
    """Letter for letter but for the capitals of titles, which pandoc lowers."""
    pypandoc = pytest.importorskip("pypandoc")
    command = [pypandoc.get_pandoc_path(), "-f", "biblatex", "-t", "csljson"]
    done = subprocess.run(command, input=BIB.encode(), capture_output=True, check=True)
    ours = items()
    for theirs in json.loads(done.stdout):
        own = ours[theirs["id"]]
        said = {name: value for name, value in theirs.items() if name not in OWN_WAY}
        assert {name: own.get(name) for name in said} == _kept_particles(said)


def _kept_particles(item: dict[str, Any]) -> dict[str, Any]:
    """pandoc drops a particle unless ``useprefix`` is said; BibTeX's styles never do."""
    text = json.dumps(item).replace('"dropping-particle"', '"non-dropping-particle"')
    return dict(json.loads(text))
