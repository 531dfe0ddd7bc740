"""Whose account is asked where: ``pubman.toml`` -> the accounts of a sync."""

from __future__ import annotations

from pathlib import Path

import pytest
from rows import every_row

from pubman.config import Config, load
from pubman.errors import ConfigError, Step, UsageError
from pubman.library.sync.accounts import account_at, accounts_named, accounts_of
from pubman.library.sync.comparison import _is_out
from pubman.library.sync.dblp.lookup import _name_in
from pubman.library.sync.proposals import _is_known
from pubman.record import Record
from pubman.store.snapshots import Snapshot

ADA = '[[people]]\nname = "Ada Quell"\norcid = "0000-0002-1825-0097"\n'
BEN = '[[people]]\nname = "Ben Tarn"\ndblp = "12/3456"\nhal = "ben-tarn"\n'


@pytest.fixture
def read(tmp_path: Path):
    """A function that reads settings."""

    def settings(text: str) -> Config:
        (tmp_path / "pubman.toml").write_text(text, encoding="utf-8")
        return load(tmp_path / "pubman.toml")

    return settings


WHO = {
    "everybody at every source that lists": (
        ADA + BEN, (), ["dblp 12/3456", "orcid 0000-0002-1825-0097", "hal ben-tarn"]),
    "only the sources of the settings": (
        ADA + BEN + '[sync]\nsources = ["hal"]\n', (), ["hal ben-tarn"]),
    "a source that proposes, if the settings name it": (
        ADA + '[sync]\npropose = ["openalex"]\n', (),
        ["orcid 0000-0002-1825-0097", "openalex 0000-0002-1825-0097"]),
    "an account at OpenAlex before the ORCID": (
        ADA + 'openalex = "A5023888391"\n', ["openalex"], ["openalex A5023888391"]),
    "by ORCID, if the user names the source": (ADA, ["arxiv"], ["arxiv 0000-0002-1825-0097"]),
    "not by ORCID where that means nothing": (
        ADA + BEN, ["dblp", "zbmath"], ["dblp 12/3456"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "sources", "found"), WHO.values(), ids=WHO)
def test_accounts_of_a_sync(read, text, sources, found):
    assert [f"{each.source} {each.id}" for each in accounts_of(read(text), sources)] == found


def test_accounts_carry_the_person(read):
    (account,) = accounts_of(read(BEN), ["hal"])
    assert (account.person, account.name) == ("ben-tarn", "Ben Tarn")


NOBODY = {
    "no people": ("", (), ConfigError, "names nobody", [
        Step("sync", '--dblp "Your Name"'),
        Step("sync", "--dblp 94/4810-19", "(the number in the address of your dblp page)"),
        'or write   orcid = "0000-..."   into pubman.toml']),
    "no account at all": ('[[people]]\nname = "Cleo Marsh"\n', (), UsageError,
        "has a dblp number or an ORCID", [
        Step("sync", '--dblp "Cleo Marsh"'), 'or write   orcid = "0000-..."   into pubman.toml']),
    "none at the source": (BEN, ["inspire"], UsageError, "has an account at INSPIRE", [
        'write   orcid = "0000-..."   into pubman.toml, below your name']),
}  # fmt: skip


@pytest.mark.parametrize(("text", "sources", "kind", "said", "steps"), NOBODY.values(), ids=NOBODY)
def test_nobody_to_ask(read, text, sources, kind, said, steps):
    with pytest.raises(kind, match=said) as caught:
        accounts_of(read(text), sources)
    assert list(caught.value.hints) == steps


@pytest.mark.parametrize(
    "who", ["Ada Quell", "0000-0002-1825-0097", "https://orcid.org/0000-0002-1825-0097"]
)
def test_people_are_named_by_name_or_account(read, who):
    found = accounts_named(read(ADA + BEN), [who, who], ["orcid"])
    assert [each.id for each in found] == ["0000-0002-1825-0097"]


def test_an_orcid_alone_means_orcid(read):
    assert accounts_named(read(ADA), ["0000-0002-1825-0097"], ())[0].source == "orcid"


def test_a_stranger_is_refused_with_the_names_there_are(read):
    with pytest.raises(UsageError, match="called Zed") as caught:
        accounts_named(read(ADA), ["Zed"], ["orcid"])
    assert list(caught.value.hints) == ["Ada Quell"]


def test_the_person_of_an_account(read):
    config = read(ADA + BEN)
    assert account_at(config, "hal", "ben-tarn").person == "ben-tarn"
    assert account_at(config, "hal", "somebody-else").person == ""


# ------------------------------------------------------------------------------ addresses of dblp


@every_row(("path", "name"), [
    ("/pers/hd/z/Zhao_0019:Bo", "Bo Zhao 0019"),
    ("/pers/hd/t/Tarn:Ben", "Ben Tarn"),
    ("/pers/t/Tarn:Ben_O=", "Ben O. Tarn"),
    ("/pers/hd/v/van_der_Berg:Ine", "Ine van der Berg"),
    ("/pid/12/3456", ""),
])  # fmt: skip
def test_the_name_in_an_old_address(path, name):
    assert _name_in(path) == name


# -------------------------------------------------------------------------- what a source proposes


PROPOSED = {
    "its DOI": (Record(doi="10.1000/AbC"), {"10.1000/abc"}, True),
    "another of its DOIs": (
        Record(doi="10.1000/x", extra={"other_dois": "10.1000/Y; 10.1000/z"}), {"10.1000/y"}, True),
    "its arXiv number": (Record(arxiv_id="2101.00321"), {"arxiv:2101.00321"}, True),
    "an old arXiv number": (Record(arxiv_id="math.GT/0309136"), {"arxiv:math.gt/0309136"}, True),
    "another number": (Record(arxiv_id="2101.00321"), {"arxiv:2101.00322", "none"}, False),
    "nothing to know it by": (Record(title="Untitled"), {"", "none"}, False),
}  # fmt: skip


@every_row(("record", "known", "answer"), PROPOSED.values(), ids=PROPOSED)
def test_known_by_an_identifier(record, known, answer):
    assert _is_known(record, known) is answer


# ------------------------------------------------------------------------------- what has appeared


@every_row(("kind", "given", "out"), [
    ("article", "volume", True),
    ("article", "pages", True),
    ("article", "doi", True),
    ("article", "", False),
    ("preprint", "doi", False),
])  # fmt: skip
def test_a_paper_is_out_with_a_place_and_a_published_kind(kind, given, out):
    values = dict.fromkeys(("volume", "pages", "doi"), "") | ({given: "7"} if given else {})
    line = Snapshot(id=1, key="k", kind=kind, records=frozenset({1}), values=values)
    assert _is_out(line) is out
