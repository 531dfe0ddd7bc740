"""Which records can be the same at all: those that share a block key.

Keys are a function of one record alone. A key that too many records would share is narrowed by a
longer one, never left out: a pair or triple of words instead of one, or also the year.

The papers of a collaboration share their authors, and half of the words of their titles. For them
a name or a pair of words is not selective, so their keys are whole titles (``crowd``). The titles
of a numbered series ("Circular 1742") share all but the number, so it is a part of each key.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import combinations, groupby
from struct import unpack
from typing import Final

from pubman.match.crowd import crowd_keys, is_crowd, is_team, whole_keys
from pubman.match.numbering import find_numbers
from pubman.match.profile import ARXIV_PREFIX, Profile
from pubman.match.rarity import information, is_known
from pubman.match.translations import YEARS

ENDS: Final = 28
"""Characters of the squashed title that make a key, from its head and from its tail."""
RARE_WORDS: Final = 4
"""How many of the rarest words of a title make keys, in pairs."""
PAIR_BITS: Final = 19.0
"""Information a pair of words needs to be a key: one title in half a million holds such a pair by
chance. Below it a third word joins."""
SHORT_LETTERS: Final = 10
"""A title with fewer letters is not a key without a name or a place."""
TEAM: Final = 8
"""A list of up to this many authors makes a key; larger teams write too much together."""
BEGINNING: Final = 12
NAMED_WORDS: Final = 5
"""How many of the rarest words make a key together with the first author's family name."""
NAMED_BITS: Final = 6.0
"""Information such a word needs: ``database`` has 6, ``system`` 4.5."""
ALONE_BITS: Final = 11.0
"""Information it needs if only the family name is beside it: one title in 2,000 holds such a word.
Below it the author's initial joins, or Zhang's papers on databases would all be compared.
"""
PARTITIONS: Final = 64
"""Keys are divided into this many lots before equal ones are looked for, so that a lot of even
millions of records is small."""


def block_keys(p: Profile) -> frozenset[int]:
    """Return the block keys of *p*: signed 64-bit integers, stable across processes and Pythons.

    Only a record with neither title nor identifier has none.
    """
    texts = key_texts(p)
    digests = []
    for text in texts:
        digest = _EMPTY.copy()  # half the time of making one
        digest.update(text.encode())
        digests.append(digest.digest())
    return frozenset(unpack(f">{len(texts)}q", b"".join(digests)))


_EMPTY: Final = blake2b(digest_size=8)


def key_texts(p: Profile) -> set[str]:
    """Return the block keys of *p* as texts. ``block_keys`` are their digests."""
    found = {*_identifier_keys(p)}
    if p.first and p.people and len(p.first) > 1:
        found.add(f"page {p.people[0].family} {p.first} {p.volume}")
    if p.title.squashed:
        found.add(f"all {p.title.squashed}")
        found.update(_translation_keys(p))
        if not is_crowd(p):
            found.update(_people_keys(p))
    content = _content_keys(p)
    if numbers := find_numbers(p.title):
        content = [f"{text} {numbers}" for text in content]
    found.update(content)
    return found


def _content_keys(p: Profile) -> list[str]:
    """Return the keys that title and people make."""
    found = [f"head {p.translated[:ENDS]}"] if p.translated else []
    if not p.title.squashed:
        return found
    crowd = is_crowd(p)
    if crowd or is_team(p):
        found += crowd_keys(p)
    if p.title.generic or len(p.title.squashed) < SHORT_LETTERS:
        found += _short_keys(p)
    elif not crowd:
        found += _title_keys(p)
        found += whole_keys(p)
    if not crowd:
        found += _beginning_keys(p)
    return found


def _identifier_keys(p: Profile) -> Iterator[str]:
    for name, value in (
        ("doi", p.doi),
        ("pdoi", p.preprint_doi),
        ("arxiv", p.arxiv),
        ("pmid", p.pmid),
        ("pmcid", p.pmcid),
    ):
        if value:
            yield f"{name} {value}"
    for claimed in p.claims:
        yield from (f"doi {claimed}", f"pdoi {claimed}")
        if claimed.startswith(ARXIV_PREFIX):
            yield f"arxiv {claimed.removeprefix(ARXIV_PREFIX)}"
    for key in (*p.related, *((p.entry,) if _is_named(p) else ())):
        yield f"key {p.source} {key}"


def _is_named(p: Profile) -> bool:
    """Return True if the key of a record may be named again: by dblp, or by another entry."""
    return bool(p.source_key) and "|" not in p.source_key


def _people_keys(p: Profile) -> Iterator[str]:
    """Yield the keys by which a renamed or garbled title is found: the same people.

    Larger teams must also have written within a year.
    """
    families = sorted(person.family for person in p.people)
    named = " ".join(families)
    if 3 <= len(families) <= TEAM:
        yield f"people {named}"
    elif len(families) > TEAM and p.year:
        yield f"people {p.year} {named}"
        yield f"people {p.year + 1} {named}"


