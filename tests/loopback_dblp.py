"""A dblp on this machine: a real HTTP server on 127.0.0.1 that tests fill and break.

It answers in the shapes of the genuine one: person pages and records in XML, exports in BibTeX,
search in JSON and XML, 302 for old names and merged numbers, and every fault that was seen out
there. It logs each request, so that a test can count them and look at their headers.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import threading
import urllib.parse
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import loopback_exports as exports

from pubman.web import Limits

BOT_CHECK = (
    b'<!doctype html><html lang="en"><head><title>Making sure you&#39;re not a bot!</title>'
    b'<link rel="stylesheet" href="/.within.website/x/xess/xess.min.css"></head>'
    b"<body><h1>Making sure you&#39;re not a bot!</h1><p>Loading...</p></body></html>"
)
TOO_MANY = b"<html><head><title>429 Too Many Requests</title></head><body>Slow down</body></html>"


class TestClock:
    """A clock for tests. Time passes only by sleeping (or by ``tick``)."""

    __test__ = False

    def __init__(self, now: float = 1_790_000_000.0, tick: float = 0.0) -> None:
        self.time = now
        self.tick = tick
        self.slept: list[float] = []
        self.read = threading.Event()

    def now(self) -> float:
        self.time += self.tick
        self.read.set()
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds


FAST = Limits(connect=30, silence=30, backoff=1.0)


@dataclass
class Reply:
    """What the server sends.

    ``cut`` ends the body early, ``stall`` waits forever before it, ``drop`` hangs up, ``drops``
    sends the body in this many pieces, each after the one before was noticed, and ``claim`` says
    whether its length is announced. A ``script`` writes everything itself, the head too.
    """

    status: int = 200
    body: bytes = b""
    media_type: str = "application/xml; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None
    stall: bool = False
    drop: bool = False
    claim: bool = True
    drops: int = 0
    script: Callable[[Any, TestClock], None] | None = None


@dataclass(frozen=True)
class Asked:
    """One request as it came in, and when by the test's clock."""

    path: str
    headers: dict[str, str]
    at: float = 0.0


Fault = Callable[[str], "Reply | None"]


