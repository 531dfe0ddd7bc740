"""The scan of dblp's dump: every hit, no other record, in one pass and in little memory."""

from __future__ import annotations

import gzip
import importlib.util
import io
import sqlite3
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loopback_dblp import page, record, running
from rows import every_row

from pubman.errors import BadInput, Malformed, NotFound, Truncated
from pubman.formats import read
from pubman.formats.dblp import dump as dblp_dump
from pubman.formats.dblp.dump import byte_forms, pages, scan, unpacked
from pubman.library.session import open_library
from pubman.library.sync.dblp_dump import sync_dump
from pubman.library.sync.source import Wish
from pubman.record import Record
from pubman.text.fold import fold

ROOT = Path(__file__).resolve().parent.parent
HEAD = b'<?xml version="1.0" encoding="ISO-8859-1"?>\n<!DOCTYPE dblp SYSTEM "dblp.dtd">\n<dblp>\n'


def make_dump():
    spec = importlib.util.spec_from_file_location("make_dump", ROOT / "scripts/make_dump.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def article(key: str, *authors: str, title: str = "On Things", tag: str = "article") -> bytes:
    listed = "".join(f"<author>{each}</author>\n" for each in authors)
    return (f'<{tag} mdate="2024-01-01" key="{key}">\n{listed}<title>{title}.</title>\n'
            f"<year>2020</year>\n</{tag}>").encode("latin-1")  # fmt: skip


def home(pid: str, *names: str, inside: str = "") -> bytes:
    listed = "".join(f"<author>{each}</author>\n" for each in names)
    return (f'<www mdate="2024-01-01" key="homepages/{pid}">\n{listed}{inside}'
            "<title>Home Page</title>\n</www>").encode("latin-1")  # fmt: skip


def dump(*parts: bytes) -> bytes:
    return HEAD + b"".join(parts) + b"\n</dblp>\n"


BO = home("94/4810-19", "Bo Zhao 0019")


def found(data: bytes, *names: str, pid: str = "94/4810-19") -> list[str]:
    made = pages(io.BytesIO(data), names or ("Bo Zhao",), [pid])
    if pid not in made:
        return []
    return [each.source_key for each in read("dblp-xml", made[pid].xml) if isinstance(each, Record)]


def test_the_homepage_says_which_homonym_is_meant():
    data = dump(
        article("conf/a/1", "Bo Zhao 0019", "Luo Mai"), article("conf/a/2", "Bo Zhao"),
        article("conf/a/3", "Bo Zhao 0002"), article("conf/a/4", "Luo Mai", "Bo Zhao 0019"), BO,
    )  # fmt: skip
    assert found(data) == ["conf/a/1", "conf/a/4"]


@every_row(
    "written",
    [b"Bruno Magalh&atilde;es", b"Bruno Magalh&#227;es", b"Bruno Magalh&#xe3;es",
     "Bruno Magalhães".encode(), "Bruno Magalhães".encode("latin-1")],
    ids=["named entity", "decimal", "hexadecimal", "UTF-8", "Latin-1"],
)  # fmt: skip
def test_a_name_is_found_however_it_is_written(written):
    data = dump(
        b'<article mdate="2024-01-01" key="conf/a/1"><author>' + written + b"</author>"
        b"<title>T.</title><year>2020</year></article>",
        home("5/5", "Bruno Magalh&atilde;es"),
    )
    made = pages(io.BytesIO(data), ["Bruno Magalhães"], ["5/5"])
    assert made["5/5"].xml.count(b"<r>") == 1


def test_aliases_of_the_homepage_count_and_are_named_where_nobody_looked_for_them():
    data = dump(article("conf/a/1", "Bob Zhao"), article("conf/a/2", "Bo Zhao 0019"),
                home("94/4810-19", "Bo Zhao 0019", "Bob Zhao"))  # fmt: skip
    assert found(data, "Bo Zhao", "Bob Zhao") == ["conf/a/1", "conf/a/2"]
    assert found(data, "Bo Zhao") == ["conf/a/2"]
    assert pages(io.BytesIO(data), ["Bo Zhao"], ["94/4810-19"])["94/4810-19"].unseen == (
        "Bob Zhao",)  # fmt: skip


def test_a_merged_number_names_its_successor():
    data = dump(home("94/4810-19", inside="<crossref>homepages/77/1</crossref>\n"))
    made = pages(io.BytesIO(data), ["Bo Zhao"], ["94/4810-19"])
    assert made["94/4810-19"].successor == "77/1"


def test_somebody_who_is_not_there_has_no_page():
    assert pages(io.BytesIO(dump(BO)), ["Luo Mai"], ["58/9811"]) == {}


def test_editors_count_and_titles_do_not():
    data = dump(
        article("conf/a/1", "Luo Mai", title="<i>Bo Zhao 0019</i>"),
        b'<proceedings mdate="2024-01-01" key="conf/a/2020"><editor>Bo Zhao 0019</editor>'
        b"<title>P.</title><year>2020</year></proceedings>", BO,
    )  # fmt: skip
    assert found(data) == ["conf/a/2020"]


def test_longer_names_are_other_people():
    data = dump(article("conf/a/1", "Bo Zhaoxing"), article("conf/a/2", "Xiao Bo Zhao"), BO)
    assert found(data) == []


def test_the_person_is_known_by_number_in_what_is_read():
    data = dump(article("conf/a/1", "Bo Zhao 0019", "Luo Mai"), BO)
    made = pages(io.BytesIO(data), ["Bo Zhao"], ["94/4810-19"])["94/4810-19"]
    first = next(iter(read("dblp-xml", made.xml)))
    assert [name.pid for name in first.authors] == ["94/4810-19", ""]


# -------------------------------------------------------------------------------- in pieces, whole

HERS = ["Bo Zhao 0019", "Luo Mai"]
MANY = dump(
    *(article(f"conf/a/{n}", *HERS[n % 3 != 0 :], title="x" * (n % 50)) for n in range(60)), BO
)


@given(st.lists(st.integers(1, 400), min_size=1, max_size=60))
def test_where_pieces_end_does_not_matter(sizes):
    pieces, at = [], 0
    for size in sizes:
        pieces.append(MANY[at : at + size])
        at += size
    pieces.append(MANY[at:])
    whole = list(scan([MANY], ["Bo Zhao"], ["94/4810-19"]))
    assert len(whole) == 21
    assert list(scan(pieces, ["Bo Zhao"], ["94/4810-19"])) == whole


@given(st.integers(1, 60))
def test_many_names_find_what_few_find(size):
    pieces = [MANY[at : at + size * 20] for at in range(0, len(MANY), size * 20)]
    crowd = ["Bo Zhao", *(f"Nobody {number}" for number in range(100))]
    few = list(scan(pieces, ["Bo Zhao"], ["94/4810-19"]))
    assert list(scan(pieces, crowd, ["94/4810-19"])) == few


def test_packed_and_plain_are_the_same():
    packed = gzip.compress(MANY)
    assert b"".join(unpacked(io.BytesIO(packed))) == MANY
    assert b"".join(unpacked(io.BytesIO(MANY))) == MANY
    twice = gzip.compress(MANY[:1000]) + gzip.compress(MANY[1000:])
    assert b"".join(unpacked(io.BytesIO(twice))) == MANY


BROKEN = {
    "packed, cut off": (gzip.compress(MANY)[:-50], Truncated),
    "plain, cut off": (MANY[:-40], Truncated),
    "empty": (b"", Truncated),
    "another file": (b"<html>no dump</html>" * 100, Truncated),
    "damaged": (gzip.compress(MANY)[:100] + b"\0" * 200, Malformed),
}


@every_row("data, error", BROKEN.values(), ids=BROKEN)
def test_a_broken_dump_is_refused(data, error):
    with pytest.raises(error, match=r"dump|Dump"):
        pages(io.BytesIO(data), ["Bo Zhao"], ["94/4810-19"])


class Endless(io.RawIOBase):
    """A dump of ``count`` times one block, which is nowhere in memory."""

    def __init__(self, block: bytes, count: int) -> None:
        self.block, self.left, self.place = block, count, 0

    def read(self, size: int = -1) -> bytes:
        if self.left <= 0:
            return b""
        self.left -= 1
        self.place += len(self.block)
        return self.block

    def tell(self) -> int:
        return self.place


def test_memory_does_not_grow_with_the_dump(monkeypatch):
    monkeypatch.setattr(dblp_dump, "CHUNK", 1 << 18)
    block = b"".join(article(f"conf/a/{n}", "Ada Lovelace", "Luo Mai") for n in range(1000))

    def peak(count: int) -> int:
        tracemalloc.start()
        with pytest.raises(Truncated):  # it has no end
            list(scan(unpacked(Endless(block, count)), ["Bo Zhao"], ["94/4810-19"]))
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(2)
    assert peak(60) < peak(6) * 1.5


@every_row("name", ["Bo Zhao", "Bruno Magalhães", "李明", "O'Neil & Søn <x>"])
def test_forms_of_a_name_hold_no_raw_markup(name):
    for form in byte_forms(name):
        assert b"<" not in form
        assert fold(name.split()[0])[:1].encode() in form.lower() or not name.isascii()


def test_a_made_dump_has_everybody_it_names(tmp_path):
    made = make_dump()
    path = tmp_path / "dblp.xml.gz"
    size = made.write(path, 12_000_000)
    assert size > 12_000_000
    names = {name for _, name in made.PEOPLE.values()}
    with path.open("rb") as stream:
        result = pages(stream, names, list(made.PEOPLE))
    assert set(result) == set(made.PEOPLE)
    assert sum(each.xml.count(b"<r>") for each in result.values()) >= 3


# ------------------------------------------------------------------------------------ the command


def test_the_dump_and_the_page_lead_to_the_same(pubman, tmp_path):
    key, title = "conf/sosp/Z24", "Dynamic Parallelism for Things"
    (tmp_path / "pubman.toml").write_text('[[people]]\nname = "Bo Zhao"\ndblp = "94/4810-19"\n')
    pubman("init")
    own = article(key, "Bo Zhao 0019", "Luo Mai", title=title)
    gone = article("conf/x/Y20", "Bo Zhao 0019", title="Another Paper Altogether")
    (tmp_path / "dblp.xml.gz").write_bytes(gzip.compress(dump(own, gone, BO)))
    err = pubman("sync", "--dblp", "--dump", "dblp.xml.gz").err
    assert "  + 2 records: 2 publications\n" in err
    before = pubman("list").out
    assert "nothing new" in pubman("sync", "--dblp", "--dump", "dblp.xml.gz").err
    (tmp_path / "dblp.xml.gz").write_bytes(gzip.compress(dump(own, BO)))
    assert "no longer listed by dblp" in pubman("sync", "--dump", "dblp.xml.gz").err
    assert pubman("list").out == before


def test_a_dump_does_not_spoil_what_a_page_said(pubman, tmp_path):
    same = record("conf/sosp/Z24", "Dynamic Parallelism for Things", mdate="2024-01-01")
    with running() as server:
        server.person("94/4810-19", page(same))
        (tmp_path / "pubman.toml").write_text(
            '[[people]]\nname = "Bo Zhao"\ndblp = "94/4810-19"\n'
            f'[dblp]\nurl = "{server.url}"\nspacing = 0\n'
        )
        pubman("init")
        pubman("sync")
        (tmp_path / "dblp.xml").write_bytes(
            dump(article("conf/sosp/Z24", "Bo Zhao 0019", "Luo Mai"), BO)
        )
        assert "nothing new" in pubman("sync", "--dump", "dblp.xml").err
        assert "nothing new" in pubman("sync").err


@pytest.mark.parametrize("data, error", BROKEN.values(), ids=BROKEN)
def test_a_broken_dump_changes_nothing(pubman, tmp_path, data, error):
    (tmp_path / "pubman.toml").write_text('[[people]]\nname = "Bo Zhao"\ndblp = "94/4810-19"\n')
    pubman("init")
    (tmp_path / "dblp.xml.gz").write_bytes(data)
    assert "Nothing was changed." in pubman("sync", "--dump", "dblp.xml.gz", code=1).said
    connection = sqlite3.connect(tmp_path / "pubs.db")
    assert connection.execute("SELECT count(*) FROM operations").fetchone() == (0,)
    connection.close()


def test_people_who_are_not_in_the_dump_do_not_stop_the_others(pubman, tmp_path):
    (tmp_path / "pubman.toml").write_text(
        '[[people]]\nname = "Bo Zhao"\ndblp = ["58/9811", "94/4810-19", "77/1"]\n'
        'orcid = "0000-0002-1825-0097"\n'
    )
    pubman("init")
    merged = home("77/1", "Bo Zhao", inside="<crossref>homepages/77/2</crossref>\n")
    (tmp_path / "dblp.xml").write_bytes(
        dump(article("conf/sosp/Z24", "Bo Zhao 0019", "Luo Mai"), BO, merged)
    )
    told = []
    with open_library(tmp_path / "pubs.db") as library:
        away, found, moved = sync_dump(
            library,
            tmp_path / "dblp.xml",
            Wish(),
            tell=lambda *pair: told.append(pair),
        )
    assert (away.account.id, away.name, away.state) == ("58/9811", "Bo Zhao", "failed")
    assert isinstance(away.error, NotFound)
    assert away.error.message == "dblp.xml has no entry for 58/9811."
    assert away.error.hints == ("look at   https://dblp.org/pid/58/9811.html   in a browser",)
    assert (found.account.id, found.state, found.unseen) == ("94/4810-19", "changed", ())
    assert found.location == "dblp.xml, 94/4810-19"
    assert isinstance(moved.error, NotFound)
    assert moved.error.message == "dblp has merged 77/1 into 77/2."
    assert moved.error.hints == ('write   dblp = "77/2"   into pubman.toml instead',)
    size = (tmp_path / "dblp.xml").stat().st_size
    assert told
    assert all(each == size and 0 < done <= size for done, each in told)


@pytest.mark.parametrize(
    "name, said",
    [("away.xml", "There is no file "), (".", " cannot be read: Is a directory.")],
    ids=["no file", "a folder"],
)
def test_a_dump_that_cannot_be_read_is_named(pubman, tmp_path, name, said):
    (tmp_path / "pubman.toml").write_text('[[people]]\nname = "Bo Zhao"\ndblp = "94/4810-19"\n')
    pubman("init")
    with open_library(tmp_path / "pubs.db") as library, pytest.raises(BadInput) as caught:
        list(sync_dump(library, tmp_path / name, Wish(), tell=lambda *_: None))
    assert said in caught.value.message
    assert str(tmp_path / name) in caught.value.message


def test_a_person_with_a_name_that_was_not_searched_for_is_not_complete(pubman, tmp_path):
    (tmp_path / "pubman.toml").write_text('[[people]]\nname = "Bo Zhao"\ndblp = "94/4810-19"\n')
    pubman("init")
    own, other = (article(f"conf/x/{n}", "Bo Zhao 0019", title=n) for n in ("One", "Two"))
    (tmp_path / "dblp.xml").write_bytes(dump(own, other, BO))
    pubman("sync", "--dump", "dblp.xml")
    aliased = home("94/4810-19", "Bo Zhao 0019", "Bob Zhao")
    (tmp_path / "dblp.xml").write_bytes(dump(own, aliased))
    with open_library(tmp_path / "pubs.db") as library:
        (outcome,) = sync_dump(library, tmp_path / "dblp.xml", Wish(), tell=lambda *_: None)
    assert outcome.unseen == ("Bob Zhao",)
    assert outcome.arrival is not None
    assert outcome.arrival.gone == []
