"""One request over the wire: redirects followed, the body unpacked, never more than was agreed."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from http.cookiejar import DefaultCookiePolicy
from typing import Final, Protocol
from urllib.parse import urljoin

import requests
import urllib3.exceptions

from pubman.errors import Malformed, TooLarge
from pubman.web.addresses import check_redirect, check_scheme, host_of

_CHUNK: Final = 65536
ERROR_BYTES: Final = 262_144
"""Of the body of an error this much is read: enough to recognise what it is."""
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})


class Clock(Protocol):
    """The time, and a way to let it pass: a test brings its own."""

    def now(self) -> float:
        """Seconds since 1970."""

    def sleep(self, seconds: float) -> None:
        """Returns when ``seconds`` have passed."""


class SystemClock:
    """The clock of this machine."""

    def now(self) -> float:
        """Seconds since 1970."""
        return time.time()

    def sleep(self, seconds: float) -> None:
        """Returns when ``seconds`` have passed."""
        time.sleep(seconds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a session bears: seconds, bytes and numbers of tries.

    ``spacing`` lies between two requests (dblp's robots.txt asks crawlers for 4 s); ``patience`` is
    the longest that one answer is waited for, all waits together; ``silence`` the longest between
    two pieces of a body and ``whole`` the longest for all of it. ``backoff`` is the first wait
    after a failure, ``unsaid`` the wait after a 429 that names none. The largest person page of
    dblp has some 5 MB.
    """

    spacing: float = 4.0
    patience: float = 120.0
    connect: float = 15.0
    silence: float = 60.0
    whole: float = 300.0
    bytes: int = 64_000_000
    redirects: int = 5
    tries: int = 4
    backoff: float = 5.0
    unsaid: float = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """An answer that was had before: its address and the server's validator (ETag or date)."""

    url: str
    validator: str


class Failed(Exception):
    """The host did not answer as a working host does.

    ``wait`` are the seconds it asks to wait, ``again`` says whether asking again may help, and
    ``limited`` that it answered 429: then no mirror is asked.
    """

    def __init__(
        self, what: str, *, wait: float | None = None, again: bool = True, limited: bool = False
    ) -> None:
        super().__init__(what)
        self.what = what
        self.wait = wait
        self.again = again
        self.limited = limited


@dataclass(slots=True, kw_only=True)
class Answer:
    """What one request brought, redirects followed."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for, and where a redirect may lead (None: anywhere)."""

    url: str
    accept: str
    seen: Seen | None
    hosts: set[str] | None
    until: Callable[[str], bool] | None

    def headers(self, url: str) -> dict[str, str]:
        """The headers of a request to ``url``; a validator goes only to the host that gave it."""
        headers = {"Accept": self.accept}
        if self.seen and self.seen.validator and host_of(self.seen.url) == host_of(url):
            dated = not self.seen.validator.endswith('"')
            name = "If-Modified-Since" if dated else "If-None-Match"
            headers[name] = self.seen.validator
        return headers


class Wire:
    """Kept connections, asked one after another and ``limits.spacing`` apart."""

    def __init__(self, agent: str, limits: Limits, clock: Clock) -> None:
        self._limits = limits
        self._clock = clock
        self._last: float | None = None
        self._http = requests.Session()
        self._http.auth = _no_credentials
        self._http.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self._http.headers.update({"User-Agent": agent, "Accept-Encoding": "gzip"})

    def close(self) -> None:
        """Closes the connections that are kept open."""
        self._http.close()

    def ask(self, request: Request) -> Answer:
        """What came of ``request``; ``Failed``, or an error below ``SourceError``."""
        url = request.url
        check_scheme(url, url)
        for _ in range(self._limits.redirects + 1):
            self._keep_distance()
            answer, target = self._send(url, request)
            if not target:
                return answer
            target = urljoin(url, target)
            check_redirect(url, target, request.hosts)
            if request.until is not None and request.until(target):
                return Answer(url=target, status=302, headers={})
            url = target
        raise Malformed(f"{host_of(url)} redirects without end.", "try again later")

    def _send(self, url: str, request: Request) -> tuple[Answer, str]:
        """The answer to one request, and the address it redirects to."""
        started = self._clock.now()
        try:
            with self._http.get(
                url,
                headers=request.headers(url),
                timeout=(self._limits.connect, self._limits.silence),
                allow_redirects=False,
                stream=True,
            ) as reply:
                if reply.status_code in _REDIRECTS and reply.headers.get("Location"):
                    return Answer(url=url, status=302, headers={}), reply.headers["Location"]
                body = self._body(reply, started)
                headers = reply.headers
        except requests.exceptions.SSLError as error:
            raise Failed(f"{host_of(url)} has no valid certificate", again=False) from error
        except requests.exceptions.Timeout as error:
            raise Failed(f"{host_of(url)} does not answer in time") from error
        except urllib3.exceptions.TimeoutError as error:
            raise Failed(f"{host_of(url)} does not answer in time") from error
        except urllib3.exceptions.HTTPError as error:
            raise Failed(f"{host_of(url)} broke off") from error
        except (requests.exceptions.RequestException, OSError) as error:
            raise Failed(f"{host_of(url)} cannot be reached") from error
        return Answer(url=url, status=reply.status_code, headers=headers, body=body), ""

    def _body(self, reply: requests.Response, started: float) -> bytes:
        host = host_of(reply.url)
        limit = self._limits.bytes if reply.status_code == 200 else ERROR_BYTES
        parts: list[bytes] = []
        size = 0
        for part in _unpacked(host, self._pieces(reply, host, started), reply.headers):
            size += len(part)
            if size > limit:
                if reply.status_code != 200:
                    break
                raise TooLarge(
                    f"{host} sent more than {limit // 1_000_000} MB.",
                    "look at it in a browser: is it what was to be fetched?",
                )
            parts.append(part)
        return b"".join(parts)

    def _pieces(self, reply: requests.Response, host: str, started: float) -> Iterator[bytes]:
        """The body as it comes in, packed as it is: so that a body that drips is noticed."""
        while piece := reply.raw.read1(_CHUNK, decode_content=False):
            if self._clock.now() - started > self._limits.whole:
                raise Failed(f"{host} is too slow", again=False)
            yield piece

    def _keep_distance(self) -> None:
        """Waits until ``spacing`` has passed since the last request."""
        if self._last is not None:
            pause = self._last + self._limits.spacing - self._clock.now()
            if pause > 0:
                self._clock.sleep(min(pause, self._limits.spacing))
        self._last = self._clock.now()


def _unpacked(host: str, pieces: Iterator[bytes], headers: Mapping[str, str]) -> Iterator[bytes]:
    """The body without its gzip packing, never more than ``_CHUNK`` bytes at a time."""
    if "gzip" not in headers.get("Content-Encoding", "").lower():
        yield from pieces
        return
    unpacker = zlib.decompressobj(wbits=31)
    try:
        for piece in pieces:
            data = piece
            while data and not unpacker.eof:
                yield unpacker.decompress(data, _CHUNK)
                data = unpacker.unconsumed_tail
    except zlib.error as error:
        raise Failed(f"{host} sent what cannot be unpacked") from error
    if not unpacker.eof:
        raise Failed(f"{host} broke off")


def _no_credentials(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Nothing added: without this, a ``.netrc`` would be sent along."""
    return request
