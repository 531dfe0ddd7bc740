"""The differences between two titles: a slip, a subtitle, or a word that makes another work.

The words of both titles are aligned. Those without a partner are judged by the
words themselves (``spelling``), not by how much of the title it is: "hepatitis B" and "hepatitis C"
differ in one letter of forty and are two works. The kinds, from the weakest to the strongest:

========  ==================================================================================
none      the same letters
spelling  slips and hyphens
filler    plurals, and words without meaning of their own: "a", "of", "the"
subtitle  one title continues after a colon, or has more before one
cut       one title breaks off
longer    one title continues without a mark between
order     the same words in another order
unsure    words that may be two spellings of one, or two words
added     one title has more words
replaced  each title has words in place of those of the other
========  ==================================================================================
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from pubman.match.fillers import FILLERS
from pubman.match.opposites import are_opposed
from pubman.match.parts import COUNTING, PART_WORDS, is_number
from pubman.match.spelling import compare_spelling, find_spellings
from pubman.match.titles import Title

Kind = Literal[
    "none",
    "spelling",
    "filler",
    "subtitle",
    "cut",
    "longer",
    "order",
    "unsure",
    "added",
    "replaced",
]

SUBTITLED_LETTERS: Final = 24
"""Letters the shorter title must have if the longer one also has a subtitle."""
WORD_LETTERS: Final = 4
"""A text with at least this many letters is a word, not an abbreviation."""
ACRONYM_LETTERS: Final = 3
"""Letters of an acronym that one list may leave out. HIV in place of HCV is a difference."""
EXCHANGED_WORDS: Final = 4
"""The most words in one place by which two titles of sister papers differ."""
NEGATIONS: Final = frozenset(
    "without not non after before versus ohne nicht nach sans apres avant sin despues antes".split()
)
"""Words each of which changes the subject of a title."""
GARBLED_LETTERS: Final = 14
GARBLED_LIKENESS: Final = 85.0
"""Runs of words this long and this much alike may be the same words, garbled."""
SHOWN_WORDS: Final = 4
"""How many words of a difference are shown."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How two titles differ: the kind, the words that only one has, and in how many places."""

    kind: Kind
    one: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    places: int = 0

    @property
    def telling(self) -> bool:
        """Return True if words of one title are in the place of words of the other."""
        return self.kind == "replaced"

    @property
    def exchanged(self) -> bool:
        """Return True if the titles are the same except for one or two words in place of others."""
        few = len(self.one) + len(self.other) <= EXCHANGED_WORDS
        return self.kind == "replaced" and self.places == 1 and few

    @property
    def worded(self) -> bool:
        """Return True if only words differ, and no letters, numbers or abbreviations."""
        words = (*self.one, *self.other)
        return all(len(word) >= WORD_LETTERS and word.isalpha() for word in words)

    @property
    def plain(self) -> bool:
        """Return True if words differ, none of which turns the meaning into its opposite.

        A letter, a number, a negation, or two prefixes of one word mean two works.
        """
        words = (*self.one, *self.other)
        if not NEGATIONS.isdisjoint(words):
            return False
        if not self.one or not self.other:
            # A list may leave a name out, and the number in it: "MPEG 7".
            return any(word.isalpha() and len(word) >= ACRONYM_LETTERS for word in words)
        if len(words) == 2 and sorted(words[0]) == sorted(words[1]) and words[0].isalpha():
            return True  # two letters of an acronym exchanged: FIZ, FZI
        return self.worded and not any(are_opposed(x, y) for x in self.one for y in self.other)

    @property
    def slight(self) -> bool:
        """Return True if the titles say the same."""
        return self.kind in ("none", "spelling", "filler")

    def show(self) -> str:
        """Return the differing words for people: ``boys / girls``."""
        shown = [" ".join(words[:SHOWN_WORDS]) for words in (self.one, self.other)]
        return " / ".join(sorted(each or NOTHING for each in shown))


NONE: Final = Difference("none")
NOTHING: Final = "nothing"
"""What is shown for a title that has no words of its own."""


@dataclass(frozen=True, slots=True)
class Side:
    """The words of one title, the beginnings of its subtitles, and whether it breaks off."""

    words: Sequence[str]
    breaks: frozenset[int]
    cut: bool

    def __len__(self) -> int:
        return len(self.words)


def side_of(title: Title) -> Side:
    """Return the words of *title*, unchanged."""
    return Side(title.tokens, title.breaks, title.cut)


def find_difference(a: Side, b: Side) -> Difference:
    """Return the difference of *a* and *b*; symmetric, except for which words are ``one``."""
    if "".join(a.words) == "".join(b.words):
        return NONE
    finder = _Finder(a, b)
    for region in _find_regions(a.words, b.words):
        finder.judge(*region)
    return finder.conclude()


