"""Addresses that may be linked: only ``http``, ``https``, ``mailto`` and relative addresses."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, unquote

SCHEMES: Final = frozenset({"http", "https", "mailto"})
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
# Signs allowed in an address (RFC 3986). Anything else is percent-encoded.
_SAFE: Final = "!#$&'()*+,/:;=?@-._~%"
_LONGEST: Final = 2000  # every browser and PDF reader accepts this; longer is a mistake
_LOOSE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_PLAIN = re.compile(r"[A-Za-z0-9._/-]+")
_USUAL = re.compile(r"https?://[A-Za-z0-9][A-Za-z0-9!$&'()*+,/:;=?@._~-]*")
"""An address with a host and without any sign that needs a check, as nearly all are."""
_CONTROL = re.compile(r"[\x00-\x20\x7f-\x9f]")
_AUTHORITY = re.compile(r"https?://[^/?#\s]+", re.IGNORECASE)


def safe_url(url: str) -> str:
    r"""Return ``url`` in a form fit for a link, or ``""`` if it must not be linked.

    Browsers drop control characters inside a scheme and read ``\`` as ``/``. The check sees the
    address as a browser would.

    >>> safe_url("papers/a b.pdf"), safe_url("java\nscript:alert(1)"), safe_url("//evil.example")
    ('papers/a%20b.pdf', '', '')
    """
    if not url:
        return ""
    if _USUAL.fullmatch(url) and len(url) < _LONGEST:
        return url
    text = url.strip()
    seen = _CONTROL.sub("", text).replace("\\", "/")
    if not 0 < len(seen) < _LONGEST or not _may_be_linked(seen):
        return ""
    if _CONTROL.sub("", text) != text.replace(" ", ""):
        return ""
    # One "#" starts the fragment. A second one is not allowed in an address.
    head, mark, fragment = text.replace("\\", "/").partition("#")
    return _encode(head) + mark + _encode(fragment.replace("#", "%23"))


def _may_be_linked(seen: str) -> bool:
    """Return whether an address, as a browser sees it, is relative or has an allowed scheme."""
    if seen.startswith("//"):
        return False
    match = _SCHEME.match(re.split("[/?#]", seen, maxsplit=1)[0])
    if match is None:
        return True
    scheme = match[1].lower()
    return scheme == "mailto" or (scheme in SCHEMES and _AUTHORITY.match(seen) is not None)


def _encode(text: str) -> str:
    return quote(_LOOSE_PERCENT.sub("%25", text), safe=_SAFE, errors="replace")


_PROXY_HOST = re.compile(
    r"(https?)://([\w-]+(?:\.[\w-]+)*?)\.((?:ez-?proxy|libproxy|proxy|webvpn|idm\.oclc)"
    r"[\w-]*\.[\w.-]+)(?::\d+)?(/.*)?\Z",
    re.IGNORECASE,
)
_PROXY_LOGIN = re.compile(
    r"https?://[\w.-]*proxy[\w.-]*(?::\d+)?/login\?(?:\w+=[^&]*&)*q?url=(.+)", re.IGNORECASE
)


def without_proxy(url: str) -> str:
    """Return the address behind a library's proxy; any other address unchanged.

    >>> without_proxy("https://doi-org.ezproxy.example.edu/10.1000/1")
    'https://doi.org/10.1000/1'
    >>> without_proxy("https://proxy.example.edu/login?url=https://a.org/b")
    'https://a.org/b'
    """
    lowered = url.lower()
    if "proxy" not in lowered and "webvpn" not in lowered and "idm.oclc" not in lowered:
        return url
    if login := _PROXY_LOGIN.match(url):
        return unquote(login[1]) if "://" not in login[1] else login[1]
    match = _PROXY_HOST.match(url)
    if match is None:
        return url
    host = match[2]
    if "." not in host:  # doi-org is doi.org, and -- is a hyphen
        host = host.replace("--", "\0").replace("-", ".").replace("\0", "-")
    return f"{match[1]}://{host}{match[4] or ''}" if "." in host else url


def doi_url(doi: str) -> str:
    """Return the address of a DOI, or ``""`` without one.

    >>> doi_url("10.1002/(SICI)1<1::AID>3.0.CO;2-#")
    'https://doi.org/10.1002/(SICI)1%3C1::AID%3E3.0.CO;2-%23'
    """
    return _join("https://doi.org/", doi, safe="/:;().,-_~")


def pubmed_url(number: str) -> str:
    """Return the address of a paper in PubMed (``""`` without a number)."""
    return f"https://pubmed.ncbi.nlm.nih.gov/{number}/" if number else ""


def pmc_url(number: str) -> str:
    """Return the address of a paper in PubMed Central (``""`` without a number)."""
    return f"https://pmc.ncbi.nlm.nih.gov/articles/{number}/" if number else ""


def arxiv_url(arxiv_id: str) -> str:
    """Return the address of an arXiv number, or ``""`` without one."""
    return _join("https://arxiv.org/abs/", arxiv_id, safe="/.-")


def _join(start: str, name: str, *, safe: str) -> str:
    bare = name.strip()
    if _PLAIN.fullmatch(bare) and len(bare) < _LONGEST:
        return start + bare
    return start + quote(bare, safe=safe, errors="replace") if 0 < len(bare) < _LONGEST else ""
