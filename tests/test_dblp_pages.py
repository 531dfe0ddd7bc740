"""dblp's pages of people: which are complete, whose they are, and what each refusal advises."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from loopback_dblp import disambiguation
from rows import every_row

from pubman.config import Config, load
from pubman.config.model import DblpConfig
from pubman.errors import (
    BadInput,
    Disambiguation,
    Malformed,
    PubmanError,
    Step,
    Truncated,
    UsageError,
)
from pubman.formats.dblp.person import Owner
from pubman.library.sync.dblp.owner import Lesson, called, settle, taught
from pubman.library.sync.dblp.page import account_of, read_page
from pubman.library.sync.dblp.source import host_for, read_fetched
from pubman.library.sync.source import Account, Fetched
from pubman.people import Person
from pubman.record import Name
from pubman.text.names import parse_name

PAPER = """<r><article key="journals/t/{n}" mdate="2024-01-01"><author>Ada Quell</author>
<title>Tides {n}.</title><year>2020</year><journal>Tides</journal></article></r>
"""
AGAIN = "try again later; if you saved the page by hand, save all of it again"


def page(papers: int = 2, *, announced: int | None = None, end: str = "</dblpperson>") -> bytes:
    """A page of Ada Quell, who may have another number of papers than it announces."""
    count = papers if announced is None else announced
    return (
        f'<?xml version="1.0"?>\n<dblpperson name="Ada Quell 0002" pid="12/3" n="{count}">\n'
        '<person key="homepages/12/3"><author pid="12/3">Ada Quell 0002</author></person>\n'
        f"{''.join(PAPER.format(n=n) for n in range(papers))}{end}\n"
    ).encode()


EVERYBODY = disambiguation(
    "12/0", "Ada Quell", ("12/0", "Ada Quell"), ("12/1", "Ada Quell"),
    *((f"12/{n}", f"Ada Quell {n:04}") for n in range(2, 12)),
).encode()  # fmt: skip


def refusal(data: bytes, filename: str = "") -> PubmanError:
    with pytest.raises(PubmanError) as caught:
        read_page(data, location="the page", filename=filename)
    return caught.value


def test_a_whole_page_is_read() -> None:
    found = read_page(page(), location="the page")
    assert (found.location, found.format, found.source) == ("the page", "dblp-xml", "dblp")
    assert (found.account, found.complete, found.encoding) == ("dblp:12/3", True, "")
    assert [each.source_key for each in found.records] == ["journals/t/0", "journals/t/1"]
    assert (found.left_out, found.doubts, found.as_stored) == ((), (), frozenset())
    assert isinstance(found.owner, Owner)
    assert called(found.owner) == "Ada Quell 0002"
    assert len(found.sha256) == 64


def test_records_that_are_known_are_not_read_again() -> None:
    first = read_page(page(), location="the page")
    known = {each.raw: each for each in first.records[:1]}
    again = read_page(page(), location="the page", known=known)
    assert again.records == first.records
    assert again.records[0] is first.records[0]
    assert again.as_stored == {"journals/t/0"}


REFUSED: dict[str, tuple[bytes, str, type[PubmanError], str, tuple[Any, ...]]] = {
    "nothing": (b" \n", "", Truncated, "the page is empty.", (AGAIN,)),
    "a web page": (
        b"<!DOCTYPE html><html><body>dblp</body></html>", "", Malformed,
        "the page is not the XML that was asked for.", (AGAIN,),
    ),
    "no text": (
        bytes(range(256)) * 4, "", Malformed, "the page is not the XML that was asked for.",
        (AGAIN,),
    ),
    "a saved .bib": (
        b"@article{a, title = {Tides}}", "tides.bib", BadInput,
        "the page is not a person's page in XML.",
        (
            "save   https://dblp.org/pid/PID.xml   as it is",
            Step("import", "tides.bib", "for any other file"),
        ),
    ),
    "a saved picture": (
        bytes(range(256)) * 4, "page.xml", BadInput,
        (
            "page.xml is a binary file, not a bibliography. pubman reads BibTeX, RIS, EndNote, "
            "CSL-JSON, CSV, PubMed, dblp XML and 28 other formats."
        ),
        (),
    ),
    "records of nobody": (
        f'<?xml version="1.0"?>\n<dblp>{PAPER.format(n=1)}</dblp>'.encode(), "", Malformed,
        "the page is not a person's page.", (AGAIN,),
    ),
    "saved records of nobody": (
        f'<?xml version="1.0"?>\n<dblp>{PAPER.format(n=1)}</dblp>'.encode(), "tides.xml", BadInput,
        "the page is dblp XML, but not a person's page.", (Step("import", "tides.xml"),),
    ),
    "fewer records than announced": (
        page(2, announced=3), "", Truncated, "the page is cut off (2 of 3 records).", (AGAIN,),
    ),
    "more records than announced": (
        page(3, announced=2), "", Malformed,
        "the page has more records than it announces (3 of 2 records).", (AGAIN,),
    ),
    "everybody of one name": (
        EVERYBODY, "", Disambiguation,
        "the page is a page for everybody called Ada Quell, not of one person.",
        (
            Step("sync", "--dblp 12/1", "# Ada Quell"),
            *(Step("sync", f"--dblp 12/{n}", f"# Ada Quell {n:04}") for n in range(2, 8)),
        ),
    ),
    "no end": (
        page(2, end=""), "", Truncated, "the page is cut off (2 of 2 records).", (AGAIN,),
    ),
    "no end, and no number of records": (
        page(2, announced=0, end=""), "", Truncated, "the page is cut off.", (AGAIN,),
    ),
}  # fmt: skip


def test_a_pubman_toml_that_is_a_link_stays_one(tmp_path: Path) -> None:
    real, link = tmp_path / "real.toml", tmp_path / "pubman.toml"
    real.write_text('[[people]]\nname = "Ada Quell"\n')
    link.symlink_to(real.name)
    config = load(link)
    settled = settle(config, PAGE)
    with taught(config, settled, PAGE, keep=False) as trial:
        assert trial.people[0].pids == ("12/3",)
    assert load(link).people[0].pids == ()
    with taught(config, settled, PAGE, keep=True) as learned:
        assert (learned.path, learned.people[0].pids) == (link, ("12/3",))
        assert load(link).people[0].pids == ()
    assert link.is_symlink()
    assert load(real).people[0].pids == ("12/3",)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["pubman.toml", "real.toml"]


@every_row("data, filename, kind, said, hints", REFUSED.values(), ids=REFUSED)
def test_what_is_no_whole_page_is_refused(
    data: bytes, filename: str, kind: type[PubmanError], said: str, hints: tuple[Any, ...]
) -> None:
    error = refusal(data, filename)
    assert (type(error), error.message, error.hints) == (kind, said, hints)


def test_a_page_without_a_number_of_records_is_whole_by_its_end() -> None:
    assert len(read_page(page(2, announced=0), location="the page").records) == 2


def test_a_fetched_page_is_of_the_person_who_was_asked_for() -> None:
    account = Account(source="dblp", id="12/3", name="Ada Quell", person="ada")
    fetched = Fetched(id="12/3", url="https://dblp.org/x", bodies=(page(),))
    found = read_fetched(fetched, account, {})
    assert (found.location, found.account) == ("dblp 12/3", "dblp:12/3")
    assert account_of("12/3") == "dblp:12/3"
    with pytest.raises(Malformed) as caught:
        read_fetched(replace(fetched, id="45/6"), account, {})
    assert caught.value.message == (
        "dblp sent the page of 12/3 (Ada Quell 0002), but 45/6 was asked for."
    )
    assert caught.value.hints == ("try again later",)
    with pytest.raises(Truncated, match=r"^dblp's page of 12/3 is empty\.$"):
        read_fetched(replace(fetched, bodies=(b"",)), account, {})


@pytest.mark.parametrize(
    "config, named, url, mirrors",
    [
        ({}, "", "https://dblp.org", 2),
        ({"url": "https://dblp.example"}, "", "https://dblp.example", 0),
        ({"url": "https://dblp.example", "mirrors": ("https://m",)}, "", "https://dblp.example", 1),
        ({"mirrors": ("https://m",)}, "", "https://dblp.org", 1),
        ({}, "http://127.0.0.1:9", "http://127.0.0.1:9", 0),
    ],
    ids=["dblp", "another host", "with its mirror", "another mirror", "a host for this command"],
)
def test_only_dblp_itself_has_its_mirrors(monkeypatch, config, named, url, mirrors) -> None:
    monkeypatch.setenv("PUBMAN_DBLP_URL", named)
    host = host_for(DblpConfig(**config))
    assert (host.url, len(host.mirrors)) == (url, mirrors)


# ------------------------------------------------------------------------------ whose page it is


def person(name: str, *pids: str, orcid: str = "") -> Person:
    return Person(id=name.lower().replace(" ", "-"), name=parse_name(name), pids=pids, orcid=orcid)


PAGE = Owner(pid="12/3", name=Name(family="Quell", given="Ada", number="0002"))
ALIASED = replace(PAGE, aliases=(parse_name("Ada Tarn"),))
OWNED = replace(PAGE, orcid="0000-0002-1825-0097")


def lesson(what: Any, value: str, name: str, instead_of: str = "") -> Lesson:
    known = name.lower().replace(" ", "-") if what != "person" else ""
    return Lesson(what=what, value=value, person=known, name=name, instead_of=instead_of)


SETTLED: dict[str, tuple[list[Person], Owner, dict[str, Any], list[Lesson], str]] = {
    "nobody is known": ([], PAGE, {}, [lesson("person", "Ada Quell", "Ada Quell")], ""),
    "the number is known": ([person("Ada Quell", "12/3")], PAGE, {}, [], ""),
    "the name has no number": (
        [person("Ada Quell")], PAGE, {}, [lesson("pid", "12/3", "Ada Quell")], "",
    ),
    "another name of the page has no number": (
        [person("Ada Tarn")], ALIASED, {}, [lesson("pid", "12/3", "Ada Tarn")], "",
    ),
    "one ORCID and another name": (
        [person("Ada Tarn", "9/9", orcid="0000-0002-1825-0097")], OWNED, {},
        [lesson("pid", "12/3", "Ada Tarn"), lesson("spelling", "Ada Quell", "Ada Tarn")], "",
    ),
    "dblp merged the number into another": (
        [person("Ada Quell", "4/5")], PAGE, {"asked": "4/5"},
        [lesson("moved", "12/3", "Ada Quell", "4/5")], "",
    ),
    "the number is known, with another name than before": (
        [person("Ada Tarn", "12/3")], PAGE, {"known": True}, [], "Ada Quell",
    ),
    "another name that is accepted": (
        [person("Ada Tarn", "12/3")], PAGE, {"accepted": "Ada Tarn"},
        [lesson("spelling", "Ada Quell", "Ada Tarn")], "",
    ),
    "another name that is accepted by number": (
        [person("Ada Tarn", "12/3")], PAGE, {"accepted": "12/3"},
        [lesson("spelling", "Ada Quell", "Ada Tarn")], "",
    ),
    "given to somebody else": (
        [person("Ben Moor", "7/7")], PAGE, {"accepted": "Ben Moor"},
        [lesson("pid", "12/3", "Ben Moor"), lesson("spelling", "Ada Quell", "Ben Moor")], "",
    ),
    "given to somebody new": (
        [person("Ben Moor", "7/7")], PAGE, {"accepted": "Cy Dale"},
        [lesson("person", "Cy Dale", "Cy Dale")], "",
    ),
    "all others have numbers": (
        [person("Ben Moor", "7/7")], PAGE, {}, [lesson("person", "Ada Quell", "Ada Quell")], "",
    ),
}  # fmt: skip


@every_row("people, owner, more, lessons, renamed", SETTLED.values(), ids=SETTLED)
def test_the_owner_of_a_page_is_found(
    people: list[Person], owner: Owner, more: dict[str, Any], lessons: list[Lesson], renamed: str
) -> None:
    found = settle(Config(people=tuple(people)), owner, **more)
    assert (found.pid, list(found.lessons), found.renamed) == ("12/3", lessons, renamed)


ANOTHER = "12/3 is the page of Ada Quell 0002, and pubman.toml has Ada Quell with another number"
UNCLEAR: dict[str, tuple[list[Person], dict[str, Any], str, tuple[Any, ...]]] = {
    "the number of somebody else": (
        [person("Ada Tarn", "12/3")], {},
        "12/3 is the page of Ada Quell 0002, but pubman.toml gives that number to Ada Tarn.",
        (
            Step("sync", '--dblp 12/3 --person "Ada Tarn"', "if they are the same person"),
            "if the number is wrong, correct it in pubman.toml",
        ),
    ),
    "somebody of that name with a number": (
        [person("Ada Quell", "4/5", "6/7")], {},
        f"{ANOTHER} (4/5, 6/7).",
        (
            Step("sync", '--dblp 12/3 --person "Ada Quell"', "if they are the same person"),
            Step("sync", '--dblp 12/3 --person "Ada Quell 0002"', "if it is somebody else"),
        ),
    ),
    "two of that name without numbers": (
        [person("Ada Quell"), person("A Quell")], {},
        f"{ANOTHER} (none).",
        (
            Step("sync", '--dblp 12/3 --person "Ada Quell"', "if they are the same person"),
            Step("sync", '--dblp 12/3 --person "Ada Quell 0002"', "if it is somebody else"),
        ),
    ),
    "four others without numbers": (
        [person("Ben Moor"), person("Cy Dale"), person("Di Fell"), person("Ed Gill")], {},
        "12/3 is the page of Ada Quell 0002, and nobody in pubman.toml has that name.",
        (
            Step("sync", '--dblp 12/3 --person "Ben Moor"', "if it is Ben Moor"),
            Step("sync", '--dblp 12/3 --person "Cy Dale"', "if it is Cy Dale"),
            Step("sync", '--dblp 12/3 --person "Di Fell"', "if it is Di Fell"),
            Step("sync", '--dblp 12/3 --person "Ada Quell"', "if it is somebody else"),
        ),
    ),
}  # fmt: skip


@every_row("people, more, said, hints", UNCLEAR.values(), ids=UNCLEAR)
def test_an_unclear_owner_is_asked_for(
    people: list[Person], more: dict[str, Any], said: str, hints: tuple[Any, ...]
) -> None:
    with pytest.raises(UsageError) as caught:
        settle(Config(people=tuple(people)), PAGE, **more)
    assert (caught.value.message, caught.value.hints) == (said, hints)
