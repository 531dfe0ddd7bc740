"""Find the person that the user typed: by number, any dblp address, ORCID or name."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import quote_plus, unquote, urlsplit

from pubman.errors import BotCheck, NotFound, Step, UsageError
from pubman.online import dblp as dblp_fetch
from pubman.online.dblp import Candidate, Host
from pubman.people import same_spelling
from pubman.record import Name
from pubman.text import identifiers
from pubman.text.names import dblp_name
from pubman.web import Session

_DETAILED: Final = 8
"""dblp is asked for the number of publications of this many people of one name."""

_DBLP: Final = (
    "dblp.org", "dblp.uni-trier.de", "dblp.dagstuhl.de", "dblp1.uni-trier.de", "dblp2.uni-trier.de"
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Several:
    """The people whom a name may mean. ``more`` is the number of people found beyond these."""

    typed: str
    people: tuple[Candidate, ...]
    more: int = 0


def who_is(
    session: Session, host: Host, text: str, *, tell: Callable[[str], None] = lambda _: None
) -> str | Several:
    """Return the dblp number of the person that ``text`` means, or ``Several`` people.

    Raises ``UsageError`` for an address that is not dblp's and ``NotFound`` if dblp has nobody.
    """
    text = text.strip()
    if found := identifiers.pid(text) or _own_address(host, text):
        return found
    if orcid := identifiers.orcid(text):
        return _located(session, host, f"/orcid/{orcid}", text)
    if "://" in text or re.match(r"(?:www\.)?dblp[\w.]*/", text):
        return _located(session, host, _path(host, text), text)
    if not re.search(r"[^\W\d_]", text):
        raise UsageError(
            f"{text!r} is not a dblp number, address, ORCID or name.",
            Step("sync", "--dblp 94/4810-19", "for example"),
        )
    return _by_name(session, host, text, tell)


def _own_address(host: Host, text: str) -> str:
    """Return the number in an address on the host that ``pubman.toml`` names."""
    known = any(text.startswith(base.rstrip("/") + "/") for base in (host.url, *host.mirrors))
    return dblp_fetch.pid_in(text) if known else ""


def _path(host: Host, text: str) -> str:
    """Return the path of an old dblp address; the mirrors have the same paths."""
    url = urlsplit(text if "://" in text else f"https://{text}")
    own = {urlsplit(base).netloc for base in (host.url, *host.mirrors)}
    if url.netloc not in own and url.netloc.lower().removeprefix("www.") not in _DBLP:
        raise UsageError(
            f"{text} is not a dblp address.",
            "for example   https://dblp.org/pid/94/4810-19.html",
        )
    return url.path


def _located(session: Session, host: Host, path: str, text: str) -> str:
    try:
        return dblp_fetch.locate(session, host, path)
    except NotFound as error:
        raise NotFound(
            f"dblp knows nobody at {text}.",
            Step(
                "sync", f"--dblp {shlex.quote(_name_in(path) or 'Your Name')}", "to search by name"
            ),
        ) from error


def _name_in(path: str) -> str:
    """Return the name in an old address: ``/pers/hd/z/Zhao_0019:Bo`` is Bo Zhao 0019."""
    match = re.search(r"/pers/.*?/?([^/:]+):([^/:.]*)", unquote(path))
    if not match:
        return ""
    family, _, number = match[1].replace("=", ".").partition("_0")
    words = f"{match[2].replace('=', '.')} {family}".replace("_", " ").strip()
    return f"{words} 0{number}" if number else words


def _by_name(session: Session, host: Host, text: str, tell: Callable[[str], None]) -> str | Several:
    wanted = dblp_name(text)
    plain = replace(wanted, number="")
    people = _searched(session, host, plain.full)
    found = [each for each in people if _alike(plain, (each.name, *each.aliases))]
    if wanted.number:
        found = [each for each in found if each.name.number == wanted.number] or found
    if not found:
        raise NotFound(
            f"dblp's search finds nobody called {text}.",
            Step("sync", "--dblp ADDRESS", "with the address of the page in your browser"),
        )
    if len(found) == 1:
        return found[0].pid
    shown = found[:_DETAILED]
    tell(f"{len(found)} people have that name; asking dblp what they wrote")
    detailed = tuple(dblp_fetch.with_titles(session, host, each) for each in shown)
    listed = (*detailed, *found[_DETAILED : 3 * _DETAILED])
    return Several(typed=text, people=listed, more=len(found) - len(listed))


def _searched(session: Session, host: Host, name: str) -> list[Candidate]:
    try:
        return dblp_fetch.find_people(session, host, name)
    except BotCheck as error:
        raise BotCheck(
            f"dblp's search asks for a human: {', '.join(error.hosts)} sent a robot check.",
            f"1. open   https://dblp.org/search/author?q={quote_plus(name)}   in your browser",
            "2. choose the person; the address of the page contains their number",
            "3. run",
            Step("sync", "--dblp ADDRESS"),
            hosts=error.hosts,
        ) from error


def _alike(wanted: Name, names: Sequence[Name]) -> bool:
    return any(same_spelling(wanted, replace(each, number="", pid="")) for each in names)
