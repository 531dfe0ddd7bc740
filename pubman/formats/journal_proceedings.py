"""Journals with conference papers: PVLDB, PACMMOD, PACMPL, TACL and others.

A list may group such a paper with conferences, because its canonical venue is a conference. BibTeX,
RIS and CSL describe it as the publisher does: as a journal article with volume and issue.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Final

from pubman.record import Publication
from pubman.text.fold import fold

_JOURNALS: Final[Mapping[str, tuple[str, str]]] = {
    "Proceedings of the VLDB Endowment": (
        "journals/pvldb", "PVLDB|Proc. VLDB Endow.|Proceedings of VLDB Endowment"),
    "Proceedings of the ACM on Management of Data": (
        "journals/pacmmod", "PACMMOD|Proc. ACM Manag. Data"),
    "Proceedings of the ACM on Measurement and Analysis of Computing Systems": (
        "journals/pomacs", "POMACS|Proc. ACM Meas. Anal. Comput. Syst."),
    "Proceedings of the ACM on Programming Languages": (
        "journals/pacmpl", "PACMPL|Proc. ACM Program. Lang."),
    "Transactions of the Association for Computational Linguistics": (
        "journals/tacl", "TACL|Trans. Assoc. Comput. Linguistics"),
    "Proceedings of the ACM on Human-Computer Interaction": (
        "journals/pacmhci", "PACMHCI|Proc. ACM Hum. Comput. Interact."),
    "Proceedings of the ACM on Interactive, Mobile, Wearable and Ubiquitous Technologies": (
        "journals/imwut", "IMWUT|Proc. ACM Interact. Mob. Wearable Ubiquitous Technol."),
    "Proceedings of the ACM on Networking": ("journals/pacmnet", "PACMNET|Proc. ACM Netw."),
    "Proceedings of the ACM on Software Engineering": (
        "journals/pacmse", "PACMSE|Proc. ACM Softw. Eng."),
    "Proceedings of the ACM on Computer Graphics and Interactive Techniques": (
        "journals/pacmcgit", "PACMCGIT|Proc. ACM Comput. Graph. Interact. Tech."),
    "Proceedings on Privacy Enhancing Technologies": (
        "journals/popets", "PoPETs|Proc. Priv. Enhancing Technol."),
    "IACR Transactions on Cryptographic Hardware and Embedded Systems": (
        "journals/tches", "TCHES|IACR Trans. Cryptogr. Hardw. Embed. Syst."),
    "IACR Transactions on Symmetric Cryptology": (
        "journals/tosc", "ToSC|IACR Trans. Symmetric Cryptol."),
}  # fmt: skip
"""Full name -> dblp's key and other names."""


@lru_cache(maxsize=1)
def _by_name() -> Mapping[str, str]:
    """Return the full name by dblp's key and by every folded name."""
    found = {key: name for name, (key, _) in _JOURNALS.items()}
    for name, (_, others) in _JOURNALS.items():
        found |= {fold(each): name for each in (name, *others.split("|"))}
    return found


@lru_cache(maxsize=8192)
def _journal(venue: str, venue_key: str) -> str:
    return _by_name().get(venue_key) or _by_name().get(fold(venue), "")


def as_printed(pub: Publication) -> Publication:
    """Return ``pub`` as its publisher describes it: such a paper is an article in a journal."""
    if not (pub.venue or pub.venue_key) or pub.kind in ("preprint", "talk"):
        return pub
    name = _journal(pub.venue, pub.venue_key)
    if not name or (pub.kind == "article" and pub.venue == name):
        return pub
    return replace(pub, kind="article", venue=name)
