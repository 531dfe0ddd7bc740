"""Preprint servers, recognised by the DOIs that they give."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

_SERVERS: Final[Mapping[str, str]] = {
    r"10\.1101/(?:\d{4}\.\d\d\.\d\d\.)?\d{6,8}": "bioRxiv",
    r"10\.64898/\d{4}\.\d\d\.\d\d\.\d{6,8}": "bioRxiv",
    r"10\.48550/arxiv\..+": "arXiv",
    r"10\.26434/chemrxiv.*": "ChemRxiv",
    r"10\.31234/osf\.io/.+": "PsyArXiv",
    r"10\.31235/osf\.io/.+": "SocArXiv",
    r"10\.31219/osf\.io/.+": "OSF Preprints",
    r"10\.35542/osf\.io/.+": "EdArXiv",
    r"10\.31223/.+": "EarthArXiv",
    r"10\.32942/.+": "EcoEvoRxiv",
    r"10\.2139/ssrn\.\d+": "SSRN",
    r"10\.21203/rs\..+": "Research Square",
    r"10\.20944/preprints.+": "Preprints.org",
    r"10\.36227/techrxiv\..+": "TechRxiv",
    r"10\.22541/(?:au|essoar)\..+": "Authorea",
    r"10\.1002/essoar\..+": "ESSOAr",
    r"10\.14293/.*(?:ppr|sor-).*": "ScienceOpen Preprints",
    r"10\.33774/.+": "Cambridge Open Engage",
}
"""Patterns of DOIs -> the name of the server."""


def preprint_server(doi: str, *, address: str = "") -> str:
    """Return the preprint server that gave ``doi``; ``""`` if it is not a preprint's.

    bioRxiv and medRxiv share their DOIs. The ``address`` distinguishes them.

    >>> preprint_server("10.1101/2020.08.04.200001"), preprint_server("10.1101/gr.123456.107")
    ('bioRxiv', '')
    """
    for pattern, name in _SERVERS.items():
        if re.fullmatch(pattern, doi):
            return "medRxiv" if name == "bioRxiv" and "medrxiv" in address.lower() else name
    return ""
