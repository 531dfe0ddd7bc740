"""Where a conference was, as opposed to the town of its publisher.

The ACM writes the publisher's town in ``address`` and the conference's in ``location``. Others
write only ``address``, which BibTeX's styles take for the conference. If the town is known to be
that of the publisher, it says nothing about the conference.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pubman.text.fold import fold

_TOWNS: Final[Mapping[str, str]] = {
    "aaai": "palo alto|menlo park|washington|cambridge|vancouver",
    "acm": "new york", "aip": "melville|college park|new york",
    "american chemical society": "washington", "american institute of physics": "melville|new york",
    "american mathematical society": "providence", "american physical society": "college park",
    "association for computational linguistics": "stroudsburg",
    "association for computing machinery": "new york",
    "association for the advancement of artificial intelligence": "palo alto|menlo park|washington",
    "birkhauser": "basel|boston|cham", "cambridge university press": "cambridge|new york",
    "ceur": "aachen", "crc press": "boca raton", "curran": "red hook",
    "dagstuhl": "dagstuhl|wadern|saarbrucken", "de gruyter": "berlin",
    "elsevier": "amsterdam|oxford|new york|london|philadelphia", "eurographics": "goslar|aire la",
    "iaria": "wilmington", "ieee": "piscataway|new york|los alamitos|washington|los angeles",
    "igi": "hershey", "ios press": "amsterdam", "iop": "bristol", "isca": "baixas|grenoble",
    "kluwer": "dordrecht|boston|norwell", "mit press": "cambridge",
    "morgan kaufmann": "san francisco|san mateo|burlington|palo alto", "omnipress": "madison",
    "optica": "washington", "osa": "washington", "oxford university press": "oxford|new york",
    "plenum": "new york", "routledge": "london|new york|abingdon", "sage": "thousand oaks|london",
    "scitepress": "setubal", "siam": "philadelphia",
    "society for industrial and applied mathematics": "philadelphia", "spie": "bellingham",
    "springer": "berlin|heidelberg|cham|new york|singapore|london|dordrecht|tokyo|wien|vienna"
    "|boston|netherlands|switzerland|secaucus",
    "taylor": "london|new york|abingdon|boca raton|philadelphia", "usenix": "berkeley",
    "wiley": "hoboken|chichester|new york|weinheim", "world scientific": "singapore|river edge",
}  # fmt: skip
"""Words of a publisher's name -> its towns, both folded."""


def is_publishers_town(place: str, publisher: str) -> bool:
    """Return whether ``place`` is a town of the publisher, not of a conference.

    >>> is_publishers_town("New York, NY, USA", "ACM"), is_publishers_town("Florence", "ACM")
    (True, False)
    """
    town, house = f"{fold(place)} ", f" {fold(publisher)} "
    return any(
        f" {name} " in house and any(town.startswith(f"{each} ") for each in towns.split("|"))
        for name, towns in _TOWNS.items()
    )
