"""A session: one request at a time, to a host and then to its mirrors, again if that may help."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final, Self

from pubman.errors import (
    BotCheck,
    Gone,
    NotFound,
    RateLimited,
    SourceError,
    Truncated,
    Unreachable,
)
from pubman.web.addresses import host_of, public
from pubman.web.agent import project_url, user_agent
from pubman.web.deadline import Deadline
from pubman.web.failures import Failed
from pubman.web.limits import Clock, Limits, Manners, SystemClock
from pubman.web.request import Answer, Request, Seen
from pubman.web.wire import ERROR_BYTES, Wire

# The title of Anubis, the check that dblp answers with since September 2026, under status 500 or
# 200: only the body says what it is.
_BOT_CHECK: Final = re.compile(rb"Making sure you(?:'|&#39;|&#x27;|\xe2\x80\x99)re not a bot")
_QUOTA: Final = re.compile(rb"daily quota|quota for today|exceeded the daily", re.IGNORECASE)
_DAY: Final = 86_400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """An answer: status 200 with its body, 304 without, or 302 with the address it leads to.

    ``url`` is the address that answered, after redirects.
    """

    url: str
    status: int
    body: bytes = b""
    validator: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


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
        """``contact`` says who runs this pubman; ``notify`` is told why a wait takes long."""
        self.limits = limits or Limits()
        self.contact = contact
        self._clock = clock or SystemClock()
        self._jitter = jitter
        self._notify = notify
        self._wire = Wire(user_agent(project_url(), contact), self.limits, self._clock)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections that are kept open."""
        self._wire.close()

    def get(
        self,
        addresses: Sequence[str],
        *,
        accept: str = "*/*",
        seen: Seen | None = None,
        anywhere: bool = False,
        until: Callable[[str], bool] | None = None,
        manners: Manners | None = None,
        private: Mapping[str, str] | None = None,
        content: bytes | None = None,
        media_type: str = "",
        also: Collection[int] = (),
    ) -> Response:
        """Return the answer of the first of ``addresses`` (a host, then its mirrors) that works.

        The next one is asked only if one cannot be reached, fails (5xx) or sends a robot check.
        ``seen`` makes the request conditional: the status is 304 if nothing changed. Redirects stay
        among the hosts of ``addresses``, unless they may lead ``anywhere``. A redirect to an
        address for which ``until`` holds is not followed but returned, as 302. ``also`` are further
        statuses that are answers and not errors. With ``content`` the request is a POST.

        Raises one of the errors below ``SourceError``.
        """
        hosts = None if anywhere else frozenset(host_of(address) for address in addresses)
        failed: list[Failed] = []
        checks: list[str] = []
        for address in addresses:
            request = Request(
                url=address,
                accept=accept,
                manners=manners or self._usual(),
                deadline=Deadline(self._clock, self.limits.whole),
                seen=seen,
                hosts=hosts,
                until=until,
                private=private or {},
                content=content,
                media_type=media_type,
            )
            try:
                return self._ask(request, also)
            except BotCheck:
                checks.append(host_of(address))
            except Failed as error:
                failed.append(error)
        if checks:
            raise _bot_check(checks, addresses)
        raise _unreachable(failed)

    def _usual(self) -> Manners:
        limits = self.limits
        return Manners(spacing=limits.spacing, patience=limits.patience, unsaid=limits.unsaid)

    def _ask(self, request: Request, also: Collection[int]) -> Response:
        """Return the answer of one host, asked again if that may help."""
        waited = 0.0
        for attempt in range(1, self.limits.tries + 1):
            try:
                return self._judge(self._wire.ask(request), request, attempt, also)
            except Failed as error:
                pause = self._pause(error, attempt)
                waited += pause
                last = attempt == self.limits.tries or not error.again
                if last or waited > request.manners.patience:
                    if error.limited:
                        raise self._limited(request, pause) from error
                    raise
            self._clock.sleep(pause)
        raise AssertionError("the last attempt returns or raises")  # pragma: no cover

    def _pause(self, error: Failed, attempt: int) -> float:
        """Return how long to wait before asking again: as told, else twice as long each time."""
        if error.wait is None:
            return self.limits.backoff * float(2 ** (attempt - 1)) * (0.5 + self._jitter())
        if error.again:
            self._notify(f"{error.what}; asking again in {error.wait:.0f} s")
        return error.wait

    def _limited(self, request: Request, wait: float) -> RateLimited:
        back = datetime.fromtimestamp(self._clock.now() + wait).astimezone()
        return RateLimited(
            f"{host_of(request.url)} asks to be left alone until {back:%Y-%m-%d %H:%M}.",
            "run the same command again then",
            *filter(None, (request.manners.hint,)),
        )

    def _judge(
        self, answer: Answer, request: Request, attempt: int, also: Collection[int]
    ) -> Response:
        """Return ``answer`` as a Response, or raise the error that it is."""
        host, status = host_of(answer.url), answer.status
        if _BOT_CHECK.search(answer.body[:ERROR_BYTES]):
            raise BotCheck(f"{host} asks for a human.", hosts=(host,))
        if status in (200, 302, 304) or status in also:
            return Response(
                url=answer.url,
                status=status,
                body=answer.body,
                validator=answer.headers.get("ETag", "") or answer.headers.get("Last-Modified", ""),
                headers=answer.headers,
            )
        shown = public(request.url)
        if status == 410:
            raise Gone(f"{host} has removed {shown}.", "has it moved?")
        if status == 404:
            raise NotFound(f"{host} has nothing at {shown}.", "is there a typing error?")
        if status == 429:
            raise self._busy(answer, host, request, attempt)
        if status >= 500:
            wait = _retry_after(answer.headers.get("Retry-After", ""), self._clock.now())
            again = wait is None or wait <= request.manners.patience
            raise Failed(f"{host} answered {status}", wait=wait, again=again)
        raise SourceError(
            f"{host} answered {status} to {shown}.", "look at it in a browser, or try again later"
        )

    def _busy(self, answer: Answer, host: str, request: Request, attempt: int) -> Failed:
        """Return the failure for a 429: how long to wait, and whether that helps today.

        If no time is named, each wait is twice the one before. A quota for the day is not tried
        again.
        """
        wait = _retry_after(answer.headers.get("Retry-After", ""), self._clock.now())
        if wait is None and answer.headers.get("x-ratelimit-remaining") == "0":
            wait = _retry_after(answer.headers.get("x-ratelimit-reset", ""), self._clock.now())
        if wait is None and _QUOTA.search(answer.body[:ERROR_BYTES]):
            wait = _DAY
        if wait is None:
            wait = request.manners.unsaid * float(2 ** (attempt - 1))
        again = wait <= request.manners.patience
        return Failed(f"{host} asks to wait", wait=wait, again=again, limited=True)


def _retry_after(text: str, now: float) -> float | None:
    """Return the seconds that a ``Retry-After`` names, as seconds or as a date; None without one.

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
    hosts = [host_of(address) for address in addresses]
    who = _listed(checks) if len(checks) < len(hosts) or len(hosts) == 1 else _all_of(hosts)
    return BotCheck(
        f"{who} sent a robot check instead of an answer.",
        f"open   {public(addresses[0])}   in a browser, save what it shows, and import the file",
        hosts=tuple(checks),
    )


def _unreachable(failed: Sequence[Failed]) -> SourceError:
    said = "; ".join(dict.fromkeys(error.what for error in failed))
    kind = Truncated if all("broke off" in error.what for error in failed) else Unreachable
    return kind(f"{said}.", "try again later; is this machine online?")


def _all_of(hosts: Sequence[str]) -> str:
    rest = len(hosts) - 1
    return f"{hosts[0]} and " + ("its mirror" if rest == 1 else f"its {rest} mirrors")


def _listed(names: Iterable[str]) -> str:
    *rest, last = list(dict.fromkeys(names))
    return f"{', '.join(rest)} and {last}" if rest else last
