"""Ask ORCID for the works of a person, and find the iD of a name.

https://info.orcid.org/documentation/api-tutorials/api-tutorial-read-data-on-a-record/
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

from pubman.errors import Malformed, NotFound, SourceError
from pubman.online import services
from pubman.online.answers import json_of, not_asked_for
from pubman.online.keys import key_of
from pubman.text.identifiers import orcid as find_orcid
from pubman.web import Response, Seen, Session

_AT_ONCE: Final = 100
"""The most full works that ORCID gives in one answer."""
_FOUND: Final = 20
_ID: Final = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A person that a search found."""

    orcid: str
    name: str
    institutions: tuple[str, ...] = ()


class ReplacedError(NotFound):
    """ORCID has replaced an iD by another one of the same person: ``primary``."""

    def __init__(self, account: str, primary: str) -> None:
        super().__init__(
            f"ORCID has replaced the iD {account} by {primary}.",
            f'write   orcid = "{primary}"   into pubman.toml',
        )
        self.primary = primary


def fetch_list(session: Session, account: str, seen: Seen | None = None) -> list[Response]:
    """Return all groups of works of a person in one answer; ORCID gives them without pages.

    An iD that was replaced is followed once, to the iD that ORCID names.
    """
    del seen  # ORCID has no validators; the dates are in the answer
    try:
        return [_works(session, account)]
    except ReplacedError as error:
        return [_works(session, error.primary)]


def account_of(response: Response) -> str:
    """Return the iD whose works an answer has."""
    found = _ID.search(response.url)
    return found[0] if found else ""


def _works(session: Session, account: str) -> Response:
    response = _get(session, account, f"/v3.0/{account}/works")
    value = json_of(response.body, "ORCID")
    if not isinstance(value, dict) or not isinstance(value.get("group"), list):
        raise not_asked_for("ORCID", "list of works")
    path = str(value.get("path") or "")
    if path and find_orcid(path.strip("/").split("/")[0]) not in ("", account):
        raise Malformed(f"ORCID sent the works of {path}, but {account} was asked for.")
    return response


def fetch_details(session: Session, account: str, answer: bytes) -> list[Response]:
    """Return the full works of those groups for which nobody else can say more.

    A group with a DOI is described better by Crossref or DataCite. The others have authors only in
    the full work.
    """
    codes = list(_codes_without_doi(json_of(answer, "ORCID")))
    portions = [codes[at : at + _AT_ONCE] for at in range(0, len(codes), _AT_ONCE)]
    return [fetch_works(session, account, portion) for portion in portions]


def fetch_works(session: Session, account: str, codes: Sequence[str]) -> Response:
    """Return at most 100 full works of a person by their put-codes."""
    return _get(session, account, f"/v3.0/{account}/works/{','.join(codes)}")


def _codes_without_doi(works: Mapping[str, Any]) -> Iterator[str]:
    for group in works.get("group") or ():
        summaries = group.get("work-summary") or [] if isinstance(group, dict) else []
        types = {
            str(each.get("external-id-type", "")).lower()
            for summary in summaries
            for each in (summary.get("external-ids") or {}).get("external-id") or ()
            if str(each.get("external-id-relationship", "")).lower() == "self"
        }
        if summaries and "doi" not in types and summaries[0].get("put-code"):
            yield str(summaries[0]["put-code"])


def find_people(session: Session, name: str) -> Sequence[Candidate]:
    """Return the people whom ORCID's search finds for a name."""
    given, _, family = name.strip().rpartition(" ")
    query = f'family-name:"{family}"' + (f' AND given-names:"{given}"' if given else "")
    path = f"/v3.0/expanded-search/?q={quote(query)}&rows={_FOUND}"
    response = session.get(
        [services.address("orcid", path)],
        accept=services.JSON,
        manners=services.manners("orcid"),
        private=_token(),
    )
    found = json_of(response.body, "ORCID")
    results = found.get("expanded-result") if isinstance(found, dict) else None
    return [_candidate(each) for each in results or () if find_orcid(str(each.get("orcid-id")))]


def _candidate(result: Mapping[str, Any]) -> Candidate:
    names = (result.get("given-names"), result.get("family-names"))
    return Candidate(
        orcid=find_orcid(str(result.get("orcid-id"))),
        name=" ".join(str(each) for each in names if each),
        institutions=tuple(str(each) for each in result.get("institution-name") or ()),
    )


def _get(session: Session, account: str, path: str) -> Response:
    response = session.get(
        [services.address("orcid", path)],
        accept=services.JSON,
        manners=services.manners("orcid"),
        private=_token(),
        also=(301, 404, 409),
        until=lambda url: _other_id(url, account) != "",
    )
    if primary := _primary(response, account):
        raise ReplacedError(account, primary)
    if response.status == 404:
        raise NotFound(f"ORCID has nobody with the iD {account}.", "is there a typing error?")
    if response.status in (301, 409):
        raise _conflict(response.body, account)
    return response


def _token() -> dict[str, str]:
    """Return the header with the token of a public API client, if the user has one."""
    token = key_of("orcid")
    return {"Authorization": f"Bearer {token}"} if token else {}


def _primary(response: Response, account: str) -> str:
    """Return the iD that an answer names in place of ``account``: in an address, or in its text."""
    if response.status == 302:
        return _other_id(response.url, account)
    said = response.body.decode("utf-8", "replace")
    if response.status in (301, 409) and ("9007" in said or "deprecated" in said.lower()):
        return _other_id(said, account)
    return ""


def _other_id(text: str, account: str) -> str:
    """Return the first valid iD in a text that is another than ``account``."""
    found = (match[0] for match in _ID.finditer(text))
    return next((each for each in found if each != account and find_orcid(each)), "")


def _conflict(body: bytes, account: str) -> SourceError:
    text = body.decode("utf-8", "replace")
    if "9044" in text or "deactivated" in text.lower():
        return NotFound(f"The person with the iD {account} has closed their ORCID record.")
    return SourceError(
        f"ORCID has locked the record {account}.", "ask ORCID's support about it, or try later"
    )


def fetch_person(session: Session, account: str) -> Response:
    """Return what a person shows on their record: names, addresses and other identifiers."""
    return _get(session, account, f"/v3.0/{account}/person")


def fetch_name(session: Session, account: str) -> str:
    """Return the name that a person shows on their record."""
    value = json_of(fetch_person(session, account).body, "ORCID")
    name = value.get("name") if isinstance(value, dict) else None
    if not isinstance(name, dict):
        return ""
    parts = (name.get("given-names"), name.get("family-name"))
    return " ".join(str(each["value"]) for each in parts if isinstance(each, dict))
