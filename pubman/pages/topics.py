"""The topics of a list: what its publications are tagged with, and the keywords they share.

A tag is always a topic, because a person gave it. A keyword came with the paper; one that no other
paper of the list has would narrow nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from pubman.record import Publication
from pubman.text.fold import fold
from pubman.text.markup import printable

_FEWEST: Final = 2  # publications that share a keyword
_LONGEST: Final = 60  # letters; what is longer is a sentence


class Topics:
    """The topics of each of ``publications``, in one spelling for the whole list."""

    def __init__(self, publications: Iterable[Publication]) -> None:
        spellings: dict[str, Counter[str]] = {}
        tags: dict[str, str] = {}
        for pub in publications:
            for tag in _shown(pub.tags):
                tags.setdefault(fold(tag), tag)
            for word in {fold(each): each for each in _shown(pub.keywords)}.values():
                spellings.setdefault(fold(word), Counter())[word] += 1
        self.names = {
            key: max(found, key=lambda each: (found[each], each))
            for key, found in spellings.items()
            if found.total() >= _FEWEST
        } | tags

    def of(self, pub: Publication) -> tuple[str, ...]:
        """Return the topics of ``pub``, its tags first."""
        if not (pub.tags or pub.keywords):
            return ()
        keys = dict.fromkeys(fold(each) for each in _shown((*pub.tags, *pub.keywords)))
        return tuple(self.names[key] for key in keys if key in self.names)


def _shown(words: Sequence[str]) -> list[str]:
    """Return ``words`` as they are printed, without the tag that picks publications for the top."""
    found = (" ".join(printable(word).split()) for word in words)
    return [word for word in found if word and word != "selected" and len(word) <= _LONGEST]
