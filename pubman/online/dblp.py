"""Ask dblp: addresses in, bytes out. The readers are in ``formats/dblp``.

Endpoints: https://dblp.org/faq/How+to+use+the+dblp+search+API.html and
https://blog.dblp.org/2020/08/18/new-dblp-url-scheme-and-api-changes/.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import quote, quote_plus, unquote, urlsplit

from pubman.errors import Malformed, NotFound
from pubman.formats.dblp import search_reader as dblp_json
from pubman.formats.json_objects import as_list, as_text
from pubman.record import Name
from pubman.text.identifiers import Pid, pid
from pubman.text.names import dblp_name
from pubman.web import Response, Seen, Session

XML: Final = "application/xml, text/xml;q=0.9"
MOST_MOVES: Final = 3
"""How many times in a row a person's number may have been replaced by another."""
_MOST_FOUND: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """Where to ask dblp: the first base address, then its mirrors."""

    url: str
    mirrors: tuple[str, ...] = ()

    def at(self, path: str) -> list[str]:
        """Return the addresses of ``path`` on the host and on its mirrors."""
        return [base.rstrip("/") + path for base in (self.url, *self.mirrors)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A person that a search found. ``count`` and ``titles`` are filled in by another request."""

    pid: str
    name: Name
    aliases: tuple[Name, ...] = ()
    affiliations: tuple[str, ...] = ()
    count: int = 0
    titles: tuple[str, ...] = ()


def page_path(number: str) -> str:
    """Return the path of a person's page in XML: ``/pid/94/4810-19.xml``."""
    return f"/pid/{number}.xml"


def fetch_person(
    session: Session, host: Host, number: str, *, seen: Seen | None = None
) -> tuple[Pid, Response]:
    """Return the page of a person, and the number under which dblp has them now.

    A number that dblp has merged into another redirects, and that is followed. The status is 304 if
    ``seen`` has not changed. Raises ``NotFound`` and the other errors of ``web``.
    """
    asked = Pid(number)
    for _ in range(MOST_MOVES):
        response = session.get(
            host.at(page_path(asked)), accept=XML, seen=seen, until=_other_than(asked)
        )
        if response.status != 302:
            return asked, response
        asked, seen = pid_in(response.url), None
    raise too_many_moves(number)


def too_many_moves(number: str) -> Malformed:
    """Return the error for numbers that lead from one to the next without an end."""
    return Malformed(f"dblp says that {number} was merged again and again, which cannot be.")


def _other_than(number: str) -> Any:
    return lambda url: pid_in(url) not in ("", number)


def fetch_record(session: Session, host: Host, key: str) -> Response:
    """Return the XML of one record."""
    return session.get(host.at(f"/rec/{quote(key, safe='/:+=@-._')}.xml"), accept=XML)


def pid_in(url: str) -> Pid:
    """Return the person number in an address on any host: ``.../pid/94/4810-19.html``."""
    try:
        path = unquote(urlsplit(url).path)
    except ValueError:
        return Pid("")
    match = re.fullmatch(r".*/pid/([^?#]+?)(?:\.[a-z]+)?/?", path)
    return pid(match[1]) if match else Pid("")


def locate(session: Session, host: Host, path: str) -> Pid:
    """Return the number of the person to whom an old address, or one by ORCID, leads.

    A ``path`` is such as ``/pers/hd/z/Zhao_0019:Bo`` or ``/orcid/0000-0002-1825-0097``.
    """
    response = session.get(host.at(path), until=lambda url: bool(pid_in(url)))
    found = pid_in(response.url)
    if not found:  # without a redirect, the head of the page names its own address
        link = re.search(rb'/pid/([\w/=-]+?)(?:\.html|\.xml)?["\'<]', response.body)
        found = pid(link[1].decode("ascii", "replace")) if link else Pid("")
    if not found:
        raise NotFound(f"dblp knows nobody at {path}.")
    return found


# ------------------------------------------------------------------------------------- searching


def find_people(session: Session, host: Host, name: str) -> list[Candidate]:
    """Return the people whom dblp's search finds for ``name``, in its order."""
    path = f"/search/author/api?q={quote_plus(name)}&format=json&h={_MOST_FOUND}"
    found = (_candidate(info) for info in _hits(session.get(host.at(path)).body))
    return [each for each in found if each is not None]


def with_titles(session: Session, host: Host, candidate: Candidate) -> Candidate:
    """Return the candidate with the number of their publications and two titles."""
    called = f"{candidate.name.full} {candidate.name.number}".strip().replace(" ", "_")
    path = f"/search/publ/api?q={quote_plus(f'author:{called}:')}&format=json&h=2"
    body = session.get(host.at(path)).body
    total = as_text(_result(body).get("@total"))
    text = body.decode("utf-8", "replace")
    titles = tuple(record.title for record in dblp_json.read(text) if hasattr(record, "title"))
    return replace(candidate, count=int(total) if total.isdecimal() else 0, titles=titles[:2])


def _result(body: bytes) -> Mapping[str, Any]:
    try:
        hits = json.loads(body)["result"]["hits"]
    except (ValueError, KeyError, TypeError, RecursionError):
        hits = None
    if not isinstance(hits, dict):
        raise Malformed("dblp's search did not answer in its own format.")
    return hits


def _hits(body: bytes) -> Sequence[Mapping[str, Any]]:
    hits = as_list(_result(body).get("hit"))
    infos = (hit.get("info") for hit in hits if isinstance(hit, dict))
    return [info for info in infos if isinstance(info, dict)]


def _candidate(info: Mapping[str, Any]) -> Candidate | None:
    """Return the person of one hit. A single alias or note is an object instead of a list."""
    number = pid_in(as_text(info.get("url")))
    if not number:
        return None
    notes = _inside(info.get("notes"), "note")
    aliases = _inside(info.get("aliases"), "alias")
    return Candidate(
        pid=number,
        name=dblp_name(_unescaped(info.get("author")), number),
        aliases=tuple(dblp_name(_unescaped(each)) for each in aliases),
        affiliations=tuple(
            _unescaped(note.get("text"))
            for note in notes
            if isinstance(note, dict) and note.get("@type") == "affiliation"
        ),
    )


def _inside(value: object, name: str) -> Sequence[Any]:
    return as_list(value.get(name)) if isinstance(value, dict) else []


def _unescaped(value: object) -> str:
    return html.unescape(as_text(value))
