"""The parts of a sync that need no server: news about preprints, names in addresses, details."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from loopback_dblp import merged, page, record
from rows import every_row

from pubman.config import Config
from pubman.config.model import DblpConfig, SyncConfig
from pubman.errors import BadInput, PubmanError, SourceError, Step, Truncated, UsageError
from pubman.formats.dblp.person import Owner
from pubman.library.session import open_library
from pubman.library.sync import (
    answers,
    enrich,
    found_accounts,
    opening,
    preprints,
    proposals,
    run,
    saved_pages,
)
from pubman.library.sync.dblp import lookup
from pubman.library.sync.outcome import News
from pubman.library.sync.source import Account, Fetched, Wish
from pubman.match import CLAIMED
from pubman.online.dblp import Host
from pubman.people import Person
from pubman.record import Link, Name, Record
from pubman.store.fetches import Fetch
from pubman.store.imports.reading import Reading
from pubman.store.lookups import Preprint
from pubman.text.names import parse_name

# -------------------------------------------------------------------------------------- preprints

AT_ARXIV = Preprint(key="quell20", title="Tides of small harbours", arxiv_id="2001.00001")
ELSEWHERE = Preprint(key="quell21", title="Winds of small harbours", doi="10.1101/ABC")

NEWS: dict[str, tuple[dict[str, str], dict[str, str], list[News]]] = {
    "a new version": (
        {"arxiv_version": "2"}, {"2001.00001": "1"},
        [News(what="new version", key="quell20", value="2")],
    ),
    "the version that was known": ({"arxiv_version": "1"}, {"2001.00001": "1"}, []),
    "a first version": ({"arxiv_version": "1"}, {}, []),
    "another paper's version": ({"arxiv_version": "2"}, {"2001.00002": "1"}, []),
    "no version": ({}, {"2001.00001": "1"}, []),
    "withdrawn": ({"retraction": "withdrawn"}, {}, [News(what="withdrawn", key="quell20")]),
    "withdrawn with a new version": (
        {"arxiv_version": "2", "retraction": "withdrawn"}, {"2001.00001": "1"},
        [
            News(what="new version", key="quell20", value="2"),
            News(what="withdrawn", key="quell20"),
        ],
    ),
}  # fmt: skip


@every_row("extra, versions, news", NEWS.values(), ids=NEWS)
def test_what_arxiv_says_of_a_preprint_is_news(
    extra: dict[str, str], versions: dict[str, str], news: list[News]
) -> None:
    record = Record(arxiv_id="2001.00001", extra=extra)
    assert list(preprints._news(record, AT_ARXIV, versions)) == news


def test_a_preprint_has_a_doi_at_arxiv_too() -> None:
    assert preprints._doi_of(AT_ARXIV) == "10.48550/arxiv.2001.00001"
    assert preprints._doi_of(ELSEWHERE) == "10.1101/abc"
    assert (AT_ARXIV.number, ELSEWHERE.number) == ("2001.00001", "10.1101/abc")


@pytest.mark.parametrize(
    "preprint, arxiv, doi", [(AT_ARXIV, "2001.00001", ""), (ELSEWHERE, "", "10.1101/ABC")]
)
def test_what_openalex_merged_is_a_claim_of_the_preprint(
    preprint: Preprint, arxiv: str, doi: str
) -> None:
    made = preprints._merged(preprint, Record(title="Other", doi="10.1/x", raw="{}"), "10.1/x")
    assert made == Record(
        source_key=f"{preprint.number} 10.1/x", kind="preprint", title=preprint.title,
        arxiv_id=arxiv, doi=doi, extra={CLAIMED: "10.1/x"}, raw="{}",
    )  # fmt: skip


def test_claims_of_openalex_are_a_list_of_its_own() -> None:
    one, other = Record(source_key="a"), Record(source_key="b")
    found = preprints._reading_of([one, other])
    assert (found.location, found.format, found.source) == (
        "openalex, preprints", "openalex", "openalex",
    )  # fmt: skip
    assert (found.account, found.records, found.complete) == ("openalex", (one, other), False)
    assert (found.encoding, len(found.sha256)) == ("", 64)
    assert found.sha256 != preprints._reading_of([one]).sha256
    assert found.sha256 == preprints._reading_of([one, other]).sha256


@every_row(
    "title, alike",
    [
        ("Tides of small harbours", True),
        ("TIDES OF SMALL HARBOURS!", True),
        ("abcdefg123", True),
        ("abcdef1234", False),
        ("", False),
    ],
)
def test_titles_are_alike_from_seven_tenths(title: str, alike: bool) -> None:
    known = replace(AT_ARXIV, title="abcdefghij") if title.startswith("abc") else AT_ARXIV
    assert preprints._are_alike(Record(title=title), known) == alike


@every_row(
    "count, portions", [(0, []), (1, [1]), (3, [3]), (4, [3, 1]), (6, [3, 3]), (7, [3, 3, 1])]
)
def test_numbers_are_asked_for_in_portions(count: int, portions: list[int]) -> None:
    numbers = [str(each) for each in range(count)]
    cut = preprints._cut(numbers, 3)
    assert [len(each) for each in cut] == portions
    assert [number for each in cut for number in each] == numbers


def test_a_source_that_fails_is_named() -> None:
    error = SourceError("crossref is away.")
    failed = preprints._failed("crossref", error)
    assert (failed.account, failed.error) == (Account(source="crossref", id=""), error)
    assert (failed.name, failed.location, failed.state) == ("crossref", "crossref", "failed")


# ---------------------------------------------------------------------------------------- answers


def reading(*kinds: str) -> Reading:
    records = tuple(Record(source_key=kind, kind=kind) for kind in kinds)
    return Reading(
        location="x", format="orcid", encoding="", source="orcid", sha256="", records=records
    )


@every_row(
    "include, kept",
    [
        ((), ["article", "talk"]),
        (("dataset",), ["article", "dataset", "talk"]),
        (("software", "abstract"), ["article", "software", "talk"]),
        (("software", "dataset"), ["article", "dataset", "software", "talk"]),
    ],
)
def test_data_and_software_are_kept_if_somebody_asks(
    include: tuple[str, ...], kept: list[str]
) -> None:
    whole = reading("article", "dataset", "software", "talk")
    found, skipped = answers.without_data(whole, include)
    assert [each.kind for each in found.records] == kept
    assert skipped == 4 - len(kept)


ADA = Name(family="Quell", given="Ada")


def test_details_fill_what_the_list_leaves_open_and_no_more() -> None:
    listed = Record(title="Tides", volume="1", pages="", note="mine")
    detail = Record(
        title="Other", volume="2", number="3", pages="4-5", publisher="P", abstract="A",
        language="en", authors=(ADA,), authors_cut=True, editors=(ADA,), note="theirs",
        doi="10.1/x",
    )  # fmt: skip
    assert answers._with_detail(listed, detail) == Record(
        title="Tides", volume="1", number="3", pages="4-5", publisher="P", abstract="A",
        language="en", authors=(ADA,), authors_cut=True, editors=(ADA,), note="mine",
    )  # fmt: skip


def bib(*keys: str) -> bytes:
    return "".join(f"@article{{{key}, title = {{Tides {key}}}}}\n" for key in keys).encode()


def test_the_answers_of_a_source_are_one_list() -> None:
    account = Account(source="zbmath", id="quell.ada", name="Ada Quell", person="ada")
    detail = b"@article{b, title = {Other}, volume = {7}}\n@article{d, title = {Alone}}"
    fetched = Fetched(
        id="x", url="", bodies=(bib("a", "b"), bib("c", "a")), details=(detail,)
    )  # fmt: skip
    found = answers.read_answers("bibtex", fetched, account, complete=True)
    assert [(each.source_key, each.title, each.volume) for each in found.records] == [
        ("a", "Tides a", ""), ("b", "Tides b", "7"), ("c", "Tides c", ""),
    ]  # fmt: skip
    assert (found.location, found.account) == ("zbmath quell.ada", "zbmath:quell.ada")
    assert (found.source, found.person, found.format) == ("zbmath", "ada", "bibtex")
    assert (found.complete, found.encoding, found.sha256) == (True, "", fetched.sha256)
    assert not answers.read_answers("bibtex", fetched, account, complete=False).complete


def test_entries_that_cannot_be_read_leave_a_list_open() -> None:
    account = Account(source="orcid", id="1")
    whole = '{"group": [{"work-summary": [{"put-code": 7, "title": {"title": {"value": "T"}}}]}]}'
    doubtful = b"@article{c, year = {abc}, title={W}}"
    found = answers.read_answers(
        "bibtex", Fetched(id="1", url="", bodies=(doubtful,)), account, complete=True
    )
    assert [each.message for each in found.doubts] == ["a year that cannot be read: abc"]
    assert (found.left_out, found.complete, len(found.records)) == ((), True, 1)
    broken = whole.replace('{"title": {"value": "T"}}', "null").encode()
    left = answers.read_answers(
        "orcid", Fetched(id="1", url="", bodies=(broken,)), account, complete=True
    )
    assert len(left.left_out) == 1
    assert left.complete == bool(left.left_out[0].source_key)


PROPOSED: dict[str, tuple[Record, bool]] = {
    "another DOI": (Record(doi="10.1/z"), False),
    "a DOI that is known": (Record(doi="10.1/X"), True),
    "a second DOI that is known": (
        Record(doi="10.1/z", extra={"other_dois": "10.1/y; 10.1/X"}), True,
    ),
    "a number of arXiv": (Record(arxiv_id="2001.00001"), True),
    "another number of arXiv": (Record(arxiv_id="2001.00002"), False),
    "a number of PubMed": (Record(pmid="12"), True),
    "another number of PubMed": (Record(pmid="1"), False),
    "nothing": (Record(), False),
}  # fmt: skip


@every_row("work, known", PROPOSED.values(), ids=PROPOSED)
def test_a_work_is_not_proposed_if_another_source_has_its_number(work: Record, known: bool) -> None:
    assert proposals._is_known(work, {"10.1/x", "arxiv:2001.00001", "pmid:12", ""}) == known


# ------------------------------------------------------------------------- what was fetched before

LAST = Fetch(
    account="orcid:1", url="u", validator="v", body_sha256=Fetched(id="1", url="").sha256,
    checked_at="2026-01-01T00:00:00.000000+00:00",
)  # fmt: skip


@pytest.mark.parametrize(
    "days, max_age, fresh",
    [(0, timedelta(days=1), True), (2, timedelta(days=1), False), (0, None, False)],
    ids=["asked today", "asked two days ago", "asked for at any time"],
)
def test_an_account_that_was_asked_lately_is_fresh(
    days: int, max_age: timedelta | None, fresh: bool
) -> None:
    asked = (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="microseconds")
    assert run._is_fresh(replace(LAST, checked_at=asked), max_age) == fresh


@every_row(
    "unchanged, usable, body, nothing",
    [
        (True, None, b"x", True),
        (False, LAST, b"", True),
        (False, LAST, b"x", False),
        (False, None, b"", False),
    ],
    ids=["304", "the same bytes", "other bytes", "the same bytes, but the store has changed"],
)
def test_an_answer_that_says_nothing_new(
    unchanged: bool, usable: Fetch | None, body: bytes, nothing: bool
) -> None:
    fetched = Fetched(id="1", url="", bodies=(body,), unchanged=unchanged)
    assert run._says_nothing_new(fetched, LAST, usable) == nothing


def test_an_outcome_names_the_account_that_answered() -> None:
    account = Account(source="dblp", id="1/2", name="Ada Quell", person="ada")
    quiet = run._quiet(account, "fresh", LAST)
    assert (quiet.account, quiet.name, quiet.state) == (account, "Ada Quell", "fresh")
    assert quiet.synced == LAST.checked_at
    assert run._told(quiet, Fetched(id="1/2", url="")) is quiet
    assert run._told(quiet, Fetched(id="3/4", url="")).moved == "3/4"


@pytest.mark.parametrize("spacing, used", [(4.0, 4.0), (0.0, 0.0), (-1.0, 0.0)])
def test_a_session_keeps_the_spacing_and_the_contact(spacing: float, used: float) -> None:
    dblp = DblpConfig(spacing=spacing, contact="a@x.org")
    session = run.session_for(Config(dblp=dblp))
    assert (session.limits.spacing, session.contact) == (used, "a@x.org")
    both = run.session_for(Config(dblp=dblp, sync=SyncConfig(contact="b@x.org")))
    assert both.contact == "b@x.org"


# ------------------------------------------------------------------------ asked for by a number


def test_of_an_open_copy_only_what_openalex_knows_best_is_kept() -> None:
    record = Record(
        source_key="W1", kind="article", title="Tides", authors=(ADA,), doi="10.1/x", pmid="1",
        pmcid="PMC1", links=(Link(label="pdf", url="https://x.org"),), raw="{}", abstract="A",
        extra={"retraction": "r", "open_access": "gold", "open_access_url": "u", "cited": "3"},
    )  # fmt: skip
    assert enrich._open_copy(record) == Record(
        source_key="10.1/x", kind="article", doi="10.1/x", pmid="1", pmcid="PMC1",
        links=record.links, raw="{}",
        extra={"retraction": "r", "open_access": "gold", "open_access_url": "u"},
    )  # fmt: skip


@every_row(
    "service, count, said",
    [
        ("crossref", 1, "crossref, 1 DOI"),
        ("crossref", 2, "crossref, 2 DOIs"),
        ("pubmed", 1, "pubmed-xml, 1 number"),
        ("pubmed", 3, "pubmed-xml, 3 numbers"),
    ],
)
def test_a_list_of_numbers_is_named_by_how_many_they_are(
    service: str, count: int, said: str
) -> None:
    assert enrich._location(enrich._SERVICES[service], ["1"] * count) == said


@every_row(
    "record, asked",
    [
        (Record(doi="10.1/X"), True),
        (Record(source_key="10.1/X"), True),
        (Record(source_key="pmid:123"), True),
        (Record(source_key="PMID:123"), True),
        (Record(doi="10.1/z", extra={"aliases": "10.1/y; 10.1/X"}), True),
        (Record(doi="10.1/z", extra={"aliases": "10.1/X; 10.1/y"}), True),
        (Record(doi="10.1/z", extra={"aliases": "10.1/y"}), False),
        (Record(), False),
    ],
)
def test_a_record_is_known_by_any_of_its_numbers(record: Record, asked: bool) -> None:
    assert enrich._is_asked(record, ["10.1/x", "123"]) == asked


# ------------------------------------------------------------------------------------ saved files


def test_a_saved_page_is_read_by_what_is_in_it(tmp_path: Path) -> None:
    path = tmp_path / "page.xml"
    path.write_text(page(record("conf/x/1", "Tides"), name="Ada Quell", pid="12/3"), "utf-8")
    saved = saved_pages.read_saved(path)
    assert saved is not None
    assert (saved.path, saved.page.location, saved.page.account) == (path, "page.xml", "dblp:12/3")


@pytest.mark.parametrize(
    "name, text", [("a.bib", "@article{a, title = {T}}"), ("a.txt", "@article{a, title = {T}}")]
)
def test_a_saved_list_in_bibtex_is_no_page(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    assert saved_pages.read_saved(tmp_path / name) is None


UNUSABLE: dict[str, tuple[str, str, type[PubmanError], str, tuple[Any, ...]]] = {
    "an empty page": (
        "page.xml", " ", Truncated, "page.xml is empty.",
        ("try again later; if you saved the page by hand, save all of it again",),
    ),
    "an empty page with another name": (
        "page.html", "", Truncated, "page.html is empty.",
        ("try again later; if you saved the page by hand, save all of it again",),
    ),
    "a merged page": (
        "page.xml", merged("12/3", "45/6"), BadInput, "dblp has merged 12/3 into 45/6.",
        ("save   https://dblp.org/pid/45/6.xml   instead",),
    ),
    "another format": (
        "page.ris", "TY  - JOUR\nTI  - Tides\nER  - \n", BadInput,
        "page.ris is not a person's page in XML.",
        (
            "save   https://dblp.org/pid/PID.xml   as it is",
            Step("import", "page.ris", "for any other file"),
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name, text, kind, said, hints", UNUSABLE.values(), ids=UNUSABLE)
def test_a_saved_file_that_is_no_page_is_refused(
    tmp_path: Path, name: str, text: str, kind: type[PubmanError], said: str, hints: tuple[Any, ...]
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(kind) as caught:
        saved_pages.read_saved(tmp_path / name)
    assert (caught.value.message, caught.value.hints) == (said, hints)


def test_a_bad_file_is_an_outcome_and_the_next_is_taken(shelf) -> None:
    (shelf.folder / "bad.xml").write_text(" ")
    (shelf.folder / "good.bib").write_text("@article{DBLP:conf/x/1, title = {Tides}, year = 2020}")
    paths = [shelf.folder / name for name in ("bad.xml", "own.bib", "good.bib")]
    with open_library(shelf.folder / "pubs.db") as library:
        bad, own, good = saved_pages.sync_files(library, paths, Wish())
    nobody = Account(source="dblp", id="")
    assert (bad.account, bad.name, bad.location) == (nobody, "bad.xml", "bad.xml")
    assert (bad.state, type(bad.error)) == ("failed", Truncated)
    assert isinstance(own.error, UsageError)
    assert own.error.message == "own.bib is not a list from dblp."
    assert own.error.hints == (Step("import", "own.bib"),)
    assert (good.account, good.name, good.location) == (nobody, "good.bib", "good.bib")
    assert (good.state, good.error) == ("changed", None)
    assert good.arrival is not None
    assert shelf.ask("SELECT command FROM operations WHERE id > 2") == [("sync",)]


def test_the_files_of_a_new_store_are_named(tmp_path: Path) -> None:
    assert opening._names_of_new_files(tmp_path / "x.db") == ("pubman.toml", "x.db")
    (tmp_path / "pubman.toml").write_text("")
    assert opening._names_of_new_files(tmp_path / "x.db") == ("x.db",)


# ------------------------------------------------------------------------------ who it is at dblp


@every_row(
    "path, name",
    [
        ("/pers/hd/z/Zhao_0019:Bo", "Bo Zhao 0019"),
        ("/pers/z/Zhao:Bo.html", "Bo Zhao"),
        ("/pers/hd/w/Wagenl=auml=nder:Marcel", "Marcel Wagenl.auml.nder"),
        ("/pers/hd/v/Aa:Han_van_der", "Han van der Aa"),
        ("/pers/hd/q/Quell_Tarn:Ada=", "Ada. Quell Tarn"),
        ("/pers/hd/z/Zhao%3ABo", "Bo Zhao"),
        ("/pid/94/4810", ""),
        ("/pers/", ""),
    ],
)
def test_the_name_in_an_old_address(path: str, name: str) -> None:
    assert lookup._name_in(path) == name


HOST = Host(url="https://own.example/dblp", mirrors=("https://dblp.uni-trier.de",))


@every_row(
    "text, path",
    [
        ("https://dblp.org/pers/hd/z/Zhao:Bo", "/pers/hd/z/Zhao:Bo"),
        ("dblp.uni-trier.de/pers/hd/z/Zhao:Bo", "/pers/hd/z/Zhao:Bo"),
        ("https://WWW.DBLP.org/x?y=1", "/x"),
        ("http://dblp.dagstuhl.de/x", "/x"),
        ("dblp2.uni-trier.de/x", "/x"),
        ("https://own.example/x", "/x"),
    ],
)
def test_the_path_of_an_address_of_dblp(text: str, path: str) -> None:
    assert lookup._path(HOST, text) == path


@pytest.mark.parametrize(
    "text", ["https://example.org/pid/1", "dblp.example.org/x", "https://dblp.org.example/x"]
)
def test_an_address_of_somebody_else_is_refused(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        lookup._path(HOST, text)
    assert caught.value.message == f"{text} is not a dblp address."
    assert caught.value.hints == ("for example   https://dblp.org/pid/94/4810-19.html",)


@every_row("text", ["", " 12 ", "?!", "1234-5678"])
def test_what_names_nobody_is_refused_before_anybody_is_asked(text: str) -> None:
    nobody: Any = None  # no session is needed
    with pytest.raises(UsageError) as caught:
        lookup.who_is(nobody, HOST, text)
    assert caught.value.message == (
        f"{text.strip()!r} is not a dblp number, address, ORCID or name."
    )
    assert caught.value.hints == (Step("sync", "--dblp 94/4810-19", "for example"),)


@pytest.mark.parametrize(
    "text",
    ["94/4810-19", " https://dblp.org/pid/94/4810-19.html ", "https://own.example/dblp/pid/94/4810-19"],
)  # fmt: skip
def test_a_number_needs_no_question(text: str) -> None:
    nobody: Any = None
    assert lookup.who_is(nobody, HOST, text) == "94/4810-19"


# --------------------------------------------------------------------------------- found accounts

PERSON = Person(id="ada", name=parse_name("Ada Quell"))
OTHER = "0000-0001-5109-3700"


def offers(found: Any) -> list[tuple[str, str, str, int]]:
    return [(each.service, each.account, each.by, each.papers) for each in found]


def test_a_page_of_dblp_names_accounts_elsewhere() -> None:
    urls = (f"https://orcid.org/{OTHER}", "https://dblp.org/pid/1/2", "https://example.org/")
    owner = Owner(pid="1/2", name=parse_name("Ada Quell"), urls=urls)
    assert offers(found_accounts.from_page(PERSON, owner)) == [("orcid", OTHER, "dblp", 0)]


IDENTIFIERS: dict[str, tuple[dict[str, Any], list[tuple[str, str]]]] = {
    "by its address": (
        {"external-id-type": "Author", "external-id-url": {"value": "https://arxiv.org/a/q_a_1"}},
        [("arxiv", "q_a_1")],
    ),
    "by its kind": (
        {"external-id-type": "Scopus Author ID", "external-id-value": " 57200000001 "},
        [("scopus", "57200000001")],
    ),
    "by its kind in other letters": (
        {"external-id-type": "RESEARCHER ID", "external-id-value": "A-1234-2020"},
        [("researcherid", "A-1234-2020")],
    ),
    "five letters": (
        {"external-id-type": "scopus", "external-id-value": "12345"},
        [("scopus", "12345")],
    ),
    "twenty letters": (
        {"external-id-type": "scopus", "external-id-value": "1" * 20},
        [("scopus", "1" * 20)],
    ),
    "four letters": ({"external-id-type": "scopus", "external-id-value": "1234"}, []),
    "too many letters": ({"external-id-type": "scopus", "external-id-value": "1" * 21}, []),
    "another sign": ({"external-id-type": "scopus", "external-id-value": "12345;"}, []),
    "another kind": ({"external-id-type": "Loop", "external-id-value": "12345"}, []),
    "a kind that ends so": ({"external-id-type": "My Scopus", "external-id-value": "12345"}, []),
    "no number": ({"external-id-type": "Scopus", "external-id-value": None}, []),
    "no kind": ({"external-id-value": "12345"}, []),
    "another form": ({"external-id-type": "scopus", "external-id-url": "x"}, []),
}


@every_row("each, accounts", IDENTIFIERS.values(), ids=IDENTIFIERS)
def test_an_identifier_at_orcid(each: dict[str, Any], accounts: list[tuple[str, str]]) -> None:
    body = json.dumps({"external-identifiers": {"external-identifier": [each]}}).encode()
    found = offers(found_accounts.from_record(PERSON, body))
    assert found == [(*account, "orcid", 0) for account in accounts]


PAGES: list[tuple[Any, str, list[tuple[str, str]]]] = [
    ("Anything", "https://arxiv.org/a/q_a_1", [("arxiv", "q_a_1")]),
    ("Home page", "https://q.example.org/~ada", [("url", "https://q.example.org/~ada")]),
    ("My blog", "https://q.example.org", []),
    ("Own website", "https://q.example.org", [("url", "https://q.example.org")]),
    ("PERSONAL", " http://q.example.org/a?b=c#d ", [("url", "http://q.example.org/a?b=c#d")]),
    ("Lehrstuhl", "https://q.example.org/", [("url", "https://q.example.org/")]),
    ("Home page", "https://q.example.org/;ls", []),
    ("Home page", f"https://orcid.org/{OTHER}", []),
    (None, "https://q.example.org", []),
]


@every_row("name, address, accounts", PAGES)
def test_a_page_that_a_person_names_at_orcid(
    name: Any, address: str, accounts: list[tuple[str, str]]
) -> None:
    url = {"url-name": name, "url": {"value": address}}
    body = json.dumps({"researcher-urls": {"researcher-url": [url]}}).encode()
    found = offers(found_accounts.from_record(PERSON, body))
    assert found == [(*account, "orcid", 0) for account in accounts]


def papers(*names: Name) -> list[Record]:
    return [Record(authors=(each,)) for each in names]


BY_ORCID, BY_PID = replace(ADA, orcid=OTHER), replace(ADA, pid="12/3")
AUTHORS: dict[str, tuple[Person, list[Record], list[tuple[str, str, str, int]]]] = {
    "one ORCID on two papers": (
        PERSON, papers(BY_ORCID, BY_ORCID), [("orcid", OTHER, "crossref", 2)],
    ),
    "one number on three": (
        PERSON, papers(BY_PID, BY_PID, BY_PID), [("dblp", "12/3", "crossref", 3)],
    ),
    "both": (
        PERSON, papers(*[replace(BY_PID, orcid=OTHER)] * 2),
        [("orcid", OTHER, "crossref", 2), ("dblp", "12/3", "crossref", 2)],
    ),
    "one paper": (PERSON, papers(BY_ORCID), []),
    "two numbers": (PERSON, papers(BY_PID, BY_PID, replace(BY_PID, pid="12/4")), []),
    "no number": (PERSON, papers(ADA, ADA), []),
    "somebody else": (PERSON, papers(*[Name(family="Moor", given="Ben", orcid=OTHER)] * 2), []),
    "nothing to learn": (
        replace(PERSON, orcid=OTHER, pids=("12/3",)), papers(BY_ORCID, BY_ORCID), [],
    ),
    "a number to learn": (
        replace(PERSON, orcid=OTHER), papers(BY_PID, BY_PID), [("dblp", "12/3", "crossref", 2)],
    ),
}  # fmt: skip


@every_row("person, records, accounts", AUTHORS.values(), ids=AUTHORS)
def test_numbers_of_authors_are_offered_if_papers_agree(
    person: Person, records: list[Record], accounts: list[tuple[str, str, str, int]]
) -> None:
    config = Config(people=(person,))
    assert offers(found_accounts.from_authors(config, records, "crossref")) == accounts