def _translation_keys(p: Profile) -> Iterator[str]:
    """Yield the keys of a paper in a journal with two editions, which may have two titles."""
    journal = p.bilingual.partition(" ")[0]
    if journal and p.families and p.year:
        for year in (p.year, p.year + YEARS):
            yield f"translation {journal} {year} {' '.join(sorted(p.families))}"


def _beginning_keys(p: Profile) -> Iterator[str]:
    """Yield the keys of the first letters of a title or clause, and one of two authors."""
    if len(p.title.squashed) < BEGINNING:
        return
    for start in (p.title.squashed, *p.title.clauses):
        for family in sorted(person.family for person in p.people)[:2]:
            yield f"begin {start[:BEGINNING]} {family}"


def _short_keys(p: Profile) -> Iterator[str]:
    """Yield the keys of "Editorial": only a name and a year, or the place in print, decide."""
    squashed, year = p.title.squashed, p.year or ""
    if not p.people:
        where = " ".join(p.place.words)
        yield f"short {squashed} {year} {where} {p.volume} {p.first}"
    for each in sorted(p.families)[:TEAM]:
        yield f"short {squashed} {year} {each}"


def _title_keys(p: Profile) -> list[str]:
    bare = p.title.bare
    found = [f"head {bare[:ENDS]}"]
    if len(bare) > ENDS:
        found.append(f"tail {bare[-ENDS:]}")
    found += [f"head {clause[:ENDS]}" for clause in p.title.clauses]
    named = rarest(p.title.tokens)
    found += _word_keys(named[:RARE_WORDS])
    if p.people:
        found += _named_keys(p, named)
    return found


def _named_keys(p: Profile, words: list[str]) -> Iterator[str]:
    """Yield the keys of the first author's name and one word of the title."""
    first = p.people[0]
    for word in words:
        bits = information(word)
        if bits >= ALONE_BITS:
            yield f"by {first.family} {word}"
        elif bits >= NAMED_BITS and first.initials:
            yield f"by {first.family} {first.initials[0]} {word}"


def _word_keys(rare: list[str]) -> Iterator[str]:
    """Yield the keys of pairs of words, and of triples if pairs have too little information.

    Words that the table lacks may be common in their own field ("intraepithelial neoplasia"): two
    of them need a third.
    """
    bits = {word: information(word) for word in rare}
    strange = {word for word in rare if not is_known(word)}
    for one, other in combinations(rare, 2):
        if len(rare) > 2 and one in strange and other in strange:
            continue
        if bits[one] + bits[other] >= PAIR_BITS:
            yield f"words {one} {other}" if one < other else f"words {other} {one}"
    for three in _find_triples(rare, strange, bits):
        yield f"words {' '.join(three)}"


def _find_triples(
    rare: list[str], strange: set[str], bits: dict[str, float]
) -> Iterator[Sequence[str]]:
    """Yield the triples of words that are needed beside the pairs."""
    if len(strange) > 1:
        for three in combinations(sorted(rare), 3):
            if len(strange.intersection(three)) > 1:
                yield three
    elif len(rare) > 2 and bits[rare[0]] + bits[rare[1]] < PAIR_BITS:
        yield sorted(rare[:3])


def rarest(tokens: tuple[str, ...]) -> list[str]:
    """Return the ``NAMED_WORDS`` rarest words of *tokens*, the rarest first."""
    words = sorted({word for word in tokens if len(word) > 1})
    return sorted(words, key=information, reverse=True)[:NAMED_WORDS]


def candidates(profiles: Iterable[Profile]) -> Iterator[tuple[int, int]]:
    """Yield each pair of indexes ``i < j`` whose profiles share a block key once, in order."""
    return pairs_sharing(map(block_keys, profiles))


def pairs_sharing(keyed: Iterable[Collection[int]]) -> Iterator[tuple[int, int]]:
    """Yield every pair of indexes ``i < j`` of *keyed* that share a key, each once, in order.

    Needs twelve bytes for each key and eight for each pair, apart from the sorting.
    """
    keys = [array("q") for _ in range(PARTITIONS)]
    owners = [array("I") for _ in range(PARTITIONS)]
    size = 0
    for index, own in enumerate(keyed):
        for key in own:
            keys[key % PARTITIONS].append(key)
            owners[key % PARTITIONS].append(index)
        size = index + 1
    pairs = array("q")
    while keys:
        for members in _find_shared(keys.pop(), owners.pop()):
            pairs.extend([i * size + j for i, j in combinations(members, 2)])
    for pair, _ in groupby(sorted(pairs)):
        yield divmod(pair, size)


def _find_shared(keys: array[int], owners: array[int]) -> Iterable[list[int]]:
    """Return the owners of every key that several have, each list in rising order."""
    first: dict[int, int] = {}
    shared: dict[int, list[int]] = {}
    for key, owner in zip(keys, owners, strict=True):
        earlier = first.setdefault(key, owner)
        if earlier != owner:
            shared.setdefault(key, [earlier]).append(owner)
    return shared.values()
