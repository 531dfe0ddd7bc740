"""The numbers of PubMed (PMID) and PubMed Central (PMCID) in their one normal form.

As in :mod:`pubman.text.identifiers`, each function returns the bare, checked number or ``""`` and
never raises. The shapes: https://www.nlm.nih.gov/bsd/mms/medlineelements.html#pmid and
https://pmc.ncbi.nlm.nih.gov/about/public-access-info/.
"""

from __future__ import annotations

import re
from typing import Final, NewType

Pmid = NewType("Pmid", str)
"""A number of PubMed in digits, without leading zeros: ``30123456``."""
Pmcid = NewType("Pmcid", str)
"""A number of PubMed Central with its letters: ``PMC6123456``."""

_NUMBER: Final = r"0*([1-9]\d{0,7})"
_PMID_ADDRESS: Final = (
    r"(?:https?://)?(?:(?:[\w.-]*\.)?pubmed\.(?:ncbi\.nlm\.nih\.gov|gov)/(?:pubmed/|\?term=)?"
    r"|(?:www\.|m\.)?ncbi\.nlm\.nih\.gov/(?:m/)?pubmed/"
    r"|(?:www\.)?europepmc\.org/(?:article|abstract)/med/)"
)
_PMID_LABEL: Final = r"(?:info:)?(?:pmid|pub\s?med(?:[\s_-]*id)?)\s*[:=/#]*\s*"
_PMC_ADDRESS: Final = (
    r"(?:https?://)?(?:(?:www\.)?ncbi\.nlm\.nih\.gov/(?:labs/)?pmc/articles/"
    r"|pmc\.ncbi\.nlm\.nih\.gov/articles/"
    r"|(?:www\.)?pubmedcentral\.(?:nih\.)?gov/(?:articlerender\.fcgi\?artid=)?"
    r"|(?:www\.)?europepmc\.org/(?:articles?|abstract)/(?:pmc/)?)"
)
_PMC_LABEL: Final = r"(?:info:)?(?:pmc\s?id|pub\s?med\s?central(?:[\s_-]*id)?)\s*[:=/#]*\s*"
_END: Final = r"(?![\w%])"
_LOOSE: Final = re.IGNORECASE | re.ASCII


def pmid(text: str) -> Pmid:
    """Return the PMID in ``text``: bare, after ``PMID:`` or in an address of PubMed.

    >>> pmid("PMID: 30123456"), pmid("https://pubmed.ncbi.nlm.nih.gov/30123456/")
    ('30123456', '30123456')
    """
    match = re.fullmatch(
        rf"(?:{_PMID_LABEL})?(?:{_PMID_ADDRESS})?{_NUMBER}(?:\.0)?/?(?:[?#]\S*)?(?:\s*\[pmid\])?\.?",
        text.strip(),
        _LOOSE,
    )
    return Pmid(match[1] if match else "")


def pmcid(text: str) -> Pmcid:
    """Return the PMCID in ``text``: with or without ``PMC``, after a label or in an address.

    >>> pmcid("PMCID: PMC6123456"), pmcid("https://pmc.ncbi.nlm.nih.gov/articles/PMC6123456/")
    ('PMC6123456', 'PMC6123456')
    """
    match = re.fullmatch(
        rf"(?:{_PMC_LABEL})?(?:{_PMC_ADDRESS})?(?:pmc\s?)?{_NUMBER}(?:\.\d)?"
        r"(?:/(?:pdf/?\S*)?)?(?:[?#]\S*)?(?:\s*\[pmcid?\])?\.?",
        text.strip(),
        _LOOSE,
    )
    return Pmcid(f"PMC{match[1]}" if match else "")


def find_pmid(text: str) -> Pmid:
    """Return the first PMID inside ``text`` that a label or an address marks."""
    if "pm" not in (lowered := text.lower()) and "pubmed" not in lowered:
        return Pmid("")
    match = re.search(
        rf"(?<![\w/.])(?:{_PMID_ADDRESS}|(?:pmid|pubmed\s?id|pubmed\s*:)\s*[:=#]?\s*){_NUMBER}{_END}",
        text,
        _LOOSE,
    )
    return Pmid(match[1] if match else "")


def find_pmcid(text: str) -> Pmcid:
    """Return the first PMCID inside ``text``: the letters and at least four digits."""
    if "pmc" not in text.lower():
        return Pmcid("")
    match = re.search(
        rf"(?<![\w.-])(?:{_PMC_ADDRESS})?pmc\s?0*([1-9]\d{{3,7}}){_END}", text, _LOOSE
    )
    return Pmcid(f"PMC{match[1]}" if match else "")
