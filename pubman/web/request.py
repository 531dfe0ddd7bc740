"""A request, what is known of an earlier answer, and the answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from pubman.web.addresses import host_of
from pubman.web.deadline import Deadline
from pubman.web.limits import Manners


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """An answer from before: its address and the server's validator (an ETag or a date)."""

    url: str
    validator: str


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
