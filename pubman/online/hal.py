"""Ask HAL for the deposits of a person, or for one deposit.

https://api.archives-ouvertes.fr/docs/search
"""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from pubman.online import services
from pubman.online.paging import all_pages
from pubman.online.solr import total_of
from pubman.text.identifiers import orcid
from pubman.web import Response, Seen, Session

_ROWS: Final = 500
_FIELDS: Final = (
    "halId_s,docid,title_s,subTitle_s,en_title_s,fr_title_s,authFullName_s,authLastName_s,"
    "authFirstName_s,authQuality_s,docType_s,journalTitle_s,conferenceTitle_s,bookTitle_s,"
    "proceedings_s,conferenceStartDate_s,city_s,country_s,volume_s,issue_s,page_s,serie_s,"
    "publisher_s,journalIssn_s,isbn_s,producedDate_s,publicationDate_s,doiId_s,arxivId_s,"
    "pubmedId_s,nntId_s,uri_s,fileMain_s,linkExtUrl_s,abstract_s,keyword_s,language_s,version_i,"
    "authorityInstitution_s,director_s,popularLevel_s,invitedCommunication_s,peerReviewing_s"
)


def fetch_list(session: Session, account: str, seen: Seen | None = None) -> list[Response]:
    """Return the deposits of a person, by idHAL or by ORCID."""
    del seen  # HAL sends no validators
    field = "authORCIDIdExt_s" if orcid(account) == account else "authIdHal_s"

    def fetch(page: int) -> Response:
        return _search(session, f'{field}:"{account}"', _ROWS, page * _ROWS)

    return all_pages(fetch, lambda page: total_of(page, "HAL"), "HAL")


def fetch_record(session: Session, number: str) -> Response:
    """Return one deposit by its id, without the number of a version."""
    return _search(session, f'halId_s:"{number}"', 1, 0)


def _search(session: Session, query: str, rows: int, start: int) -> Response:
    path = f"/search/?q={quote(query)}&wt=json&rows={rows}&start={start}&fl={_FIELDS}"
    return session.get(
        [services.address("hal", path)], accept=services.JSON, manners=services.manners("hal")
    )