class Dblp:
    """The server's content and its faults; ``url`` is its base address."""

    def __init__(self, clock: TestClock) -> None:
        self.clock = clock
        self.pages: dict[str, bytes] = {}
        self.records: dict[str, bytes] = {}
        self.redirects: dict[str, str] = {}
        self.search: dict[str, object] = {}
        self.other: dict[str, Reply] = {}
        self.faults: list[Reply] = []
        self.fault: Fault | None = None
        self.validators = True
        self.log: list[Asked] = []
        self.released = threading.Event()
        dblp = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                dblp._serve(self)

            def log_message(self, *_: object) -> None:
                """Print nothing on stderr."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.block_on_close = False
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        )
        self._thread.start()

    def close(self) -> None:
        self.released.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def paths(self) -> list[str]:
        return [asked.path for asked in self.log]

    def findable(self, query: str, *records: str) -> None:
        """Let the search for publications find ``records`` for ``query``."""
        self.search[f"publ {query}"] = [exports.info(_parsed(each.encode())) for each in records]

    def person(self, pid: str, xml: str) -> None:
        """Serves ``xml`` as the page of ``pid``."""
        self.pages[pid] = xml.encode("ascii", "xmlcharrefreplace")

    # ------------------------------------------------------------------------------- answering

    def _serve(self, handler: BaseHTTPRequestHandler) -> None:
        asked = Asked(handler.path, dict(handler.headers.items()), self.clock.time)
        self.log.append(asked)
        reply = self._fault(handler.path) or self._answer(handler.path, asked)
        if reply.drop:
            handler.connection.close()
            handler.close_connection = True
            return
        if reply.stall:
            self.released.wait(30)
        if reply.script is not None:
            handler.close_connection = True
            with suppress(OSError):
                reply.script(handler.wfile, self.clock)
            return
        _send(handler, reply, asked, self.clock)

    def _fault(self, path: str) -> Reply | None:
        if self.faults:
            return self.faults.pop(0)
        return self.fault(path) if self.fault else None

    def _answer(self, path: str, asked: Asked) -> Reply:
        where, _, query = path.partition("?")
        if where in self.redirects:
            return Reply(302, headers={"Location": self.redirects[where]})
        if where in self.other:
            return self.other[where]
        if where.startswith("/search/"):
            return self._search(where, query)
        if where.startswith("/pid/"):
            return self._page(where.removeprefix("/pid/"), asked, query)
        if where.startswith("/rec/"):
            return self._record(where.removeprefix("/rec/"), query)
        return _not_found()

    def _record(self, name: str, query: str) -> Reply:
        key, _, form = name.rpartition(".")
        if key not in self.records or form not in ("xml", "bib"):
            return _not_found()
        if form == "bib":
            return self._bibtex([_parsed(self.records[key])[0]], query)
        return Reply(body=self.records[key])

    def _bibtex(self, elements: list[ET.Element], query: str) -> Reply:
        param = int(urllib.parse.parse_qs(query).get("param", ["1"])[0])
        volumes = {key: _parsed(body)[0] for key, body in self.records.items()}
        text = exports.bibtex(elements, param, volumes)
        return Reply(body=text.encode(), media_type="application/x-bibtex; charset=utf-8")

    def _page(self, name: str, asked: Asked, query: str) -> Reply:
        pid = name.removesuffix(".xml").removesuffix(".html").removesuffix(".bib")
        if pid not in self.pages:
            return _not_found()
        if name.endswith(".bib"):
            return self._bibtex([each[0] for each in _parsed(self.pages[pid]).iter("r")], query)
        body = self.pages[pid]
        etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        if self.validators and asked.headers.get("If-None-Match") == etag:
            return Reply(304, headers={"ETag": etag})
        return Reply(body=body, headers={"ETag": etag} if self.validators else {})

    def _search(self, where: str, query: str) -> Reply:
        asked = urllib.parse.parse_qs(query)
        wanted, most = asked["q"][0], int(asked.get("h", ["30"])[0])
        first = int(asked.get("f", ["0"])[0])
        infos = self.search.get(f"{where.split('/')[2]} {wanted}", [])
        assert isinstance(infos, list)
        found = exports.search(wanted, infos, first, most)
        if asked.get("format", ["xml"])[0] == "xml":
            return Reply(body=exports.as_xml(found).encode())
        return Reply(body=json.dumps(found).encode(), media_type="application/json")


def _parsed(body: bytes) -> ET.Element:
    return ET.fromstring(body)


def _not_found() -> Reply:
    return Reply(404, b"<html><head><title>404</title></head></html>", "text/html")


def _send(handler: BaseHTTPRequestHandler, reply: Reply, asked: Asked, clock: TestClock) -> None:
    body = reply.body
    handler.send_response(reply.status)
    handler.send_header("Content-Type", reply.media_type)
    for name, value in reply.headers.items():
        handler.send_header(name, value)
    packed = reply.drops or "Content-Encoding" in reply.headers or len(body) <= 500
    if "gzip" in asked.headers.get("Accept-Encoding", "") and not packed:
        body = gzip.compress(body)
        handler.send_header("Content-Encoding", "gzip")
    if reply.claim:
        handler.send_header("Content-Length", str(len(body)))
    else:
        handler.send_header("Connection", "close")
        handler.close_connection = True
    handler.end_headers()
    if reply.cut is not None:
        body = body[: reply.cut]
        handler.close_connection = True
    try:
        step = len(body) // reply.drops + 1 if reply.drops else len(body) or 1
        for at in range(0, len(body), step):
            clock.read.clear()
            handler.wfile.write(body[at : at + step])
            handler.wfile.flush()
            if reply.drops:
                clock.read.wait(5)
    except OSError:
        handler.close_connection = True


@contextmanager
def running(clock: TestClock | None = None) -> Iterator[Dblp]:
    """A server that runs while the block does."""
    dblp = Dblp(clock or TestClock())
    try:
        yield dblp
    finally:
        dblp.close()


# ------------------------------------------------------------------------------------- documents


def record(
    key: str,
    title: str,
    *,
    authors: tuple[tuple[str, str], ...] = (("Bo Zhao 0019", "94/4810-19"), ("Luo Mai", "58/9811")),
    year: int = 2024,
    tag: str = "inproceedings",
    mdate: str = "2024-12-01",
    publtype: str = "",
    **fields: str,
) -> str:
    """One record as dblp writes it, elements in dblp's order."""
    kind = f" publtype={quoteattr(publtype)}" if publtype else ""
    parts = [f'<{tag} key={quoteattr(key)} mdate="{mdate}"{kind}>']
    parts += [f"<author pid={quoteattr(pid)}>{escape(name)}</author>" for name, pid in authors]
    parts.append(f"<title>{escape(title)}.</title>")
    order = (
        "pages year volume journal booktitle publisher number month ee crossref url note".split()
    )
    values = {"year": str(year), **fields}
    parts += [
        f"<{name}>{escape(values[name])}</{name}>" for name in (*order, "note") if values.get(name)
    ]
    return "\n".join([*parts, f"</{tag}>"])


