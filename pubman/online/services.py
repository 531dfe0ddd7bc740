"""The services that pubman asks: their addresses, and how each wants to be asked.

``PUBMAN_ORCID_URL`` and so on name another address, such as that of a test server.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from pubman.web import Manners

JSON: Final = "application/json"
XML: Final = "application/xml, application/atom+xml, text/xml;q=0.9"


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A service: its name for people, its address, and how often it may be asked.

    ``key`` is the environment variable that holds a key or token for it, if there is one.
    """

    label: str
    url: str
    manners: Manners
    key: str = ""


def _service(
    label: str, url: str, spacing: float, *, key: str = "", patience: float = 120.0, more: str = ""
) -> Service:
    """Return a service. ``more`` says how to get a key that allows more."""
    hint = f"{more}; then set {key}" if more else ""
    manners = Manners(spacing=spacing, patience=patience, hint=hint)
    return Service(label=label, url=url, manners=manners, key=key)


SERVICES: Final[Mapping[str, Service]] = {
    "orcid": _service(
        "ORCID", "https://pub.orcid.org", 0.1, key="ORCID_TOKEN",
        more="a free public API client may ask more often: https://orcid.org/developer-tools",
    ),
    "crossref": _service("Crossref", "https://api.crossref.org", 0.35),
    "datacite": _service("DataCite", "https://api.datacite.org", 0.5),
    "arxiv": _service("arXiv", "https://arxiv.org", 3.0, patience=300.0),
    "arxiv-api": _service("arXiv", "https://export.arxiv.org", 3.0, patience=300.0),
    "pubmed": _service(
        "PubMed", "https://eutils.ncbi.nlm.nih.gov/entrez/eutils", 0.35, key="NCBI_API_KEY"
    ),
    "pmc-ids": _service("PubMed Central", "https://pmc.ncbi.nlm.nih.gov", 0.35),
    "inspire": _service("INSPIRE", "https://inspirehep.net", 0.5),
    "hal": _service("HAL", "https://api.archives-ouvertes.fr", 1.0),
    "zbmath": _service("zbMATH", "https://api.zbmath.org", 1.0),
    "ads": _service("ADS", "https://api.adsabs.harvard.edu", 0.5, key="ADS_API_TOKEN"),
    "openalex": _service(
        "OpenAlex", "https://api.openalex.org", 0.1, key="OPENALEX_API_KEY",
        more="a free key gives ten times as much a day: https://openalex.org/settings/api",
    ),
    "semanticscholar": _service(
        "Semantic Scholar", "https://api.semanticscholar.org", 1.0, key="S2_API_KEY",
        more="a key of your own is free: https://www.semanticscholar.org/product/api",
    ),
    "openlibrary": _service("Open Library", "https://openlibrary.org", 1.0),
}  # fmt: skip
"""Every service by the name that is used in ``pubman.toml`` and in environment variables."""


def label(name: str) -> str:
    """Return the name of a service as people know it."""
    return SERVICES[name].label


def address(name: str, path: str) -> str:
    """Return the address of ``path`` at a service."""
    variable = f"PUBMAN_{name.upper().replace('-', '_')}_URL"
    return (os.environ.get(variable) or SERVICES[name].url).rstrip("/") + path


def manners(name: str) -> Manners:
    """Return how a service wants to be asked. A test server on this machine needs no spacing."""
    variable = f"PUBMAN_{name.upper().replace('-', '_')}_URL"
    if os.environ.get(variable, "").startswith("http://127.0.0.1"):
        return replace(SERVICES[name].manners, spacing=0.0)
    return SERVICES[name].manners
