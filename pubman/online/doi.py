"""A DOI over the network: its registration agency's CSL-JSON, by content negotiation.

https://citation.doi.org/docs.html; Crossref, DataCite and mEDRA answer. An arXiv id is the DOI
10.48550/arXiv.ID (https://info.arxiv.org/help/doi.html).
"""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Final
from urllib.parse import quote

from pubman.errors import BadInput, Malformed, NotFound, SourceError
from pubman.formats import detect, read
from pubman.record import Record
from pubman.text.identifiers import doi as find_doi
from pubman.web import Response, Session

CSL_JSON: Final = "application/vnd.citationstyles.csl+json"
_NOTHING: Final = "Nothing was changed."


def resolver(configured: str) -> str:
    """The base address that resolves DOIs; ``PUBMAN_DOI_URL`` goes before what is configured."""
    return (os.environ.get("PUBMAN_DOI_URL") or configured).rstrip("/")


def arxiv_doi(arxiv_id: str) -> str:
    """The DOI that arXiv gives a paper."""
    return f"10.48550/arXiv.{arxiv_id}"


def fetch_doi(session: Session, base: str, doi: str) -> Response:
    """What the registration agency says of ``doi``; redirects lead to it, wherever it is.

    ``base`` is the resolver, ``https://doi.org``.
    """
    address = f"{base}/{quote(doi, safe='/:;()._-')}"
    try:
        return session.get([address], accept=CSL_JSON, anywhere=True)
    except NotFound as error:
        raise NotFound(
            f"Nobody has registered the DOI {doi}. {_NOTHING}",
            "a typing error? or type the paper in:   pubman add --title ... --author ...",
        ) from error


def read_doi(body: bytes, doi: str, *, arxiv_id: str = "") -> Record:
    """The record of ``doi`` in its agency's answer; ``Malformed`` where it is none of it."""
    hint = "type it in:   pubman add --title ... --author ... --doi " + doi
    try:
        found = list(read("csl-json", body)) if detect(body, doi) == "csl-json" else []
    except (BadInput, SourceError):
        found = []
    records = [each for each in found if isinstance(each, Record)]
    if len(records) != 1 or not records[0].title:
        raise Malformed(f"What is registered for {doi} is no data on a paper. {_NOTHING}", hint)
    record = records[0]
    if record.doi and record.doi != find_doi(doi):
        raise Malformed(f"{record.doi} came where {doi} was asked for. {_NOTHING}", hint)
    if arxiv_id:
        record = replace(record, arxiv_id=arxiv_id, kind="preprint", venue="arXiv")
    return replace(record, doi=find_doi(doi), source_key=find_doi(doi), line=0)
