"""Ask INSPIRE for the papers of an author, or for one paper.

https://github.com/inspirehep/rest-api-doc
"""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import quote

from pubman.errors import NotFound
from pubman.online import services
from pubman.online.answers import json_of, not_asked_for
from pubman.online.paging import all_pages, number_at
from pubman.text.identifiers import orcid
from pubman.web import Response, Seen, Session

_SIZE: Final = 250
_FIELDS: Final = (
    "control_number,texkeys,titles,authors.full_name,authors.inspire_roles,authors.ids,"
    "author_count,collaborations,corporate_author,document_type,publication_type,"
    "publication_info,dois,arxiv_eprints,isbns,imprints,thesis_info,preprint_date,earliest_date,"
    "report_numbers,languages,number_of_pages,withdrawn,retracted,external_system_identifiers"
)
"""The fields that are read. Without a list, a paper of 3,000 authors takes 2 MB."""


def fetch_list(session: Session, account: str, seen: Seen | None = None) -> list[Response]:
    """Return the papers of an author, by INSPIRE's author id or by ORCID."""
    del seen  # the pages together have no validator
    author = _author(session, account) if orcid(account) == account else account

    def fetch(page: int) -> Response:
        query = quote(f"a {author}")
        return _get(
            session,
            f"/api/literature?q={query}&size={_SIZE}&page={page + 1}&sort=mostrecent"
            f"&fields={_FIELDS}",
        )

    return all_pages(fetch, _total, "INSPIRE")


def fetch_record(session: Session, number: str) -> Response:
    """Return one paper by its number."""
    return _get(session, f"/api/literature/{quote(number)}")


def _author(session: Session, number: str) -> str:
    """Return INSPIRE's author id of a person with an ORCID."""
    response = session.get(
        [services.address("inspire", f"/api/orcid/{number}")],
        accept=services.JSON,
        manners=services.manners("inspire"),
        also=(404,),
    )
    if response.status == 404:
        raise NotFound(
            f"INSPIRE has nobody with the ORCID {number}.",
            'write   inspire = "A.Li.1"   into pubman.toml, below your name',
        )
    value = json_of(response.body, "INSPIRE")
    metadata: Any = value.get("metadata") if isinstance(value, dict) else None
    ids = metadata.get("ids") if isinstance(metadata, dict) else None
    for each in ids or ():
        if each.get("schema") == "INSPIRE BAI":
            return str(each.get("value"))
    raise not_asked_for("INSPIRE", "author")


def _total(response: Response) -> tuple[int, int]:
    value = json_of(response.body, "INSPIRE")
    hits = value.get("hits") if isinstance(value, dict) else None
    if not isinstance(hits, dict) or not isinstance(hits.get("hits"), list):
        raise not_asked_for("INSPIRE", "list of papers")
    return number_at(value, "hits", "total"), len(hits["hits"])


def _get(session: Session, path: str) -> Response:
    return session.get(
        [services.address("inspire", path)],
        accept=services.JSON,
        manners=services.manners("inspire"),
    )
