"""Every fault of a server that we could think of: its name, and its effect on a store.

Each row is one answer of dblp to a sync of a store that has been synced before. The store must be
unchanged, or have the content of the answer. The sentence names the fault. And after the next good
answer the list is the same as if the fault had never happened.
"""

from __future__ import annotations

import gzip
import shutil
import sqlite3
import zlib
from dataclasses import dataclass, replace

import pytest
from loopback_dblp import (
    BOT_CHECK,
    FAST,
    TOO_MANY,
    Reply,
    disambiguation,
    page,
    preprint,
    record,
    running,
)
from loopback_faults import HEAD, chunked, drips, floods, sends

from pubman.cli.say.sync import tell_one
from pubman.config import load
from pubman.errors import (
    BotCheck,
    Disambiguation,
    Insecure,
    Malformed,
    NotFound,
    PubmanError,
    RateLimited,
    Refused,
    SourceError,
    TooLarge,
    Truncated,
    Unreachable,
    UsageError,
)
from pubman.library import init
from pubman.library.session import open_library
from pubman.library.sync import run
from pubman.library.sync.accounts import accounts_of
from pubman.library.sync.source import Account, Wish
from pubman.web import Session

BO = (("Bo Zhao 0019", "94/4810-19"),)
UNVER = (("Jürgen Ünver", "1/7"), *BO)
PAPERS = (
    record("conf/sosp/WagenlanderLZMP24", "Tenplex: Dynamic Parallelism for Deep Learning",
           pages="195-210", booktitle="SOSP", ee="https://doi.org/10.1145/3694715.3695975"),
    record("conf/asplos/Zhao23", "A Study of Load Shedding in Stream Processing", year=2023,
           pages="1-14", booktitle="ASPLOS", authors=BO),
    record("journals/jcst/LiuZ24", "Für eine schöne Überlastung", tag="article", volume="74",
           number="3", journal="J. Comput. Sci. Technol.", authors=UNVER),
    preprint("2301.01234", "Distributional Graphs for Everyone", authors=BO),
    record("conf/sc/ShiZ26", "Hybrid Parallel Everything at Scale", year=2026, booktitle="SC",
           pages="77:1-77:13", authors=BO),
)  # fmt: skip
GOOD = page(*PAPERS)
"""dblp's page before the fault."""
ONE_MORE = record("conf/vldb/Zhao27", "Yet Another Paper on Streams", year=2027, booktitle="VLDB",
                  authors=BO)  # fmt: skip
