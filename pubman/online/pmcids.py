"""Ask PubMed Central for the PubMed number of one of its papers.

https://pmc.ncbi.nlm.nih.gov/tools/id-converter-api/
"""

from __future__ import annotations

from pubman.errors import NotFound
from pubman.online import services
from pubman.online.answers import json_of, not_asked_for
from pubman.web import Session


def pmid_of(session: Session, pmcid: str) -> str:
    """Return the PubMed number of the paper ``PMC1234567``."""
    response = session.get(
        [services.address("pmc-ids", f"/tools/idconv/api/v1/articles/?ids={pmcid}&format=json")],
        accept=services.JSON,
        manners=services.manners("pmc-ids"),
    )
    value = json_of(response.body, "PubMed Central")
    records = value.get("records") if isinstance(value, dict) else None
    if not isinstance(records, list):
        raise not_asked_for("PubMed Central", "list of numbers")
    number = str(records[0].get("pmid") or "") if records else ""
    if not number:
        raise NotFound(f"PubMed has no paper {pmcid}.", "is there a typing error?")
    return number
