"""Words without meaning of their own, by which titles of one work may differ: "a", "of", "the"."""

from __future__ import annotations

from typing import Final

FILLERS: Final = frozenset(
    "a an the of on in for and to by at from with via using as into its their our is are be this"
    " der die das und von zur zum für fur im dem den des ein eine le la les de du et en dans sur"
    " pour un une el los las y del al por para con una di il lo gli e della dei o os da do das dos"
    " в и на с о для".split()
)
"""Words without meaning of their own. "Without", "not", "before" and "after" are not among them."""
