"""Series of books in which proceedings appear, and archives: they name no venue of their own.

Scopus and CrossRef give the series of every paper in Lecture Notes in Computer Science as its
journal. The same paper has the name of the conference elsewhere, so a series contradicts nothing.
OpenAlex gives the archive of a university as the venue of the copy it found there.
"""

from __future__ import annotations

import re
from typing import Final

SERIES: Final[tuple[tuple[str, str], ...]] = (
    (r"lecture notes (?:in|of) .*", "Lecture Notes in Computer Science (including subseries ...)"),
    (r"ln(?:cs|ai|ee|bip|icst|net|m)", "LNCS"),
    (r"communications in computer and information science|ccis", "CCIS"),
    (r"(?:advances in|ad) intelligent systems and computing", ("Advances in Intelligent Systems and"
     " Computing")),
    ((r"(?:studies in|smart innovation|intelligent systems) .*(?:computational intelligence|systems"
     r" and technologies|reference library)"), "Studies in Computational Intelligence"),
    ((r"ifip (?:aict|advances in information and communication technology|.*federation.*)"
     r"|ifip international federation for information processing"), "IFIP AICT"),
    (r"ceur(?: ws)?(?: workshop)?(?: proceedings)?(?: org)?", "CEUR Workshop Proceedings"),
    (r"procedia .*|procedia", "Procedia Engineering"),
    (r"proceedings of machine learning research|pmlr|jmlr workshop and conference proceedings",
     "Proceedings of Machine Learning Research"),
    (r"acm international conference proceedings? series|acm icps|icps", (
     "ACM International Conference"
     " Proceeding Series")),
    ((r"leibniz international proceedings in informatics(?: lipics)?|lipics|oasics"
     r"|open ?access series in informatics(?: oasics)?"), "LIPIcs"),
    (r"electronic (?:notes|proceedings) in theoretical computer science(?: eptcs| entcs)?|e[np]tcs",
     "Electronic Proceedings in Theoretical Computer Science"),
    ((r"(?:aip|asce|iop|epj|e3s|matec|itm|shs|bio) (?:conference (?:proceedings|series)|conf ser"
     r"|web of conferences)(?: .*)?"), "MATEC Web of Conferences"),
    (r"iop conference series .*", "IOP Conference Series: Materials Science and Engineering"),
    (r"journal of physics:? conference series|j phys conf ser",
     "Journal of Physics: Conference Series"),
    (r"proceedings of (?:the )?spie(?: .*)?|proc spie|spie proceedings", "Proceedings of SPIE"),
    (r"(?:springer|kluwer) (?:proceedings|international series|series|optimization) .*",
     "Springer Proceedings in Mathematics"),
    ((r"frontiers in artificial intelligence and applications|studies in health technology and"
     r" informatics|advances in transdisciplinary engineering"), ("Studies in Health Technology and"
     " Informatics")),
    (r"contemporary mathematics|sciforum|kalpa publications in computing|epic series in computing",
     "EPiC Series in Computing"),
)  # fmt: skip
"""Patterns of folded names of series, each with an example that a test checks."""

REPOSITORIES: Final[tuple[tuple[str, str], ...]] = (
    (r".*\b(?:repository|repositories|repositorios?|repositorium|repositori|repositoire)\b.*",
     "LA Referencia (Red Federada de Repositorios Institucionales)"),
    (r"deposito de investigacion\b.*|diposit\b.*", "Depósito de Investigación de Salamanca"),
    (r".*\b(?:eprints|e prints|dspace|digital commons|escholarship|publikationsserver)\b.*",
     "Durham e-Prints"),
    (r"(?:europe )?pubmed central|(?:europe )?pmc", "PubMed Central"),
)  # fmt: skip
"""Patterns of folded names of archives that keep copies of papers, each with an example."""

_SERIES: Final = re.compile("|".join(f"(?:{pattern})" for pattern, _ in SERIES))

_REPOSITORIES: Final = re.compile("|".join(f"(?:{pattern})" for pattern, _ in REPOSITORIES))


def is_repository(folded: str) -> bool:
    """Return True if the folded venue is an archive of copies: the paper appeared elsewhere."""
    return _REPOSITORIES.fullmatch(folded) is not None


def is_series(folded: str) -> bool:
    """Return True if the folded venue is a series of proceedings, not a venue."""
    return _SERIES.fullmatch(folded) is not None
