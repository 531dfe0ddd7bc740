"""The one module that opens a connection: polite to the host, bounded, honest about what came.

A ``Session`` asks for one thing at a time, seconds apart, says who is asking, waits when it is told
to, tries a mirror where the host itself fails, and turns everything that can go wrong into one of
the errors below ``SourceError``. It never tries to pass a robot check: it recognises the page.
"""

from __future__ import annotations

import random
import re
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.cookiejar import DefaultCookiePolicy
from typing import Final, Protocol, Self
from urllib.parse import urljoin, urlsplit

import requests
import urllib3.exceptions

from pubman import __version__
from pubman.errors import (
    BotCheck,
    Gone,
    Insecure,
    Malformed,
    NotFound,
    RateLimited,
    SourceError,
    TooLarge,
    Truncated,
    Unreachable,
)

_NOTHING: Final = "Nothing was changed."
_CHUNK: Final = 65536
_ERROR_BYTES: Final = 262_144
"""Of the body of an error this much is read: enough to recognise what it is."""

# The title of Anubis, the check that dblp answers with since September 2026, under status 500 or
# 200: only the body says what it is.
_BOT_CHECK = re.compile(rb"Making sure you(?:'|&#39;|&#x27;|\xe2\x80\x99)re not a bot")


def project_url() -> str:
    """Where whoever runs a server finds what this program is; empty where that is not said.

    It stands in one place, ``[project.urls]`` of ``pyproject.toml``, and comes with the package.
    """
    from importlib.metadata import PackageNotFoundError, metadata  # noqa: PLC0415 - slow to import

    try:
        said = metadata("pubman").get_all("Project-URL") or []
    except PackageNotFoundError:  # a checkout that was never installed
        return ""
    return chosen_url([str(each) for each in said])


def chosen_url(said: Sequence[str]) -> str:
    """The address among ``Homepage, https://...`` lines: the homepage, else the first."""
    named = {name.strip().lower(): url.strip() for name, _, url in (e.partition(",") for e in said)}
    return named.get("homepage") or next(iter(named.values()), "")


def user_agent(url: str, contact: str) -> str:
    """Who asks: ``pubman/0.1.0 (+https://...; me@university.edu)``, as much of it as is known."""
    # A header holds ASCII and no line break.
    who = " ".join(contact.split()).encode("ascii", "xmlcharrefreplace").decode()
    about = "; ".join(part for part in (url and f"+{url}", who) if part)
    return f"pubman/{__version__}" + (f" ({about})" if about else "")


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """An answer: status 200 with its body, 304 without, or 302 with the address led to.

    ``url`` is the address that answered, after redirects.
    """

    url: str
    status: int
    body: bytes = b""
    validator: str = ""


