r"""The journal macros of astronomy: ``\apj`` is The Astrophysical Journal.

NASA ADS and the AASTeX class write a journal as a macro, which only their styles define. The table
follows the list of macros in the help pages of ADS.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

_MACROS: Final[Mapping[str, str]] = {
    "aj": "The Astronomical Journal",
    "actaa": "Acta Astronomica",
    "araa": "Annual Review of Astronomy and Astrophysics",
    "apj": "The Astrophysical Journal",
    "apjl": "The Astrophysical Journal Letters",
    "apjs": "The Astrophysical Journal Supplement Series",
    "ao": "Applied Optics",
    "applopt": "Applied Optics",
    "apss": "Astrophysics and Space Science",
    "aap": "Astronomy & Astrophysics",
    "aapr": "The Astronomy and Astrophysics Review",
    "aaps": "Astronomy and Astrophysics Supplement Series",
    "aas": "American Astronomical Society Meeting Abstracts",
    "aplett": "Astrophysical Letters",
    "apspr": "Astrophysics and Space Physics Research",
    "azh": "Astronomicheskii Zhurnal",
    "baas": "Bulletin of the American Astronomical Society",
    "bac": "Bulletin of the Astronomical Institutes of Czechoslovakia",
    "bain": "Bulletin of the Astronomical Institutes of the Netherlands",
    "caa": "Chinese Astronomy and Astrophysics",
    "cjaa": "Chinese Journal of Astronomy and Astrophysics",
    "dps": "AAS/Division for Planetary Sciences Meeting Abstracts",
    "fcp": "Fundamentals of Cosmic Physics",
    "gca": "Geochimica et Cosmochimica Acta",
    "grl": "Geophysical Research Letters",
    "iaucirc": "International Astronomical Union Circular",
    "icarus": "Icarus",
    "jaavso": "Journal of the American Association of Variable Star Observers",
    "jcap": "Journal of Cosmology and Astroparticle Physics",
    "jcp": "The Journal of Chemical Physics",
    "jgr": "Journal of Geophysical Research",
    "jqsrt": "Journal of Quantitative Spectroscopy and Radiative Transfer",
    "jrasc": "Journal of the Royal Astronomical Society of Canada",
    "maps": "Meteoritics & Planetary Science",
    "memras": "Memoirs of the Royal Astronomical Society",
    "memsai": "Memorie della Società Astronomica Italiana",
    "mnras": "Monthly Notices of the Royal Astronomical Society",
    "na": "New Astronomy",
    "nar": "New Astronomy Reviews",
    "nat": "Nature",
    "nphysa": "Nuclear Physics A",
    "pasa": "Publications of the Astronomical Society of Australia",
    "pasj": "Publications of the Astronomical Society of Japan",
    "pasp": "Publications of the Astronomical Society of the Pacific",
    "physrep": "Physics Reports",
    "physscr": "Physica Scripta",
    "planss": "Planetary and Space Science",
    "pra": "Physical Review A",
    "prb": "Physical Review B",
    "prc": "Physical Review C",
    "prd": "Physical Review D",
    "pre": "Physical Review E",
    "prl": "Physical Review Letters",
    "procspie": "Proceedings of SPIE",
    "psj": "The Planetary Science Journal",
    "qjras": "Quarterly Journal of the Royal Astronomical Society",
    "rmxaa": "Revista Mexicana de Astronomía y Astrofísica",
    "rnaas": "Research Notes of the AAS",
    "skytel": "Sky & Telescope",
    "solphys": "Solar Physics",
    "sovast": "Soviet Astronomy",
    "ssr": "Space Science Reviews",
    "zap": "Zeitschrift für Astrophysik",
    "astap": "Astronomy & Astrophysics",
    "apjlett": "The Astrophysical Journal Letters",
    "apjsupp": "The Astrophysical Journal Supplement Series",
    "aapt": "American Journal of Physics",
    "ajp": "American Journal of Physics",
    "epsl": "Earth and Planetary Science Letters",
    "lrr": "Living Reviews in Relativity",
    "lrsp": "Living Reviews in Solar Physics",
    "oap": "Odessa Astronomical Publications",
    "pnas": "Proceedings of the National Academy of Sciences",
    "raa": "Research in Astronomy and Astrophysics",
    "rvmp": "Reviews of Modern Physics",
    "sci": "Science",
    "ssrv": "Space Science Reviews",
}
"""Macro without its backslash -> the journal."""

_MACRO = re.compile(r"\{*\s*\\([a-z]+)\s*(?:\{\}|\\(?=\s|\Z))?\s*\}*,?")


def journal_of_macro(value: str) -> str:
    r"""Return the journal that a value of ``journal`` names by a macro; ``""`` for any other value.

    >>> journal_of_macro(r"\apjl"), journal_of_macro("Nature")
    ('The Astrophysical Journal Letters', '')
    """
    match = _MACRO.fullmatch(value.strip())
    return _MACROS.get(match[1], "") if match else ""


def journal_of_string(name: str) -> str:
    """Return the journal of an ``@string`` that a file uses without defining it: ``apj``."""
    return _MACROS.get(name.strip().lower(), "")
