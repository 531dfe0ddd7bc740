"""Make pairs of titles from real ones: two works that look like one, and one title with a slip.

Usage: ``python scripts/bench/sisters.py [-v] [--pairs N] FILE_OR_FOLDER...``

A FILE holds one title per line, or is a .bib file; a FOLDER holds ``records.csv``. The titles of
all of them together are the language from which words are drawn.

*Sister papers* are made as a team makes them. A word is replaced by another real word that other
titles have between the same two neighbours ("response of *wheat* to drought", "response of *maize*
to drought"), or after the same one. A word is added or left out, or a letter, digit or Greek letter
is replaced. *Slips* are made as typists, text recognition, reference managers and publishers
make them.

Each pair is compared in several situations, and the two error rates are printed: sister papers
merged, and slips not merged. Both should be small, the first above all.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from pubman.formats.bibtex.reader import read
from pubman.match import Verdict, compare, profile
from pubman.match.fillers import FILLERS
from pubman.record import Date, Name, Record

SEED: Final = 13
LEAST_WORDS: Final = 5
"""Words of a title that can have a sister: a shorter one has too little information."""
LEAST_LETTERS: Final = 30
SEEN_TWICE: Final = 2
"""How many titles must use a word before it counts as a real one."""
GREEK: Final = "α β γ δ λ μ σ φ χ ω".split()
LETTERS: Final = "A B C D E G H K".split()
KEYBOARD: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
MISREAD: Final = (("m", "rn"), ("d", "cl"), ("l", "1"), ("o", "0"), ("w", "vv"), ("ii", "u"))
BRITISH: Final = (
    ("olor", "olour"), ("avior", "aviour"), ("umor", "umour"), ("ization", "isation"),
    ("izing", "ising"), ("yzing", "ysing"),
    ("ized", "ised"), ("eling", "elling"), ("center", "centre"), ("sulf", "sulph"),
    ("anes", "anaes"), ("estrogen", "oestrogen"), ("catalog", "catalogue"), ("fiber", "fibre"),
)  # fmt: skip
LATEX: Final = (
    ("é", "{\\'e}"), ("ü", '{\\"u}'), ("ö", '{\\"o}'), ("&", "\\&"), ("–", "--"),
    ("α", "$\\alpha$"), ("β", "$\\beta$"), ("γ", "$\\gamma$"), ("%", "\\%"), ("-", "--"),
)  # fmt: skip
"""Remains of LaTeX in a title that some program did not undo."""
PEOPLE: Final = (
    Name(family="Okonkwo", given="Ngozi"),
    Name(family="Lindqvist", given="Maja"),
    Name(family="Brandt", given="Jonas"),
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two titles, and how the second was made of the first."""

    kind: str
    one: str
    other: str


class Language:
    """Which words real titles have between, before and after which others."""

    def __init__(self, titles: Sequence[str]) -> None:
        self.between: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        self.after: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.known: Counter[str] = Counter()
        for title in titles:
            words = ["", *title.split(), ""]
            for before, word, behind in zip(words, words[1:], words[2:], strict=False):
                self.between[before.lower(), behind.lower()][word] += 1
                self.after[before.lower()][word] += 1
                self.known[word.lower()] += 1

    def is_real(self, word: str) -> bool:
        """Return True for a word of letters that several titles use."""
        plain = word.lower().strip(",.:;")
        return plain.isalpha() and len(plain) > 2 and self.known[word.lower()] >= SEEN_TWICE

    def substitutes(self, words: Sequence[str], at: int) -> list[str]:
        """Return the other real words that titles have in place of ``words[at]``."""
        before = words[at - 1].lower() if at else ""
        behind = words[at + 1].lower() if at + 1 < len(words) else ""
        found = self.between[before, behind] or self.after[before]
        return [
            w for w in found if self.is_real(w) and not w.lower().startswith(stem_of(words[at]))
        ]


# ------------------------------------------------------------------------------------ sister papers


