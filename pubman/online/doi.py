"""Ask for a DOI: the CSL-JSON of its registration agency, by content negotiation.

https://citation.doi.org/docs.html; Crossref, DataCite and mEDRA answer. An arXiv id is the DOI
10.48550/arXiv.ID (https://info.arxiv.org/help/doi.html).
"""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Final
from urllib.parse import quote

from pubman.errors import BadInput, Malformed, NotFound, SourceError, Step
from pubman.formats import detect, read
from pubman.record import Record
from pubman.text.identifiers import doi as find_doi
from pubman.web import Response, Session

CSL_JSON: Final = "application/vnd.citationstyles.csl+json"


def resolver(configured: str) -> str:
    """Return the address that resolves DOIs; ``PUBMAN_DOI_URL`` replaces the configured one."""
    return (os.environ.get("PUBMAN_DOI_URL") or configured).rstrip("/")


def arxiv_doi(arxiv_id: str) -> str:
    """Return the DOI that arXiv gives a paper."""
    return f"10.48550/arXiv.{arxiv_id}"


def fetch_doi(session: Session, base: str, doi: str) -> Response:
    """Return the answer of the registration agency of ``doi``, to which the resolver redirects.

    ``base`` is the resolver, ``https://doi.org``.
    """
    address = f"{base}/{quote(doi, safe='/:;()._-')}"
    try:
        return session.get([address], accept=CSL_JSON, anywhere=True)
    except NotFound as error:
        raise NotFound(
            f"Nobody has registered the DOI {doi}.",
            "is there a typing error?",
            Step("add", "--title ... --author ...", "to type the paper in"),
        ) from error


def read_doi(body: bytes, doi: str, *, arxiv_id: str = "") -> Record:
    """Read the record of ``doi`` in its agency's answer; ``Malformed`` if there is none."""
    hint = Step("add", f"--title ... --author ... --doi {doi}", "to type it in")
    try:
        found = list(read("csl-json", body)) if detect(body, doi) == "csl-json" else []
    except (BadInput, SourceError):
        found = []
    records = [each for each in found if isinstance(each, Record)]
    if len(records) != 1 or not records[0].title:
        raise Malformed(f"The agency's answer for {doi} is not a record of a paper.", hint)
    record = records[0]
    if record.doi and record.doi != find_doi(doi):
        raise Malformed(f"The agency sent {record.doi}, but {doi} was asked for.", hint)
    if arxiv_id:
        record = replace(record, arxiv_id=arxiv_id, kind="preprint", venue="arXiv")
    return replace(record, doi=find_doi(doi), source_key=find_doi(doi), line=0)
