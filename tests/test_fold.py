"""Folding as tables: what two spellings of one title or name have in common."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from rows import every_row

from pubman.record import Name
from pubman.text.fold import fold, name_key, search_text, squash

FOLDED = {
    "case, dashes, quotes and white space go": ("«Łódź»—naïve  A", "lodz naive a"),
    "ligatures and letters no decomposition takes apart": (
        "Straße Æther Øre",
        "strasse aether ore",
    ),
    "HTML entities are resolved": ("B&#246;hm &amp; Co", "bohm co"),
    "an apostrophe joins": ("Xi'an’s", "xians"),
    "a hyphen parts": ("state-of-the-art", "state of the art"),
    "digits stay": ("Part II, 2.0", "part ii 2 0"),
    "Greek": ("Ελληνικά", "ελληνικα"),
    "Cyrillic keeps й as its base letter": ("Занятость", "занятость"),
    "Han, Kana and Hangul stay": ("データベース 数据库 데이터", "データベース 数据库 데이터"),
    "voiced Kana are not their plain ones": ("ガ", "ガ"),
    "Devanagari keeps its vowels": ("हिन्दी", "हिन्दी"),
    "Arabic": ("قاعدة البيانات", "قاعدة البيانات"),
    "full width is half width": ("ＡＢＣ１２", "abc12"),
    "nothing": ("", ""),
    "nothing but punctuation": ("?!—", ""),
}


@every_row(("text", "folded"), FOLDED.values(), ids=FOLDED)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == unicodedata.normalize("NFC", folded)


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(categories=["Lu", "Ll", "Lo", "Nd"]), max_size=20))
def test_no_letter_or_digit_disappears(text: str) -> None:
    assert bool(fold(text)) == bool(text.replace("ʻ", "").replace("ʼ", ""))


def test_squash_joins_what_people_part() -> None:
    assert squash("Data-Base Systems") == squash("Database systems")


KEYS = {
    "given name as initial": (Name(given="Bo", family="Zhao"), "zhao b"),
    "a hyphen parts initials": (Name(given="Jimmy Chih-Hsien", family="Peng"), "peng jch"),
    "initials run together": (Name(given="JCH", family="Peng"), "peng jch"),
    "initials with dots": (Name(given="J. C.-H.", family="Peng"), "peng jch"),
    "a particle is part of the family name": (
        Name(given="Han", particle="van der", family="Aa"), "van der aa h",
    ),
    "a name in one piece": (Name(literal="The ATLAS Collaboration"), "the atlas collaboration"),
    "Han names keep the given name": (Name(given="明", family="李"), "李 明"),
    "diacritics go": (Name(given="Élodie", family="Wagenländer"), "wagenlander e"),
}  # fmt: skip


@every_row(("name", "key"), KEYS.values(), ids=KEYS)
def test_name_key(name: Name, key: str) -> None:
    assert name_key(name) == key


def test_words_inside_chinese_are_found_by_pairs() -> None:
    assert search_text("数据库系统 2024") == "数据 据库 库系 系统 2024"
    assert search_text("库") == "库"