class _Failed(Exception):
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
class _Answer:
    """What one request brought, redirects followed."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes = b""


class Session:
    """Requests one after another over kept connections; close it, or use it in a ``with``."""

    def __init__(
        self,
        *,
        contact: str = "",
        limits: Limits | None = None,
        clock: Clock | None = None,
        jitter: Callable[[], float] = random.random,
        notify: Callable[[str], None] = lambda _: None,
    ) -> None:
        """``contact`` says who runs this pubman; ``notify`` hears why a wait takes long."""
        self.limits = limits or Limits()
        self._clock = clock or SystemClock()
        self._jitter = jitter
        self._notify = notify
        self._last: float | None = None
        self._http = requests.Session()
        self._http.auth = _no_credentials
        self._http.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self._http.headers.update(
            {"User-Agent": user_agent(project_url(), contact), "Accept-Encoding": "gzip"}
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the connections that are kept open."""
        self._http.close()

    def get(
        self,
        addresses: Sequence[str],
        *,
        accept: str = "*/*",
        seen: Seen | None = None,
        anywhere: bool = False,
        until: Callable[[str], bool] | None = None,
    ) -> Response:
        """The answer of the first of ``addresses`` (a host, then its mirrors) that works.

        The next one is asked only where one cannot be reached, fails (5xx) or sends a robot check.
        ``seen`` makes the request conditional: 304 where nothing changed. Redirects stay among the
        hosts of ``addresses``, unless they may lead ``anywhere``; one to an address for which
        ``until`` holds is not followed but returned, as 302.

        Raises one of the errors below ``SourceError``.
        """
        hosts = None if anywhere else {_host(address) for address in addresses}
        failed: list[_Failed] = []
        checks: list[str] = []
        for address in addresses:
            try:
                return self._ask(_Request(address, accept, seen, hosts, until))
            except BotCheck:
                checks.append(_host(address))
            except _Failed as error:
                failed.append(error)
        if checks:
            raise _bot_check(checks, addresses)
        raise _unreachable(failed)

    def _ask(self, request: _Request) -> Response:
        """The answer of one host, asked again where that may help."""
        waited = 0.0
        for attempt in range(1, self.limits.tries + 1):
            try:
                return self._judge(self._once(request), request)
            except _Failed as error:
                pause = self._pause(error, attempt)
                waited += pause
                last = attempt == self.limits.tries or not error.again
                if last or waited > self.limits.patience:
                    if error.limited:
                        raise self._limited(request.url, pause) from error
                    raise
            self._clock.sleep(pause)
        raise AssertionError("the last attempt returns or raises")  # pragma: no cover

    def _pause(self, error: _Failed, attempt: int) -> float:
        """How long to wait before asking again: as told, else twice as long each time."""
        if error.wait is None:
            return self.limits.backoff * float(2 ** (attempt - 1)) * (0.5 + self._jitter())
        if error.again:
            self._notify(f"{error.what}; asking again in {error.wait:.0f} s")
        return error.wait

    def _limited(self, url: str, wait: float) -> RateLimited:
        back = datetime.fromtimestamp(self._clock.now() + wait).astimezone()
        return RateLimited(
            f"{_host(url)} asks to be left alone until {back:%Y-%m-%d %H:%M}. {_NOTHING}",
            "run the same command again then",
        )

    def _judge(self, answer: _Answer, request: _Request) -> Response:
        """``answer`` as a Response, or the error that it is."""
        host, status = _host(answer.url), answer.status
        if _BOT_CHECK.search(answer.body[:_ERROR_BYTES]):
            raise BotCheck(f"{host} asks for a human.", hosts=(host,))
        if status in (200, 302, 304):
            return Response(
                url=answer.url,
                status=status,
                body=answer.body,
                validator=answer.headers.get("ETag", "") or answer.headers.get("Last-Modified", ""),
            )
        if status == 410:
            raise Gone(f"{host} has taken {request.url} away. {_NOTHING}", "look for its new place")
        if status == 404:
            raise NotFound(f"{host} has nothing at {request.url}. {_NOTHING}", "a typing error?")
        wait = _retry_after(answer.headers.get("Retry-After", ""), self._clock.now())
        again = wait is None or wait <= self.limits.patience
        if status == 429:
            wait = self.limits.unsaid if wait is None else wait
            raise _Failed(f"{host} asks to wait", wait=wait, again=again, limited=True)
        if status >= 500:
            raise _Failed(f"{host} answered {status}", wait=wait, again=again)
        raise SourceError(
            f"{host} answered {status} to {request.url}. {_NOTHING}",
            "look at it in a browser; or try again later",
        )

    # ------------------------------------------------------------------------------ one request

    def _once(self, request: _Request) -> _Answer:
        url = request.url
        _check_scheme(url, url)
        for _ in range(self.limits.redirects + 1):
            self._keep_distance()
            answer, target = self._send(url, request)
            if not target:
                return answer
            target = urljoin(url, target)
            _check_redirect(url, target, request)
            if request.until is not None and request.until(target):
                return _Answer(url=target, status=302, headers={})
            url = target
        raise Malformed(f"{_host(url)} redirects without end. {_NOTHING}", "try again later")

    def _send(self, url: str, request: _Request) -> tuple[_Answer, str]:
        """The answer to one request, and the address it redirects to."""
        started = self._clock.now()
        try:
            with self._http.get(
                url,
                headers=request.headers(url),
                timeout=(self.limits.connect, self.limits.silence),
                allow_redirects=False,
                stream=True,
            ) as reply:
                if reply.status_code in _REDIRECTS and reply.headers.get("Location"):
                    return _Answer(url=url, status=302, headers={}), reply.headers["Location"]
                body = self._body(reply, started)
                headers = reply.headers
        except requests.exceptions.SSLError as error:
            raise _Failed(f"{_host(url)} has no valid certificate", again=False) from error
        except requests.exceptions.Timeout as error:
            raise _Failed(f"{_host(url)} does not answer in time") from error
        except urllib3.exceptions.TimeoutError as error:
            raise _Failed(f"{_host(url)} does not answer in time") from error
        except urllib3.exceptions.HTTPError as error:
            raise _Failed(f"{_host(url)} broke off") from error
        except (requests.exceptions.RequestException, OSError) as error:
            raise _Failed(f"{_host(url)} cannot be reached") from error
        return _Answer(url=url, status=reply.status_code, headers=headers, body=body), ""

    def _body(self, reply: requests.Response, started: float) -> bytes:
        host = _host(reply.url)
        limit = self.limits.bytes if reply.status_code == 200 else _ERROR_BYTES
        parts: list[bytes] = []
        size = 0
        for part in _unpacked(host, self._pieces(reply, host, started), reply.headers):
            size += len(part)
            if size > limit:
                if reply.status_code != 200:
                    break
                raise TooLarge(
                    f"{host} sent more than {limit // 1_000_000} MB. {_NOTHING}",
                    "look at it in a browser: is it what was to be fetched?",
                )
            parts.append(part)
        return b"".join(parts)

    def _pieces(self, reply: requests.Response, host: str, started: float) -> Iterator[bytes]:
        """The body as it comes in, packed as it is: so that a body that drips is noticed."""
        while piece := reply.raw.read1(_CHUNK, decode_content=False):
            if self._clock.now() - started > self.limits.whole:
                raise _Failed(f"{host} is too slow", again=False)
            yield piece

    def _keep_distance(self) -> None:
        """Waits until ``spacing`` has passed since the last request."""
        if self._last is not None:
            pause = self._last + self.limits.spacing - self._clock.now()
            if pause > 0:
                self._clock.sleep(min(pause, self.limits.spacing))
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
        raise _Failed(f"{host} sent what cannot be unpacked") from error
    if not unpacker.eof:
        raise _Failed(f"{host} broke off")