def swap_word(title: str, language: Language, rng: random.Random) -> str:
    """Return *title* with one word exchanged for another real word of its place."""
    words = title.split()
    places = [at for at, word in enumerate(words) if is_content(word)]
    rng.shuffle(places)
    for at in places:
        if found := sorted(language.substitutes(words, at)):
            return " ".join([*words[:at], rng.choice(found), *words[at + 1 :]])
    return ""


def put_word_in(title: str, language: Language, rng: random.Random) -> str:
    """Return *title* with one more real word before one of its words."""
    words = title.split()
    places = list(range(1, len(words)))
    rng.shuffle(places)
    for at in places:
        after = language.after[words[at - 1].lower()]
        fitting = sorted(
            w for w in after
            if language.is_real(w) and is_content(w) and words[at] in language.after[w.lower()]
        )  # fmt: skip
        if fitting:
            return " ".join([*words[:at], rng.choice(fitting), *words[at:]])
    return ""


def leave_word_out(title: str, language: Language, rng: random.Random) -> str:
    """Return *title* without one word that others leave out between the same neighbours."""
    words = title.split()
    fitting = [
        at for at in range(1, len(words) - 1)
        if is_content(words[at]) and words[at + 1] in language.after[words[at - 1].lower()]
    ]  # fmt: skip
    if not fitting:
        return ""
    at = rng.choice(fitting)
    return " ".join([*words[:at], *words[at + 1 :]])


def change_sign(title: str, _language: Language, rng: random.Random) -> str:
    """Return *title* with another digit, letter or Greek letter; add one if there is none."""
    found = list(re.finditer(r"\d|\b[A-H]\b|[αβγδλμσφχω]", title))
    if not found:
        kind = rng.choice([GREEK, LETTERS])
        one, other = rng.sample(kind, 2)
        words = title.split()
        at = rng.randrange(1, len(words))
        return "\n".join(" ".join([*words[:at], sign, *words[at:]]) for sign in (one, other))
    match = rng.choice(found)
    sign = match[0]
    choices = "123456789" if sign.isdigit() else LETTERS if sign.isascii() else GREEK
    other = rng.choice([each for each in choices if each != sign])
    return title[: match.start()] + other + title[match.end() :]


# -------------------------------------------------------------------------------------------- slips


def slip_keyboard(title: str, _language: Language, rng: random.Random) -> str:
    """Return *title* with one letter that is beside the right one on the keyboard."""
    return in_word(title, rng, lambda word, at: word[:at] + beside(word[at], rng) + word[at + 1 :])


def slip_omission(title: str, _language: Language, rng: random.Random) -> str:
    """Return *title* with one letter left out."""
    return in_word(title, rng, lambda word, at: word[:at] + word[at + 1 :])


def slip_order(title: str, _language: Language, rng: random.Random) -> str:
    """Return *title* with two letters exchanged."""
    return in_word(title, rng, lambda w, at: w[:at] + w[at + 1] + w[at] + w[at + 2 :])


def slip_doubling(title: str, _language: Language, rng: random.Random) -> str:
    """Return *title* with one letter doubled."""
    return in_word(title, rng, lambda word, at: word[:at] + word[at] + word[at:])


def slip_recognition(title: str, _language: Language, rng: random.Random) -> str:
    """Return *title* with letters that text recognition confused."""
    return replace_one(title, MISREAD, rng)


def slip_ligature(title: str, _language: Language, _rng: random.Random) -> str:
    """Return *title* without its ligatures."""
    return re.sub("ffi|ffl|ff|fi|fl", "", title) if re.search("ff|fi|fl", title) else ""


def slip_hyphen(title: str, _language: Language, rng: random.Random) -> str:
    """Return *title* with a hyphen left out or made a space."""
    return title.replace("-", rng.choice(["", " "]), 1) if "-" in title else ""


def slip_spelling(title: str, _language: Language, rng: random.Random) -> str:
    """Return *title* in British spelling."""
    return replace_one(title, BRITISH, rng)