FINAL = page(*PAPERS, ONE_MORE)
"""dblp's page after it."""
TEXT = GOOD.encode("ascii", "xmlcharrefreplace")


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One bad answer: its error (None: it is accepted), and words of the message.

    ``tick`` are the seconds that pass each time the clock is read, and ``silence`` the real
    seconds after which a silent server is given up. ``at`` replaces the address that is asked.
    """

    reply: Reply | None = None
    error: type[PubmanError] | None = None
    says: str = ""
    tick: float = 0.0
    silence: float = 30.0
    at: str = ""


def raw(script, error=Unreachable, says="", **more):
    return Fault(reply=Reply(script=script), error=error, says=says, **more)


def body(data, error=Malformed, says="", **more):
    data = data.encode("ascii", "xmlcharrefreplace") if isinstance(data, str) else data
    return Fault(reply=Reply(body=data, **more), error=error, says=says)


def status(number, error, says="", **more):
    return Fault(reply=Reply(number, **more), error=error, says=says)


def led_to(location, says, error=Insecure):
    return Fault(reply=Reply(302, headers={"Location": location}), error=error, says=says)


def instead(old, new):
    """The good page with one thing changed, and one more paper so that there is news."""
    assert old in page(*PAPERS, ONE_MORE)
    return page(*PAPERS, ONE_MORE).replace(old, new)


COULD_NOT = "1 entry could not be read"
SLOW = "did not finish its answer within 120 seconds"
LATIN1 = '<?xml version="1.0" encoding="ISO-8859-1"?>'
ASCII = '<?xml version="1.0" encoding="US-ASCII"?>'
XML = '<?xml version="1.0"?>'
CROWD = (*((f"Firstname{n} Family{n:05}", f"9/{n}") for n in range(5000)), *BO)
BOMB = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
)  # fmt: skip

NO_CONNECTION = {
    "nobody listens": Fault(error=Unreachable, says="cannot be reached", at="http://127.0.0.1:1"),
    "no such host": Fault(error=Unreachable, says="cannot be reached",
                          at="https://nobody.invalid"),
    "plain http to another machine": Fault(error=Insecure, says="is not an https address",
                                           at="http://dblp.example"),
    "a backslash in the address": Fault(error=Insecure, says="no address may contain",
                                        at="https://dblp.example\\@127.0.0.1"),
    "the connection breaks": Fault(reply=Reply(drop=True), error=Unreachable, says="reached"),
    "silence": Fault(reply=Reply(stall=True), error=Unreachable, says="answer in time",
                     silence=0.05),
}  # fmt: skip
HEADS = {
    "a head that drips": raw(drips(b"HTTP/1.1 200 OK\r\nX: ", b"a"), says=SLOW, tick=2.0),
    "a status line that drips": raw(drips(b"HT", b"T"), says=SLOW, tick=2.0),
    "100 Continue without end": raw(drips(b"", b"HTTP/1.1 100 Continue\r\n\r\n"), says=SLOW,
                                    tick=2.0),
    "a flood of 100 Continue": raw(floods(b"", b"HTTP/1.1 100 Continue\r\n\r\n", 200_000),
                                   says=SLOW, tick=2.0),
    "header lines without end": raw(floods(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n"), says="not HTTP"),
    "one header line without end": raw(floods(b"HTTP/1.1 200 OK\r\nX-A: ", b"bbbbbbbb"),
                                       says="not HTTP"),
    "a status line that is none": raw(sends(b"GREETINGS\r\n\r\n"), says="not HTTP"),
    "a page without a head": raw(sends(TEXT), says="not HTTP"),
    "half a head": raw(sends(b"HTTP/1.1 200 OK\r\nContent-"), error=SourceError),
    "a negative length": raw(sends(HEAD + b"Content-Length: -5\r\n\r\n", TEXT[:300]),
                             error=SourceError),
    "a length that is no number": raw(sends(HEAD + b"Content-Length: many\r\n\r\n", TEXT[:300]),
                                      error=SourceError),
}  # fmt: skip
BODIES = {
    "a chunk size that drips": raw(drips(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"0"),
                                   says=SLOW, tick=2.0),
    "a chunk size that is no number": raw(
        sends(HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nabc"), error=Truncated,
        says="broke off"),
    "a chunk size larger than any": raw(
        sends(HEAD + b"Transfer-Encoding: chunked\r\n\r\nfffffffff\r\nabc"), error=Truncated,
        says="broke off"),
    "chunks without an end": raw(chunked(TEXT[:500], end=False), error=Truncated,
                                 says="broke off"),
    "chunks of one byte without end": raw(
        drips(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"), says=SLOW, tick=2.0),
    "a body that drips": Fault(reply=Reply(body=TEXT, drops=200), error=Unreachable, says=SLOW,
                               tick=2.0),
    "a body cut off, its length known": Fault(reply=Reply(body=TEXT, cut=300), error=Truncated,
                                              says="broke off"),
    "a body cut off, its length unknown": body(TEXT[:900], Truncated, "cut off", claim=False),
    "gzip cut off": body(gzip.compress(TEXT)[:-9], Truncated, "broke off",
                         headers={"Content-Encoding": "gzip"}),
    "gzip damaged": body(
        gzip.compress(TEXT)[:40] + b"\0" * 40,
        SourceError,
        headers={"Content-Encoding": "gzip"},
    ),
    "gzip that is none": body(TEXT, Unreachable, "cannot be unpacked",
                              headers={"Content-Encoding": "gzip"}),
    "a bomb in gzip": body(gzip.compress(b" " * 30_000_000), TooLarge, "more than 1 MB",
                           headers={"Content-Encoding": "gzip"}),
    "a packing that nobody asked for": body(zlib.compress(TEXT), Malformed,
                                            headers={"Content-Encoding": "deflate"}),
    "too large": body(TEXT + b" " * 3_000_000, TooLarge, "more than 1 MB"),
    "too many records": body(page(*PAPERS * 700), TooLarge, "more than 1 MB"),
    "nothing": body(b"", Truncated, "is empty"),
    "blanks": body(b" \n\n ", Truncated, "is empty"),
}  # fmt: skip
STATUSES = {
    "204": status(204, SourceError, "answered 204"),
    "206": status(206, SourceError, "answered 206", body=TEXT[:500]),
    "300": status(300, SourceError, "answered 300"),
    "302 to nowhere": status(302, SourceError),
    "400": status(400, SourceError, "answered 400"),
    "401": status(401, SourceError, "answered 401"),
    "403": status(403, SourceError, "answered 403"),
    "404": status(404, NotFound, "nobody with the number"),
    "410": status(410, NotFound, "has removed"),
    "418": status(418, SourceError, "answered 418"),
    "429 for hours": status(429, RateLimited, "left alone until", body=TOO_MANY,
                            headers={"Retry-After": "9999"}),
    "429 without end": status(429, RateLimited, "left alone until", body=TOO_MANY,
                              headers={"Retry-After": "1"}),
    "429 that names no time": status(429, RateLimited, "left alone until"),
    "429 for the day": status(429, RateLimited, "left alone until",
                              body=b"You have exceeded the daily quota"),
    "500": status(500, Unreachable, "answered 500"),
    "502 with a web page": status(502, Unreachable, "answered 502", body=b"<html>Bad</html>"),
    "503 for hours": status(503, Unreachable, "answered 503", headers={"Retry-After": "9999"}),
    "504": status(504, Unreachable, "answered 504"),
    "999": raw(
        sends(b"HTTP/1.1 999 No\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"),
        says="answered 999"),
}  # fmt: skip
REDIRECTS = {
    "to http": led_to("http://dblp.example/", "leads to http://dblp.example/"),
    "to a file": led_to("file:///etc/passwd", "not an https address"),
    "to another host": led_to("https://dblp.example/x", "not one of its mirrors"),
    "to another host without a scheme": led_to("//dblp.example/x", "not an https address"),
    "by a backslash": led_to("https://dblp.example\\@127.0.0.1/", "no address may contain"),
    "with a line break": led_to("/pid/1%0d%0a.xml", "redirects without end", Malformed),
    "to a private network": led_to("https://10.0.0.7/x", "not one of its mirrors"),
    "with a password": led_to("https://me:secret@dblp.example/x", "leads to dblp.example"),
    "in a circle": led_to("/pid/94/4810-19.xml", "redirects without end", Malformed),
}
PAGES = {
    "a robot check, 200": Fault(reply=Reply(200, BOT_CHECK, "text/html"), error=BotCheck),
    "a robot check, 500": Fault(reply=Reply(500, BOT_CHECK, "text/html"), error=BotCheck),
    "a robot check as XML": Fault(reply=Reply(200, BOT_CHECK), error=BotCheck),
    "a web page": body(b"<!doctype html><html><title>dblp</title></html>", says="not the XML"),
    "JSON": body(b'{"result": {"hits": {}}}', says="not the XML"),
    "random bytes": body(bytes(range(256)) * 40, says="not the XML"),
    "one record": body(f"<dblp>{PAPERS[0]}</dblp>", says="not a person's page"),
    "somebody else's page": body(GOOD.replace("94/4810-19", "94/4810-2"), says="but 94/4810-19"),
    "a page without a number": body("<dblpperson></dblpperson>", says="not a person's page"),
    "a page for everybody of a name": body(
        disambiguation("94/4810-19", "Bo Zhao", ("1/1", "X")), Disambiguation, "everybody called"),
    "a page cut between two records": body(TEXT[: TEXT.index(b"<r>", 900)], Truncated, "cut off"),
    "the last line missing": body(GOOD.replace("</dblpperson>", ""), Truncated, "cut off"),
    "fewer records than announced": body(GOOD.replace('n="5"', 'n="9"'), Truncated,
                                         "5 of 9 records"),
    "more records than announced": body(GOOD.replace('n="5"', 'n="2"'), Malformed,
                                        "more records than it announces"),
    "all records gone": body(page(), Refused, "lacks 5 of the 5 records"),
    "most records gone": body(page(*PAPERS[:2]), Refused, "lacks 3 of the 5 records"),
    "all keys and all titles new": body(
        page(*(record(f"x/{n}", f"Something Else Number {n}", authors=BO) for n in range(5))),
        Refused, "names none of its 5 known records"),
    "entities that expand": body(BOMB + instead("A Study of", "A &b; of"), None,
                                 COULD_NOT),
}  # fmt: skip
TAKEN = {
    "304 to what is known": Fault(reply=Reply(304)),
    "Latin-1 declared and sent": body(
        instead(XML, LATIN1).encode("latin-1"), None),
    "Latin-1 declared, UTF-8 sent": body(instead(XML, LATIN1).encode(), None),
    "ASCII declared, UTF-8 sent": body(instead(XML, ASCII).encode(), None),
    "UTF-8 declared, Latin-1 sent": body(
        instead(XML, '<?xml version="1.0" encoding="UTF-8"?>').encode("latin-1"), None),
    "a byte order mark": body(b"\xef\xbb\xbf" + instead(XML, XML).encode(), None),
    "UTF-16": body(instead(XML, '<?xml version="1.0" encoding="UTF-16"?>').encode("utf-16"), None),
    "UTF-8 encoded twice": body(
        instead(XML, XML).encode().decode("latin-1").encode(), None),
    "5,000 authors": body(page(*PAPERS[1:], record(
        "conf/sosp/WagenlanderLZMP24", "Tenplex: Dynamic Parallelism for Deep Learning",
        pages="195-210", booktitle="SOSP", ee="https://doi.org/10.1145/3694715.3695975",
        authors=CROWD)), None),
    "an author of another name": body(instead("Jürgen Ünver", "Jakob Xaver"), None),
    "a wrong year": body(instead("<year>2026</year>", "<year>1926</year>"), None),
    "a wrong title": body(instead("Hybrid Parallel Everything", "Entirely Serial Nothing"), None),
    "a title of controls": body(instead("Hybrid Parallel", "\x9b31m\u202eHybrid\u200b Parallel"),
                                None),
    "all keys new": body(
        page(*(each.replace('key="', 'key="renamed/') for each in PAPERS)), None,
        "5 records have new keys"),
    "a record that is damaged": body(instead("A Study of", "A <b>Study of"), None, COULD_NOT),
    "an entity that nobody declared": body(instead("A Study of", "A &nonsense; of"), None,
                                           COULD_NOT),
    "a record of 2 MB": Fault(reply=Reply(body=instead(
        "A Study of", "A Study of " + "very " * 400_000).encode()), says=COULD_NOT),
    "a record twice": body(page(*PAPERS, PAPERS[0], n=6), None, COULD_NOT),
    "a record without a key": body(instead('key="conf/asplos/Zhao23" ', ""), None),
    "a record without a title": body(
        instead("<title>A Study of Load Shedding in Stream Processing.</title>", ""), None),
    "a record without authors": body(
        page(*PAPERS[:4], PAPERS[4].replace('<author pid="94/4810-19">Bo Zhao 0019</author>', "")),
        None,
    ),
    "no person element": body(instead("<person ", "<persona ").replace("</person>", "</persona>"),
                              None),
    "the person renamed": body(GOOD.replace('name="Bo Zhao 0019"', 'name="Robert Smith"').replace(
        ">Bo Zhao 0019</author>\n<note", ">Robert Smith</author>\n<note"), None),
}  # fmt: skip
GROUPS = {
    "no connection": NO_CONNECTION, "head": HEADS, "body": BODIES, "status": STATUSES,
    "redirect": REDIRECTS, "page": PAGES, "taken": TAKEN,
}  # fmt: skip
ROWS = {f"{group}: {name}": row for group, rows in GROUPS.items() for name, row in rows.items()}


def test_there_are_as_many_faults_as_promised():
    assert len(ROWS) >= 60


def session_for(fault, clock):
    most = 1_000_000 if fault.error is TooLarge else 3_200_000
    limits = replace(FAST, spacing=0, silence=fault.silence, bytes=most, tries=2)
    return Session(limits=limits, clock=clock, jitter=lambda: 0.5)


def resync(folder, fault, clock):
    with (
        open_library(folder / "pubs.db") as library,
        session_for(fault, clock) as session,
    ):
        return next(run.sync_accounts(library, session, accounts_of(library.config), Wish()))


def rows(folder, sql):
    connection = sqlite3.connect(folder / "pubs.db")
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


FACTS = (
    "SELECT * FROM records ORDER BY id", "SELECT * FROM listings ORDER BY account, record_id",
    "SELECT * FROM operations", "SELECT * FROM cite_keys ORDER BY key", "SELECT * FROM fetches",
)  # fmt: skip


def facts(folder):
    return [rows(folder, sql) for sql in FACTS]


def the_list(folder):
    """The state that a person sees, without numbers that depend on history."""
    found = rows(
        folder,
        "SELECT key, kind, year, title, authors, venue, doi, arxiv_id, mine, hidden "
        "FROM bibliography ORDER BY key",
    )
    waiting = rows(folder, "SELECT kind, key_a, key_b FROM review ORDER BY kind, key_a, key_b")
    return found, waiting


@pytest.fixture(scope="module")
def server():
    with running() as made:
        yield made


def begin(folder, url):
    """A store with the good page, in ``folder``."""
    (folder / "pubman.toml").write_text(
        f'[[people]]\nname = "Bo Zhao"\ndblp = "94/4810-19"\n[dblp]\nurl = "{url}"\nmirrors = []\n'
        "spacing = 0\n"
    )
    init.begin(folder)


@pytest.fixture(scope="module")
def synced(tmp_path_factory, server):
    """A folder with a store that was synced once."""
    folder = tmp_path_factory.mktemp("synced")
    begin(folder, server.url)
    server.person("94/4810-19", GOOD)
    assert resync(folder, Fault(), server.clock).state == "changed"
    return folder


@pytest.fixture(scope="module")
def expected(tmp_path_factory, server, synced):
    """The list of a store that never met a fault."""
    folder = tmp_path_factory.mktemp("never") / "store"
    shutil.copytree(synced, folder)
    server.person("94/4810-19", FINAL)
    assert resync(folder, Fault(), server.clock).error is None
    return the_list(folder)


@pytest.mark.parametrize("fault", ROWS.values(), ids=ROWS)
def test_a_fault_of_the_server(tmp_path, server, synced, monkeypatch, capsys, fault, expected):
    folder = tmp_path / "store"
    shutil.copytree(synced, folder)
    before = facts(folder)

    server.person("94/4810-19", GOOD)
    server.fault = None if fault.reply is None else lambda _: fault.reply
    if fault.at:
        monkeypatch.setenv("PUBMAN_DBLP_URL", fault.at)
    server.clock.tick = fault.tick
    outcome = resync(folder, fault, server.clock)
    server.clock.tick = 0.0
    monkeypatch.delenv("PUBMAN_DBLP_URL", raising=False)

    if fault.error is None:
        assert outcome.error is None, outcome.error
        tell_one(outcome)
        assert fault.says in " ".join(capsys.readouterr().err.split())
    else:
        assert isinstance(outcome.error, fault.error), outcome
        assert outcome.error.exit_code == (2 if fault.error is UsageError else 1)
        assert outcome.error.message.endswith(".")
        assert "\n" not in outcome.error.message
        assert fault.says in outcome.error.message
        assert "secret" not in outcome.error.message
        assert facts(folder) == before

    server.fault = None
    server.person("94/4810-19", FINAL)
    assert resync(folder, Fault(), server.clock).error is None
    assert the_list(folder) == expected


BEFORE_A_STORE = {name: row for name, row in ROWS.items() if row.error and row.error is not Refused}


@pytest.mark.parametrize("fault", BEFORE_A_STORE.values(), ids=BEFORE_A_STORE)
def test_a_fault_before_there_is_a_store(synced, server, monkeypatch, fault):
    """The store is made only after a complete page has arrived, so nothing can be left behind."""
    server.fault = None if fault.reply is None else lambda _: fault.reply
    if fault.at:
        monkeypatch.setenv("PUBMAN_DBLP_URL", fault.at)
    server.clock.tick = fault.tick
    config = load(synced / "pubman.toml")
    account = Account(source="dblp", id="94/4810-19")
    try:
        with session_for(fault, server.clock) as session, pytest.raises(fault.error):
            run.fetch_first(session, config, account)
    finally:
        server.clock.tick, server.fault = 0.0, None
