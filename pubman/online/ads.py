"""Ask NASA's ADS for the papers that a query finds; that needs a token of your own.

https://ui.adsabs.harvard.edu/help/api/
"""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from pubman.errors import SourceError
from pubman.online import services
from pubman.online.keys import key_of, keys_file
from pubman.online.paging import all_pages
from pubman.online.solr import total_of
from pubman.text.identifiers import orcid
from pubman.web import Response, Seen, Session

_ROWS: Final = 2000
_FIELDS: Final = (
    "bibcode,alternate_bibcode,identifier,title,author,author_count,editor,pub,bibstem,volume,"
    "issue,page,page_range,eid,pubdate,date,year,doctype,doi,arxiv_class,property,isbn,issn,"
    "publisher,series,keyword,abstract"
)


def fetch_list(session: Session, account: str, seen: Seen | None = None) -> list[Response]:
    """Return the papers that a query finds; an ORCID alone is searched for as an author."""
    del seen  # ADS sends no validators
    query = f"orcid:{account}" if orcid(account) == account else account
    return _search(session, query)


def fetch_record(session: Session, bibcode: str) -> Response:
    """Return one paper by its bibcode."""
    return _search(session, f'bibcode:"{bibcode}"')[0]


def _search(session: Session, query: str) -> list[Response]:
    token = key_of("ads")
    if not token:
        raise SourceError(
            "ADS answers only with a token.",
            "make one at   https://ui.adsabs.harvard.edu/user/settings/token",
            f'write   ADS_API_TOKEN = "..."   into {keys_file()}',
        )

    def fetch(page: int) -> Response:
        path = f"/v1/search/query?q={quote(query)}&fl={_FIELDS}&rows={_ROWS}&start={page * _ROWS}"
        response = session.get(
            [services.address("ads", path)],
            accept=services.JSON,
            manners=services.manners("ads"),
            private={"Authorization": f"Bearer {token}"},
            also=(401,),
        )
        if response.status == 401:
            raise SourceError("ADS does not accept the token.", "make a new one, or correct it")
        return response

    return all_pages(fetch, lambda page: total_of(page, "ADS"), "ADS")
