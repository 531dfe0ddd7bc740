"""Tell what kind an identifier is and which service knows it: ``PMC1234567`` is a PubMed paper."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from pubman.errors import Malformed
from pubman.formats import read
from pubman.formats.registry import READERS
from pubman.record import Record
from pubman.text.identifiers import isbn, orcid
from pubman.web import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A service that knows a kind of identifier.

    ``recognise`` returns the identifier in a text, or ``""`` if there is none. ``fetch`` asks the
    service for it. The answer is read as ``format``.
    """

    label: str
    format: str
    recognise: Callable[[str], str]
    fetch: Callable[[Session, str], bytes]


def _pattern(pattern: str) -> Callable[[str], str]:
    """Return a function that gives the group of a pattern that a whole text matches."""
    compiled = re.compile(pattern, re.IGNORECASE)

    def recognise(text: str) -> str:
        match = compiled.fullmatch(text.strip())
        return match[1] if match else ""

    return recognise


def _work_of_orcid(text: str) -> str:
    """Return ``iD/put-code``."""
    match = re.fullmatch(
        r"(?:https?://orcid\.org/)?([\dX-]{19})/(?:work/)?(\d{1,12})", text.strip()
    )
    return f"{match[1]}/{match[2]}" if match and orcid(match[1]) else ""


def _record(module: str) -> Callable[[Session, str], bytes]:
    """Return the function that asks a module of ``pubman.online`` for one record."""

    def fetch(session: Session, identifier: str) -> bytes:
        online = importlib.import_module(f"pubman.online.{module}")
        body: bytes = online.fetch_record(session, identifier).body
        return body

    return fetch


def _pubmed(session: Session, number: str) -> bytes:
    from pubman.online import pubmed  # noqa: PLC0415 - only for identifiers of PubMed

    return pubmed.fetch_papers(session, [number]).body


def _pmc(session: Session, number: str) -> bytes:
    from pubman.online import pmcids  # noqa: PLC0415 - only for identifiers of PubMed Central

    return _pubmed(session, pmcids.pmid_of(session, number.upper()))


def _orcid(session: Session, identifier: str) -> bytes:
    from pubman.online import orcid as online  # noqa: PLC0415 - only for works of ORCID

    person, _, code = identifier.partition("/")
    return online.fetch_works(session, person, [code]).body


SERVICES: Final = (
    Service(
        label="PubMed", format="pubmed-xml", fetch=_pmc,
        recognise=_pattern(r"(?:https?://\S+/)?(PMC\d{1,9})/?"),
    ),
    Service(
        label="HAL", format="hal", fetch=_record("hal"),
        recognise=_pattern(r"(?:https?://\S+/)?([a-z]{3,10}-\d{6,9})(?:v\d+)?"),
    ),
    Service(
        label="INSPIRE", format="inspire", fetch=_record("inspire"),
        recognise=_pattern(r"(?:inspire:\s*|https?://inspirehep\.net/\S*literature/)(\d{1,9})"),
    ),
    Service(
        label="zbMATH", format="zbmath", fetch=_record("zbmath"),
        recognise=_pattern(r"(?:zb(?:math|l):?\s*|https?://zbmath\.org/(?:\?q=an:)?)([\d.]{4,12})"),
    ),
    Service(
        label="ADS", format="ads", fetch=_record("ads"),
        recognise=_pattern(r"(?:https?://\S+/abs/)?((?=\S{19}$)[12]\d{3}[A-Za-z&]\S{12}[\d.][A-Z.])"),
    ),
    Service(label="ORCID", format="orcid", recognise=_work_of_orcid, fetch=_orcid),
    Service(
        label="Open Library", format="openlibrary", fetch=_record("openlibrary"), recognise=isbn,
    ),
    Service(
        label="PubMed", format="pubmed-xml", fetch=_pubmed,
        recognise=_pattern(r"(?:pmid:?\s*|https?://pubmed\S+/)?(\d{1,8})/?"),
    ),
)  # fmt: skip
"""The services. The order matters for identifiers that look alike: the first match wins."""


def service_of(text: str) -> tuple[Service, str] | None:
    """Return the service that knows the identifier ``text``, and the identifier itself."""
    for service in SERVICES:
        if identifier := service.recognise(text):
            return service, identifier
    return None


def fetch_record(session: Session, service: Service, identifier: str) -> tuple[Record, str]:
    """Fetch the record of an identifier. Return it with the name of its source."""
    body = service.fetch(session, identifier)
    found = [each for each in read(service.format, body) if isinstance(each, Record)]
    if len(found) != 1 or not found[0].title:
        raise Malformed(f"{service.label} has no paper {identifier}.", "is there a typing error?")
    return found[0], READERS[service.format].source