def preprint(number: str, title: str, *, year: int = 2023, **options: object) -> str:
    """A CoRR record, which dblp does not link to a published one."""
    return record(
        f"journals/corr/abs-{number.replace('.', '-')}", title, year=year, tag="article",
        publtype="informal", volume=f"abs/{number}", journal="CoRR",
        ee=f"https://doi.org/10.48550/arXiv.{number}", **options,  # type: ignore[arg-type]
    )  # fmt: skip


def page(
    *records: str,
    name: str = "Bo Zhao 0019",
    pid: str = "94/4810-19",
    aliases: tuple[str, ...] = (),
    affiliation: str = "Aalto University, Espoo, Finland",
    n: int | None = None,
    urls: tuple[str, ...] = (),
) -> str:
    """A person's page as dblp writes it."""
    count = len(records) if n is None else n
    note = f'<note type="affiliation">{escape(affiliation)}</note>\n' if affiliation else ""
    names = "\n".join(f"<author pid={quoteattr(pid)}>{escape(each)}</author>"
                      for each in (name, *aliases))  # fmt: skip
    links = "".join(f"<url>{escape(each)}</url>\n" for each in urls)
    body = "".join(f"<r>{each}\n</r>\n" for each in records)
    return (
        f'<?xml version="1.0"?>\n<dblpperson name={quoteattr(name)} pid={quoteattr(pid)} '
        f'n="{count}">\n<person key="homepages/{pid}" mdate="2024-01-01">\n{names}\n{note}{links}'
        f'</person>\n{body}<coauthors n="1" nc="1">\n<co c="0"><na f="m/Mai:Luo" pid="58/9811">'
        "Luo Mai</na></co>\n</coauthors>\n</dblpperson>\n"
    )


def merged(pid: str, into: str, name: str = "Bo Zhao") -> str:
    """The remaining page of a merged person: a cross-reference and no record."""
    return (
        f'<?xml version="1.0"?>\n<dblpperson name={quoteattr(name)} pid="{pid}" n="0">\n'
        f'<person key="homepages/{pid}" mdate="2024-01-01">\n<crossref>homepages/{into}</crossref>'
        "\n</person>\n</dblpperson>\n"
    )


def disambiguation(pid: str, name: str, *people: tuple[str, str]) -> str:
    """The page for all people of one name who could not be distinguished."""
    others = "".join(
        f'<h f="x"><person key="homepages/{each}" mdate="2019-11-26">\n'
        f'<author pid="{each}">{escape(called)}</author>\n</person>\n</h>\n'
        for each, called in people
    )
    return (
        f'<?xml version="1.0"?>\n<dblpperson name={quoteattr(name)} pid="{pid}" n="0">\n'
        f'<person publtype="disambiguation" key="homepages/{pid}" mdate="2019-11-26">\n'
        f'<author pid="{pid}">{escape(name)}</author>\n</person>\n<homonyms n="{len(people)}">\n'
        f"{others}</homonyms>\n</dblpperson>\n"
    )