def slip_latex(title: str, _language: Language, rng: random.Random) -> str:
    """Return *title* with remains of LaTeX."""
    return replace_one(title, LATEX, rng)


def slip_case(title: str, _language: Language, _rng: random.Random) -> str:
    """Return *title* in capitals, with a full stop."""
    return title.upper() + "."


def stem_of(word: str) -> str:
    """Return the beginning that forms of one word share."""
    return word.lower()[:5]


def is_content(word: str) -> bool:
    """Return True for a word with a meaning."""
    plain = word.lower().strip(",.:;()")
    return len(plain) > 2 and plain not in FILLERS


def in_word(title: str, rng: random.Random, change: Callable[[str, int], str]) -> str:
    """Return *title* with one long word changed by *change* at a letter inside it."""
    words = title.split()
    long_ = [at for at, word in enumerate(words) if len(word) > 6 and word.isalpha()]
    if not long_:
        return ""
    at = rng.choice(long_)
    changed = change(words[at], rng.randrange(1, len(words[at]) - 2))
    return " ".join([*words[:at], changed, *words[at + 1 :]])


def beside(letter: str, rng: random.Random) -> str:
    """Return a letter beside *letter* on the keyboard."""
    for row in KEYBOARD:
        at = row.find(letter.lower())
        if at >= 0:
            return (
                row[max(0, at - 1)] if at and rng.random() < 0.5 else row[min(len(row) - 1, at + 1)]
            )
    return letter


def replace_one(title: str, table: Sequence[tuple[str, str]], rng: random.Random) -> str:
    """Return *title* with one piece of *table* exchanged."""
    fitting = [(one, other) for one, other in table if one in title[1:]]
    if not fitting:
        return ""
    one, other = rng.choice(fitting)
    at = title.index(one, 1)
    return title[:at] + other + title[at + len(one) :]


SISTERS: Final = {
    "another word": swap_word,
    "a word more": put_word_in,
    "a word less": leave_word_out,
    "another sign": change_sign,
}
SLIPS: Final = {
    "keyboard": slip_keyboard,
    "omission": slip_omission,
    "order": slip_order,
    "doubling": slip_doubling,
    "recognition": slip_recognition,
    "ligature": slip_ligature,
    "hyphen": slip_hyphen,
    "British": slip_spelling,
    "LaTeX": slip_latex,
    "capitals": slip_case,
}


# ---------------------------------------------------------------------------------------- measuring


@dataclass(frozen=True, slots=True)
class Situation:
    """The fields of the two records other than their titles."""

    name: str
    one_list: bool
    pages: tuple[str, str]
    venue: tuple[str, str] = ("Annals of Measured Things", "Ann. Meas. Things")
    dated: tuple[bool, bool] = (True, True)


SISTER_SITUATIONS: Final = (
    Situation("one list, other pages", one_list=True, pages=("101-110", "111-120")),
    Situation("one list, no pages", one_list=True, pages=("", "")),
    Situation("two lists, other pages", one_list=False, pages=("101-110", "111-120")),
    Situation("two lists, no pages", one_list=False, pages=("", "")),
    Situation("a citation, no year", one_list=False, pages=("101-110", ""), dated=(True, False)),
)
SLIP_SITUATIONS: Final = (
    Situation("two lists, same pages", one_list=False, pages=("101-110", "101-110")),
    Situation("two lists, no pages", one_list=False, pages=("", "")),
    Situation("two lists, no venue", one_list=False, pages=("", ""), venue=("", "")),
    Situation("one list, no pages", one_list=True, pages=("", "")),
)


def make_pairs(
    titles: Sequence[str], makers: dict[str, Callable[..., str]], count: int
) -> list[Pair]:
    """Return up to *count* pairs of each kind."""
    language, rng = Language(titles), random.Random(SEED)  # noqa: S311 - repeatable
    suitable = [t for t in titles if len(t.split()) >= LEAST_WORDS and len(t) >= LEAST_LETTERS]
    pairs = []
    for kind, make in makers.items():
        found = 0
        for title in rng.sample(suitable, len(suitable)):
            made = make(title, language, rng)
            one, mark, other = made.partition("\n")
            pair = Pair(kind, one, other) if mark else Pair(kind, title, made)
            if made and pair.one != pair.other:
                pairs.append(pair)
                found += 1
            if found == count:
                break
    return pairs


