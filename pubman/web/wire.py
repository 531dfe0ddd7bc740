"""One request over the wire: redirects followed, the body unpacked, never more than was agreed."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from http.cookiejar import DefaultCookiePolicy
from typing import Final

import requests
import urllib3.exceptions

from pubman.errors import Malformed, TooLarge
from pubman.web.addresses import (
    Address,
    check_redirect,
    check_scheme,
    parse_address,
    public,
)
from pubman.web.deadline import Deadline, Watch, watch_sockets
from pubman.web.failures import Failed, failure, too_slow
from pubman.web.limits import Clock, Limits
from pubman.web.request import Answer, Request

_CHUNK: Final = 65536
ERROR_BYTES: Final = 262_144
"""How much of the body of an error is read: enough to recognise what it is."""
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})


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
                raise too_slow(address.host, request.deadline) from error
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
            raise failure(host, bad) from bad
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


def _pieces(reply: requests.Response, host: str, deadline: Deadline) -> Iterator[bytes]:
    """Yield the body as it comes in, still packed."""
    while piece := reply.raw.read1(_CHUNK, decode_content=False):
        if deadline.is_over:
            raise too_slow(host, deadline)
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
