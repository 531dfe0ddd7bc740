"""One request over the wire: redirects followed, the body unpacked, never more than was agreed."""

from __future__ import annotations

import http.client
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.cookiejar import DefaultCookiePolicy
from typing import Final, Protocol

import requests
import urllib3.exceptions
from urllib3.exceptions import NameResolutionError

from pubman.errors import Malformed, TooLarge
from pubman.web.addresses import (
    Address,
    check_redirect,
    check_scheme,
    host_of,
    parse_address,
    public,
)
from pubman.web.deadline import Deadline, Watch, watch_sockets

_CHUNK: Final = 65536
ERROR_BYTES: Final = 262_144
"""How much of the body of an error is read: enough to recognise what it is."""
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})


class Clock(Protocol):
    """The time, and a way to let it pass. A test brings its own."""

    def now(self) -> float:
        """Return the seconds since 1970."""

    def sleep(self, seconds: float) -> None:
        """Return when ``seconds`` have passed."""


class SystemClock:
    """The clock of this machine."""

    def now(self) -> float:
        """Return the seconds since 1970."""
        return time.time()

    def sleep(self, seconds: float) -> None:
        """Return when ``seconds`` have passed."""
        time.sleep(seconds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a session accepts: seconds, bytes and numbers of tries.

    ``whole`` is the longest that a host may take for its answer, head and body and all tries
    together; ``silence`` is the longest between two pieces of it. ``backoff`` is the first wait
    after a failure; each further one is twice as long. The largest person page of dblp has some
    5 MB.
    """

    spacing: float = 4.0
    patience: float = 120.0
    connect: float = 15.0
    silence: float = 60.0
    whole: float = 120.0
    bytes: int = 12_000_000
    redirects: int = 5
    tries: int = 4
    backoff: float = 5.0
    unsaid: float = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How one service wants to be asked, if not as the limits of the session say.

    ``spacing`` is the time between two requests to a host (dblp's robots.txt asks for 4 s).
    ``patience`` is the longest that pubman waits for one answer, all waits together. ``unsaid`` is
    the first wait after a 429 that names none. ``hint`` says how to be allowed more.
    """

    spacing: float
    patience: float = 120.0
    unsaid: float = 30.0
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """An answer from before: its address and the server's validator (an ETag or a date)."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one request brought, redirects followed."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request, and the hosts to which it may be redirected (None: any).

    ``private`` are headers with a key or token. They go only to the host that was asked, never to
    one it redirects to. With ``content`` the request is a POST.
    """

    url: str
    accept: str
    manners: Manners
    deadline: Deadline
    seen: Seen | None = None
    hosts: frozenset[str] | None = None
    until: Callable[[str], bool] | None = None
    private: Mapping[str, str] = field(default_factory=dict)
    content: bytes | None = None
    media_type: str = ""

    def headers(self, host: str) -> dict[str, str]:
        """Return the headers of a request to ``host``.

        A validator goes only to the host that gave it.
        """
        headers = {"Accept": self.accept}
        if self.seen and self.seen.validator and host_of(self.seen.url) == host:
            dated = not self.seen.validator.endswith('"')
            headers["If-Modified-Since" if dated else "If-None-Match"] = self.seen.validator
        if host == host_of(self.url):
            headers.update(self.private)
        if self.media_type:
            headers["Content-Type"] = self.media_type
        return headers


class Wire:
    """Kept connections, asked one after another and spaced out for each host."""

    def __init__(self, agent: str, limits: Limits, clock: Clock) -> None:
        self._limits = limits
        self._clock = clock
        self._last: dict[str, float] = {}
        self._watch = Watch(limits.silence)
        self._http = requests.Session()
        watch_sockets(self._http, self._watch)
        self._http.auth = _no_credentials
        self._http.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self._http.headers.update({"User-Agent": agent, "Accept-Encoding": "gzip"})

    def close(self) -> None:
        """Close the connections that are kept open."""
        self._http.close()

    def ask(self, request: Request) -> Answer:
        """Return the result of ``request``; raise ``Failed``, or an error below ``SourceError``."""
        address = parse_address(request.url)
        check_scheme(address)
        for _ in range(self._limits.redirects + 1):
            self._keep_distance(address.host, request.manners.spacing)
            answer, location = self._timed(address, request)
            if not location:
                return answer
            target = parse_address(location, base=address.text)
            check_redirect(address, target, request.hosts)
            if request.until is not None and request.until(target.text):
                return Answer(url=public(target.text), status=302, headers={})
            address = target
        raise Malformed(f"{address.host} redirects without end.", "try again later")

    def _timed(self, address: Address, request: Request) -> tuple[Answer, str]:
        """Send a request under its deadline."""
        self._watch.deadline = request.deadline
        try:
            with request.deadline.running():
                return self._send(address, request)
        except Failed as error:
            if request.deadline.is_over:
                raise _too_slow(address.host, request.deadline) from error
            raise
        finally:
            self._watch.deadline = None

    def _send(self, address: Address, request: Request) -> tuple[Answer, str]:
        """Return the answer to one request, and the address it redirects to."""
        host = address.host
        try:
            with self._http.request(
                "GET" if request.content is None else "POST",
                address.text,
                headers=request.headers(host),
                data=request.content,
                timeout=(self._limits.connect, self._limits.silence),
                allow_redirects=False,
                stream=True,
            ) as reply:
                location = reply.headers.get("Location", "")
                if reply.status_code in _REDIRECTS and location:
                    return Answer(url=public(address.text), status=302, headers={}), location
                body = self._body(reply, host, request.deadline)
                headers = reply.headers
        except (requests.exceptions.RequestException, urllib3.exceptions.HTTPError, OSError) as bad:
            raise _failure(host, bad) from bad
        answer = Answer(
            url=public(address.text), status=reply.status_code, headers=headers, body=body
        )
        return answer, ""

    def _body(self, reply: requests.Response, host: str, deadline: Deadline) -> bytes:
        limit = self._limits.bytes if reply.status_code == 200 else ERROR_BYTES
        parts: list[bytes] = []
        size = 0
        for part in _unpacked(host, _pieces(reply, host, deadline), reply.headers):
            size += len(part)
            if size > limit:
                if reply.status_code != 200:
                    break
                raise TooLarge(
                    f"{host} sent more than {limit // 1_000_000} MB.",
                    "look at it in a browser: is it what you asked for?",
                )
            parts.append(part)
        return b"".join(parts)

    def _keep_distance(self, host: str, spacing: float) -> None:
        """Wait until ``spacing`` has passed since the last request to ``host``."""
        if host in self._last:
            pause = self._last[host] + spacing - self._clock.now()
            if pause > 0:
                self._clock.sleep(min(pause, spacing))
        self._last[host] = self._clock.now()


def _too_slow(host: str, deadline: Deadline) -> Failed:
    return Failed(
        f"{host} did not finish its answer within {deadline.seconds:.0f} seconds", again=False
    )


def _failure(host: str, error: Exception) -> Failed:
    """Return what a fault of the network means."""
    if isinstance(error, requests.exceptions.SSLError):
        return Failed(f"{host} has no valid certificate", again=False)
    if isinstance(error, requests.exceptions.Timeout | urllib3.exceptions.TimeoutError):
        return Failed(f"{host} does not answer in time")
    if isinstance(error, urllib3.exceptions.HTTPError):
        return Failed(f"{host} broke off")
    if _is_not_http(error):
        return Failed(f"{host} sent an answer that is not HTTP", again=False)
    # A name that cannot be resolved now is not resolved some seconds later: mostly this machine is
    # offline. So the error is reported at once.
    has_name = not any(isinstance(each, NameResolutionError) for each in _causes(error))
    return Failed(f"{host} cannot be reached", again=has_name)


def _is_not_http(error: Exception) -> bool:
    """Return whether the head of an answer was damaged, and not just missing."""
    found = (each for each in _causes(error) if isinstance(each, http.client.HTTPException))
    first = next(found, None)
    return first is not None and not isinstance(first, http.client.RemoteDisconnected)


def _causes(error: Exception) -> Iterator[BaseException]:
    """Yield an error and those that led to it."""
    seen: BaseException | None = error
    while seen is not None:
        yield seen
        seen = seen.__context__


def _pieces(reply: requests.Response, host: str, deadline: Deadline) -> Iterator[bytes]:
    """Yield the body as it comes in, still packed."""
    while piece := reply.raw.read1(_CHUNK, decode_content=False):
        if deadline.is_over:
            raise _too_slow(host, deadline)
        yield piece


def _unpacked(host: str, pieces: Iterator[bytes], headers: Mapping[str, str]) -> Iterator[bytes]:
    """Yield the body without its gzip packing, never more than ``_CHUNK`` bytes at a time."""
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
        raise Failed(f"{host} sent a body that cannot be unpacked") from error
    if not unpacker.eof:
        raise Failed(f"{host} broke off")


def _no_credentials(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Add nothing. Without this, a ``.netrc`` would be sent along."""
    return request
