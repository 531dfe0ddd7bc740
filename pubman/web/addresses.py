"""Addresses: their hosts, and which of them may be asked or led to."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final
from urllib.parse import urlsplit

from pubman.errors import Insecure

_HOSTS_ARE_SET: Final = ("where dblp is asked: [dblp] url and mirrors in pubman.toml",)


def host_of(url: str) -> str:
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


def check_scheme(url: str, asked: str) -> None:
    """Raises ``Insecure`` for what is not https; ``asked`` is the address that led there."""
    scheme = url.partition("://")[0].lower()
    if scheme == "https" or (scheme == "http" and _is_loopback(url)):
        return
    led = "" if url == asked else f"{host_of(asked)} leads to "
    raise Insecure(f"{led}{url} is not https, and pubman asks no other way.", *_HOSTS_ARE_SET)


def check_redirect(url: str, target: str, hosts: Collection[str] | None) -> None:
    """Raises ``Insecure`` where ``url`` may not lead to ``target``; ``hosts`` None: any may."""
    check_scheme(target, url)
    if _is_loopback(target) and not _is_loopback(url):
        raise Insecure(f"{host_of(url)} leads back to this machine, which is odd.", *_HOSTS_ARE_SET)
    if hosts is not None and host_of(target) not in hosts:
        raise Insecure(
            f"{host_of(url)} leads to {host_of(target)}, which is none of its mirrors.",
            *_HOSTS_ARE_SET,
        )