def judge(pair: Pair, situation: Situation) -> Verdict:
    """Return the verdict on *pair* in *situation*."""
    record = Record(kind="article", authors=PEOPLE, source_key="a")
    titles, dates = (
        (pair.one, pair.other),
        [Date(year=2015) if d else None for d in situation.dated],
    )
    sides = [
        replace(record, title=title, date=date, venue=venue, pages=pages)
        for title, date, venue, pages in zip(
            titles, dates, situation.venue, situation.pages, strict=True
        )
    ]
    names = ("list", "list" if situation.one_list else "another")
    a, b = (
        profile(side, venue=None, source=name, own_duplicates=True)
        for side, name in zip(sides, names, strict=True)
    )
    return compare(a, b)


def report(
    heading: str, pairs: Sequence[Pair], situations: Sequence[Situation], *, wrong: str, show: bool
) -> None:
    """Print how many pairs of each kind were merged, asked about and kept apart."""
    print(f"\n{heading:34} {'pairs':>6} {'merged':>7} {'asked':>6} {'apart':>6} {'wrong':>7}")
    for situation in situations:
        for kind in dict.fromkeys(pair.kind for pair in pairs):
            chosen = [pair for pair in pairs if pair.kind == kind]
            outcomes = Counter(outcome_of(judge(pair, situation)) for pair in chosen)
            share = outcomes[wrong] / len(chosen)
            print(f"{situation.name + ': ' + kind:40} {len(chosen):5} {outcomes['merged']:7}"
                  f" {outcomes['asked']:6} {outcomes['apart']:6} {share:7.2%}")  # fmt: skip
            if show:
                show_wrong(chosen, situation, wrong)


def show_wrong(pairs: Sequence[Pair], situation: Situation, wrong: str) -> None:
    """List the pairs whose outcome is *wrong*."""
    for pair in pairs:
        verdict = judge(pair, situation)
        if outcome_of(verdict) == wrong:
            print(
                f"    {pair.one}\n    {pair.other}\n      {verdict.rule} {dict(verdict.evidence)}"
            )


def outcome_of(verdict: Verdict) -> str:
    """Return merged, asked or apart."""
    if verdict.verdict in ("same", "version"):
        return "merged"
    return "asked" if verdict.verdict == "ask" else "apart"


def read_titles(path: Path) -> Iterator[str]:
    """Yield the titles of a file or folder."""
    if path.is_dir():
        with (path / "records.csv").open(encoding="utf-8-sig", newline="") as stream:
            yield from (row["title"] for row in csv.DictReader(stream))
    elif path.suffix == ".bib":
        records = read(path.read_text(encoding="utf-8"))
        yield from (each.title for each in records if isinstance(each, Record))
    else:
        yield from path.read_text(encoding="utf-8").splitlines()


def measure(paths: Sequence[Path], count: int, *, show: bool = False) -> None:
    """Print both error rates on pairs made of the titles in *paths*."""
    titles = sorted({title.strip() for path in paths for title in read_titles(path)})
    sisters = make_pairs(titles, SISTERS, count)
    report("sister papers", sisters, SISTER_SITUATIONS, wrong="merged", show=show)
    slips = make_pairs(titles, SLIPS, count)
    report("slips", slips, SLIP_SITUATIONS, wrong="apart", show=show)


def main() -> None:
    """Read the command line and print the error rates."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("-v", "--verbose", action="store_true", help="list what went wrong")
    parser.add_argument("--pairs", type=int, default=200, help="pairs of each kind")
    arguments = parser.parse_args()
    measure(arguments.paths, arguments.pairs, show=arguments.verbose)


if __name__ == "__main__":
    main()
