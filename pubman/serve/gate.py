"""Who gets in. Any page in the same browser can send requests to a port on this machine, and any
program on this machine can connect to it. So every request is checked before it reaches a view:

1. ``Host`` must name this server. Otherwise a foreign name that resolves to 127.0.0.1 could read
   the pages ("DNS rebinding").
2. A cookie must prove that the address with the one-time token was opened in this browser.
3. A request that changes something must come from our own pages: ``Origin``, ``Sec-Fetch-Site`` and
   a token in the form say so.
4. Uploads have a size limit.

The gate also sets the headers that keep hostile titles from doing anything: no script but ours, no
frame around us, nothing from another host.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

UPLOAD_LIMIT: Final = 50 * 1024 * 1024
"""Bytes of one upload. Larger files can be imported in a terminal."""
FORM_LIMIT: Final = 1024 * 1024
"""Bytes of any other form."""

PAGE_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-src 'self'; "
    "frame-ancestors 'none'"
)
"""The content security policy of our own pages."""
PREVIEW_POLICY: Final = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'"
)
"""The policy of an exported page shown in a frame: it may have its own style and nothing else."""

# "no-referrer" would make browsers send "Origin: null" with plain forms, and the gate refuses that.
_HEADERS: Final = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


def _secret() -> str:
    return secrets.token_urlsafe(32)


@dataclass(slots=True, kw_only=True)
class Keys:
    """The secrets of one run of the server. ``entry`` works once; then it is empty."""

    entry: str = field(default_factory=_secret)
    session: str = field(default_factory=_secret)
    form: str = field(default_factory=_secret)

    def enter(self, token: str) -> bool:
        """Use the one-time token. Return whether it was the right one."""
        right = bool(self.entry) and secrets.compare_digest(token.encode(), self.entry.encode())
        if right:
            self.entry = ""
        return right


class TooLarge(Exception):
    """The body of a request is larger than its limit."""


class Gate:
    """ASGI middleware that makes the checks of this module."""

    def __init__(self, app: ASGIApp, *, keys: Keys, port: int, read_only: bool = False) -> None:
        self.app = app
        self.keys = keys
        self.cookie = f"pubman_{port}"
        self.hosts = frozenset(f"{host}:{port}" for host in ("127.0.0.1", "localhost", "[::1]"))
        self.read_only = read_only

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check one request, and pass it on if it may come in."""
        if scope["type"] != "http":  # the lifespan of the server; websockets are never accepted
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        answer = self._refusal(scope) or self._entrance(scope)
        if answer is not None:
            await answer(scope, receive, _with_headers(send, ()))
            return
        limit = UPLOAD_LIMIT if scope["path"].startswith("/import") else FORM_LIMIT
        preview = scope["path"].startswith("/preview/")
        policy = PREVIEW_POLICY if preview else PAGE_POLICY
        headers = [("content-security-policy", policy)]
        if not preview:
            headers.append(("x-frame-options", "DENY"))
        guarded = _with_headers(send, headers)
        await self.app(scope, _limited(receive, limit), guarded)

    def _refusal(self, scope: Scope) -> Response | None:
        """Return why a request may not come in, or None."""
        headers = Headers(scope=scope)
        if headers.get("host", "") not in self.hosts:
            return PlainTextResponse("This address is not served here.\n", 421)
        if scope["method"] in {"GET", "HEAD"}:
            return None
        if scope["method"] != "POST":
            return PlainTextResponse("Only GET and POST are understood.\n", 405)
        if headers.get("origin", "") != f"http://{headers['host']}":
            return PlainTextResponse("This form was not sent from a pubman page.\n", 403)
        if headers.get("sec-fetch-site", "same-origin") != "same-origin":
            return PlainTextResponse("This form was sent from another site.\n", 403)
        if self.read_only:
            return PlainTextResponse("This server only shows; it changes nothing.\n", 403)
        return None

    def _entrance(self, scope: Scope) -> Response | None:
        """Exchange the one-time token for a cookie; refuse requests without the cookie."""
        if scope["path"] == "/enter" and scope["method"] == "GET":
            query = dict(
                part.partition("=")[::2] for part in scope["query_string"].decode().split("&")
            )
            if not self.keys.enter(query.get("t", "")):
                return PlainTextResponse(
                    "This address works once. Start pubman serve again for a new one.\n", 403
                )
            answer = RedirectResponse("/", 303)
            answer.set_cookie(
                self.cookie, self.keys.session, httponly=True, samesite="strict", path="/"
            )
            return answer
        if not secrets.compare_digest(self._cookie_of(scope).encode(), self.keys.session.encode()):
            return PlainTextResponse(
                "Open the address that pubman serve printed when it started.\n", 403
            )
        return None

    def _cookie_of(self, scope: Scope) -> str:
        try:
            cookie = SimpleCookie(Headers(scope=scope).get("cookie", ""))
        except CookieError:
            return ""
        return cookie[self.cookie].value if self.cookie in cookie else ""


def _with_headers(send: Send, headers: Iterable[tuple[str, str]]) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            out = MutableHeaders(scope=message)
            for name, value in (*_HEADERS.items(), *headers):
                out[name] = value
        await send(message)

    return sending


def _limited(receive: Receive, limit: int) -> Receive:
    taken = 0

    async def receiving() -> Message:
        nonlocal taken
        message = await receive()
        if message["type"] == "http.request":
            taken += len(message.get("body", b""))
            if taken > limit:
                raise TooLarge
        return message

    return receiving