@dataclass(frozen=True, slots=True)
class _Request:
    """What is asked for, and where a redirect may lead (None: anywhere)."""

    url: str
    accept: str
    seen: Seen | None
    hosts: set[str] | None
    until: Callable[[str], bool] | None

    def headers(self, url: str) -> dict[str, str]:
        """The headers of a request to ``url``; a validator goes only to the host that gave it."""
        headers = {"Accept": self.accept}
        if self.seen and self.seen.validator and _host(self.seen.url) == _host(url):
            dated = not self.seen.validator.endswith('"')
            name = "If-Modified-Since" if dated else "If-None-Match"
            headers[name] = self.seen.validator
        return headers


_HOSTS_ARE_SET: Final = ("where dblp is asked: [dblp] url and mirrors in pubman.toml",)
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})


def _no_credentials(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Nothing added: without this, a ``.netrc`` would be sent along."""
    return request


def _host(url: str) -> str:
    """The host of an address with its port, without ``www.``."""
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower().removeprefix("www.")
    except ValueError:
        return url


def _is_loopback(url: str) -> bool:
    """True for an address on this machine, the only one that may go without https."""
    try:
        name = urlsplit(url).hostname or ""
    except ValueError:
        return False
    return name in ("localhost", "::1") or bool(re.fullmatch(r"127(?:\.\d{1,3}){3}", name))


def _check_scheme(url: str, asked: str) -> None:
    scheme = url.partition("://")[0].lower()
    if scheme == "https" or (scheme == "http" and _is_loopback(url)):
        return
    led = "" if url == asked else f"{_host(asked)} leads to "
    raise Insecure(
        f"{led}{url} is not https, and pubman asks no other way. {_NOTHING}", *_HOSTS_ARE_SET
    )


def _check_redirect(url: str, target: str, request: _Request) -> None:
    _check_scheme(target, url)
    if _is_loopback(target) and not _is_loopback(url):
        raise Insecure(
            f"{_host(url)} leads back to this machine, which is odd. {_NOTHING}", *_HOSTS_ARE_SET
        )
    if request.hosts is not None and _host(target) not in request.hosts:
        raise Insecure(
            f"{_host(url)} leads to {_host(target)}, which is none of its mirrors. {_NOTHING}",
            *_HOSTS_ARE_SET,
        )


def _retry_after(text: str, now: float) -> float | None:
    """The seconds that a ``Retry-After`` names, as seconds or as a date; None without one.

    https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
    """
    text = text.strip()
    if re.fullmatch(r"\d{1,9}", text, re.ASCII):
        return float(text)
    try:
        date = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return max(0.0, date.replace(tzinfo=date.tzinfo or UTC).timestamp() - now)


# ------------------------------------------------------------------------------------- sentences


def _bot_check(checks: Sequence[str], addresses: Sequence[str]) -> BotCheck:
    hosts = [_host(address) for address in addresses]
    who = _listed(checks) if len(checks) < len(hosts) or len(hosts) == 1 else _all_of(hosts)
    return BotCheck(
        f"{who} sent a robot check instead of an answer. {_NOTHING}",
        f"open   {addresses[0]}   in a browser and save what it shows, then",
        "pubman import FILE",
        hosts=tuple(checks),
    )


def _unreachable(failed: Sequence[_Failed]) -> SourceError:
    said = "; ".join(dict.fromkeys(error.what for error in failed))
    kind = Truncated if all("broke off" in error.what for error in failed) else Unreachable
    return kind(f"{said}. {_NOTHING}", "try again later; is this machine online?")


def _all_of(hosts: Sequence[str]) -> str:
    rest = len(hosts) - 1
    return f"{hosts[0]} and " + ("its mirror" if rest == 1 else f"its {rest} mirrors")


def _listed(names: Iterable[str]) -> str:
    *rest, last = list(dict.fromkeys(names))
    return f"{', '.join(rest)} and {last}" if rest else last