def _find_regions(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """Return the differing regions of the titles: from and to in *a*, from and to in *b*."""
    regions: list[tuple[int, int, int, int]] = []
    for operation in Levenshtein.opcodes(a, b):
        if operation.tag == "equal":
            continue
        a_from, a_to = operation.src_start, operation.src_end
        b_from, b_to = operation.dest_start, operation.dest_end
        if regions and regions[-1][1] == a_from and regions[-1][3] == b_from:
            regions[-1] = (regions[-1][0], a_to, regions[-1][2], b_to)
        else:
            regions.append((a_from, a_to, b_from, b_to))
    return regions


class _Finder:
    """Collects what differs, region by region."""

    def __init__(self, a: Side, b: Side) -> None:
        self.a, self.b = a, b
        self.unsure: list[tuple[str, str]] = []
        self.plural = False
        self.left: list[str] = []
        self.right: list[str] = []
        self.places = 0
        self.ends: list[tuple[Kind, tuple[str, ...], tuple[str, ...]]] = []

    def judge(self, a_from: int, a_to: int, b_from: int, b_to: int) -> None:
        """Judge one region in which the titles differ."""
        left, right = list(self.a.words[a_from:a_to]), list(self.b.words[b_from:b_to])
        if left and right and _is_joined("".join(left), "".join(right)):
            return
        more, rest = (left, self.a.words[a_to:]) if left else (right, self.b.words[b_to:])
        if not (left and right) and _labels_part(more, rest):
            return
        self._pair(left, right)
        kind = self._find_end(left, right, (a_from, a_to), (b_from, b_to))
        if kind:
            self.ends.append((kind, tuple(left), tuple(right)))
        elif left or right:
            self.places += 1
            self.left += left
            self.right += right

    def _pair(self, left: list[str], right: list[str]) -> None:
        """Take out of both lists the words that are spellings of one word, the surest first."""
        spelt = {word: frozenset(find_spellings(word, right)) for word in left}
        for wanted in ("same", "plural", "slip", "unsure") if any(spelt.values()) else ():
            for word in list(left):
                near = [w for w in right if w in spelt[word]]
                twin = next((w for w in near if compare_spelling(word, w) == wanted), None)
                if twin is not None:
                    left.remove(word)
                    right.remove(twin)
                    self.plural |= wanted == "plural"
                    if wanted == "unsure":
                        self.unsure.append((word, twin))

    def _find_end(
        self, left: list[str], right: list[str], in_a: tuple[int, int], in_b: tuple[int, int]
    ) -> Kind | None:
        """Return the kind of a difference at an end of one title, or None."""
        if bool(left) == bool(right) or FILLERS.issuperset((*left, *right)):
            return None
        long_, short = (self.a, self.b) if left else (self.b, self.a)
        begin, end = in_a if left else in_b
        if len("".join(short.words)) < SUBTITLED_LETTERS:
            return None
        if end == len(long_) and (short.cut or short.words[-1] in FILLERS):
            return "cut"  # no title ends in "of"
        behind = end == len(long_)
        if (behind and begin in long_.breaks) or (begin == 0 and end in long_.breaks):
            return "subtitle"
        return "longer" if behind else None

    def conclude(self) -> Difference:
        """Return the difference as a whole."""
        moved = bool(self.left and self.right)
        self._pair(self.left, self.right)
        moved = moved and not (self.left and self.right)
        one, other = _leave_fillers_out(self.left, self.right)
        if one and other:
            return Difference(_judge_exchange(one, other), one, other, self.places)
        if one or other:
            return Difference("added", one, other)
        if self.unsure:
            one, other = zip(*self.unsure, strict=True)
            return Difference("unsure", one, other)
        if moved:
            return Difference("order")
        if self.ends:
            return Difference(*max(self.ends, key=lambda end: end[0] == "longer"))
        return Difference("filler" if self.plural or self.left or self.right else "spelling")


def _labels_part(words: Sequence[str], rest: Sequence[str]) -> bool:
    """Return True for the word before the number of a part: "Part" of "Knots, Part I: Braids"."""
    return len(words) == 1 and words[0] in PART_WORDS and is_number(rest[:1])


def _leave_fillers_out(
    left: Sequence[str], right: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words with meaning. Letters in place of others have it: "vitamin A", "E"."""
    if all(len(word) == 1 for word in (*left, *right)) and left and right:
        return tuple(left), tuple(right)
    one, other = (tuple(w for w in words if w not in FILLERS) for words in (left, right))
    return one, other


def _judge_exchange(one: tuple[str, ...], other: tuple[str, ...]) -> Kind:
    """Return how far words in the same place differ; acronyms and their words do not."""
    left, right = "".join(one), "".join(other)
    if _is_joined(left, right) or _spell_out(one, other) or _spell_out(other, one):
        return "spelling"
    garbled = min(len(left), len(right)) >= GARBLED_LETTERS
    if garbled and fuzz.ratio(left, right) >= GARBLED_LIKENESS:
        return "unsure"
    return "replaced"


def _spell_out(short: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Return True for an acronym and its words: "www" and "world wide web", "2d" and "two
    dimensional", "b2b" or "b 2 b" and "business to business" (without the small word).
    """
    letters = "".join(short)
    if len(letters) < 2 or not (len(short) == 1 or len(short) == len(letters)):
        return False
    acronym = letters[:1] + letters[1:-1].replace("2", "") + letters[-1:]
    return letters != "".join(words) and acronym == "".join(map(_initials_of, words))


def _initials_of(word: str) -> str:
    """Return the letter, digit or letters of *word* in an acronym: "db" of "databases"."""
    if word in COUNTING:
        return str(COUNTING[word])
    return "db" if word in ("database", "databases") else word[0]


def _is_joined(one: str, other: str) -> bool:
    """Return True for words written together on one side: "data base", "database"."""
    return one == other or compare_spelling(one, other) in ("same", "plural", "slip")
