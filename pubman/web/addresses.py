"""Addresses: parsed once, in one way, and checked before they are asked.

The request is made from the parsed address, so nothing can be read in one way by the check and in
another way by the request.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

import urllib3.exceptions
from urllib3.util import parse_url

from pubman.errors import Insecure

_HOSTS_ARE_SET: Final = ("the hosts of dblp are set by [dblp] url and mirrors in pubman.toml",)
_NEVER_IN_ADDRESS: Final = re.compile(r"[\\\s\x00-\x20\x7f-\x9f<>\"]")
_SECRETS: Final = frozenset({"api_key", "apikey", "key", "token", "access_token", "password"})
_DEFAULT_PORTS: Final = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An address that can be asked: ``text`` holds no name and no password."""

    text: str
    scheme: str
    name: str
    port: int | None

    @property
    def host(self) -> str:
        """The host with its port, without ``www.``."""
        name = self.name.removeprefix("www.")
        default = self.port is None or self.port == _DEFAULT_PORTS.get(self.scheme)
        return name if default else f"{name}:{self.port}"


def parse_address(url: str, base: str = "") -> Address:
    r"""Parse ``url``, which may be relative to ``base``; ``Insecure`` if it is not an address.

    A name and a password in it are dropped. A backslash is refused, because some programs read it
    as a slash: ``https://dblp.org\@example.org`` then names two different hosts.
    """
    if _NEVER_IN_ADDRESS.search(url):
        raise Insecure("An address contains a character that no address may contain.")
    try:
        parsed = parse_url(urljoin(base, url) if base else url)
    except (ValueError, urllib3.exceptions.HTTPError) as error:
        raise Insecure("An address cannot be read.") from error
    scheme, name = (parsed.scheme or "").lower(), (parsed.host or "").lower()
    clean = parsed._replace(auth=None, fragment=None)
    return Address(text=clean.url, scheme=scheme, name=name.strip("[]"), port=parsed.port)


def host_of(url: str) -> str:
    """Return the host of an address with its port, without ``www.``."""
    try:
        return parse_address(url).host
    except Insecure:
        return "an address that cannot be read"


def public(url: str) -> str:
    """Return an address as it may be shown and stored: without passwords and keys."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return host_of(url)
    query = parts.query
    pairs = parse_qsl(query, keep_blank_values=True)
    if any(name.lower() in _SECRETS for name, _ in pairs):
        query = urlencode([(name, value) for name, value in pairs if name.lower() not in _SECRETS])
    netloc = parts.netloc.rpartition("@")[2]
    return urlunsplit((parts.scheme, netloc, parts.path, query, ""))


# ----------------------------------------------------------------------------------------- checks


def is_loopback(address: Address) -> bool:
    """Return whether an address is on this machine, the only place that needs no https."""
    if address.name == "localhost":
        return True
    try:
        return ipaddress.ip_address(address.name).is_loopback
    except ValueError:
        return False


def check_scheme(address: Address, asked: Address | None = None) -> None:
    """Raise ``Insecure`` if an address is not https; ``asked`` is the one that led there."""
    if address.scheme == "https" and address.name:
        return
    if address.scheme == "http" and is_loopback(address):
        return
    shown = public(address.text)
    if asked is None:
        raise Insecure(f"{shown} is not an https address, and I ask no other.", *_HOSTS_ARE_SET)
    raise Insecure(
        f"{asked.host} leads to {shown}, which is not an https address, and I ask no other.",
        *_HOSTS_ARE_SET,
    )


def check_redirect(asked: Address, target: Address, hosts: Collection[str] | None) -> None:
    """Raise ``Insecure`` if ``asked`` may not lead to ``target``; ``hosts`` None allows any host.

    No server may lead into the network that this machine is in. Only a server on this machine may
    lead to this machine.
    """
    check_scheme(target, asked)
    if not is_loopback(asked) and is_private(target):
        raise Insecure(
            f"{asked.host} leads to {target.host}, which is an address of this machine or of its "
            "own network.",
            *_HOSTS_ARE_SET,
        )
    if hosts is not None and target.host not in hosts:
        raise Insecure(
            f"{asked.host} leads to {target.host}, which is not one of its mirrors.",
            *_HOSTS_ARE_SET,
        )


def is_private(address: Address) -> bool:
    """Return whether a host is this machine, or in a private network, by number or by name."""
    number = _number(address.name)
    if number is not None:
        return not number.is_global
    try:
        found = socket.getaddrinfo(address.name, address.port or 443, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):  # the request itself will say that there is no such host
        return False
    numbers = (ipaddress.ip_address(str(each[4][0]).partition("%")[0]) for each in found)
    return any(not each.is_global for each in numbers)


def _number(name: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """Return the address that a host written in numbers is; None for a name.

    Programs also read short forms: ``127.1`` and ``2130706433`` are 127.0.0.1.
    """
    try:
        return ipaddress.ip_address(name)
    except ValueError:
        pass
    try:
        return ipaddress.ip_address(socket.inet_aton(name))
    except (OSError, ValueError, UnicodeError):
        return None
