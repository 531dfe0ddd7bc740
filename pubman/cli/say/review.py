"""The sentences of review: questions, causes, answers."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from pubman.cli.say.tables import print_table
from pubman.cli.say.terminal import cut, plural, print_text, print_wrapped, say
from pubman.cli.say.why import print_evidence
from pubman.library.decisions import Decided
from pubman.library.explain import Ground
from pubman.library.review import Answered, OpenQuestion
from pubman.record import Publication, Record

KEYS: Final[Mapping[str, Mapping[str, str]]] = {
    "same": {"s": "same", "d": "different", "e": "extends"},
    "mine": {"y": "mine", "n": "hide"},
    "gone": {"y": "keep", "n": "hide"},
}
"""The answers to each kind of question, by the key that gives them."""
_CHOICES: Final = {
    "same": "[s]ame  [d]ifferent  [e]xtends",
    "mine": "[y] mine  [n] not mine",
    "gone": "[y] keep  [n] hide",
}
CLAIMANTS: Final = {"arxiv": "arXiv", "orcid": "ORCID", "openalex": "OpenAlex"}
"""Who says that a preprint was published as a paper, by the source."""
_CLAIM_KEYS: Final = {"y": "same", "n": "different"}
_CLAIM_CHOICES: Final = "[y]es, published as this  [n]o, another paper"
HELP: Final = """s  one paper: merge them; each field comes from the better source
d  two papers: keep them apart, and never ask again
e  two papers, and one is the extended version of the other
y, n  yes, no    k  skip: leave it open     b  back: undo the last answer
a  give all questions of this cause the same answer
o  open the DOI or address in the browser   q  quit; your answers are kept"""
_BECAUSE: Final = {
    "evidence": "nearly the same title and authors",
    "title": "nearly the same title",
    "short title": "a title that many papers have",
    "note": "one title has a note",
    "number": "another number or part in the titles",
    "authors": "the authors do not decide it",
    "page": "another page",
    "same pages": "the same pages, under another title",
    "book": "one may be a part of the other",
    "venue": "perhaps another venue",
    "year": "another year",
    "event": "another event",
    "preprint": "probably its preprint",
    "identifier": "the identifiers contradict the rest",
    "translation": "perhaps one paper in both editions of a journal",
    "key": "one citation key, with another title before",
    "claim": "an author gave the preprint the DOI of the paper",
    "mine": "only the name matches",
    "openalex": "OpenAlex lists it as yours, nobody else does",
    "semanticscholar": "Semantic Scholar lists it as yours, nobody else does",
}
"""What is open, by the cause of a question."""
_BECAUSE_OF_RULE: Final = {
    "renamed preprint": "probably its preprint, under another title",
    "retitled": "one source lists both",
    "authors": "same title, other authors",
    "doi": "same DOI, but the rest suggests two works",
    "two arXiv numbers": "identical except for the arXiv number",
}
"""The same more exactly, by the rule that asks."""
_ANSWERED: Final = {
    "different": "Kept apart. I won't ask again.",
    "mine": "Marked as yours. It is on your lists.",
    "keep": "Kept. I won't ask again.",
    "hide": "Hidden. I won't ask again, even if another source lists it.",
}
CLAIM: Final = "claim"
"""The cause of the questions whether a preprint was published as a paper."""
NONE_OPEN: Final = "No open questions."


def because(question: OpenQuestion) -> str:
    """Return why pubman asks, in a few words."""
    return _BECAUSE_OF_RULE.get(question.reason) or because_all(question)


def because_all(question: OpenQuestion) -> str:
    """Return what all questions of one cause have in common, in a few words."""
    return _BECAUSE.get(question.cause, question.reason)


def ask(question: OpenQuestion, people: Sequence[str]) -> str:
    """Return the question in words. ``people`` are the names in pubman.toml."""
    if question.cause == CLAIM:
        return "Was this preprint published as this paper?"
    if question.kind == "same":
        return "Are these the same paper?"
    if question.kind == "gone":
        return "No source lists it any more. Keep it?"
    if len(people) > 1:
        return "Is this a paper of your group?"
    return "Is this paper yours?"


def keys_of(question: OpenQuestion) -> Mapping[str, str]:
    """Return the answers to a question, by the key that gives them."""
    return _CLAIM_KEYS if question.cause == CLAIM else KEYS[question.kind]


def _choices_of(question: OpenQuestion) -> str:
    return _CLAIM_CHOICES if question.cause == CLAIM else _CHOICES[question.kind]


def choices(question: OpenQuestion, *, back: bool, alike: int) -> str:
    """Return the keys that a person can press. ``alike`` counts the questions of this cause."""
    parts = [_choices_of(question)]
    parts += [f"[a]ll {alike} like this"] if alike > 1 else []
    parts += ["[k] skip"]
    parts += ["[b]ack"] if back else []
    return "  ".join([*parts, "[o]pen", "[q]uit", "[?] help: "])


def choices_for_all(question: OpenQuestion, alike: int) -> str:
    """Return the keys that answer all questions of one cause."""
    answers = _choices_of(question).replace("  [e]xtends", "")
    return f"All {alike} ({because_all(question)}): {answers}  [k] none: "


def answered(word: str, done: Decided) -> str:
    """Return what an answer did."""
    if word == "same":
        return f"Merged as {done.keys[0]}."
    if word in ("extends", "extended"):
        return f"{done.keys[0]} extends {done.keys[-1]}. Both stay on your list."
    return _ANSWERED[word]


def counted(answers: int, left: int) -> str:
    """Return how many questions were answered, and how many are left."""
    questions = plural(left, "question") if left else "no questions"
    return f"{plural(answers, 'answer')}, {questions} left."


def asked_keys(question: OpenQuestion) -> list[str]:
    """Return the one or two keys that a question is about."""
    return [key for key in (question.key_a, question.key_b) if key]


def tell_bulk(done: Answered, word: str, left: int, *, dry_run: bool) -> None:
    """Print what a bulk answer did."""
    for question in done.answered:
        say(f"{word}: {' '.join(asked_keys(question))}", sign="~", hang=6)
    if dry_run:
        _tell_skipped(done)
        say("Dry run: nothing was written.")
    else:
        tell_taken(done, left)


def tell_taken(done: Answered, left: int) -> None:
    """Name the questions whose answer contradicts an earlier decision, and count the others."""
    _tell_skipped(done)
    undo = " (pubman undo)" if done.answered else ""
    say(counted(len(done.answered), left) + undo)


def _tell_skipped(done: Answered) -> None:
    for question, why in done.skipped:
        say(f"{question.key_a} {question.key_b}: skipped. {why}", sign="!", hang=6)


# ------------------------------------------------------------------------------------- the list


def print_list(found: Sequence[OpenQuestion]) -> None:
    """Print the questions as a table, and how to answer them."""
    if not found:
        say(NONE_OPEN)
        return
    print_table(
        [
            (number, f"{q.kind}?", q.key_a, q.key_b or "-", f"{q.score:.2f}", because(q))
            for number, q in enumerate(found, 1)
        ],
        right=[0],
        styles={2: "key", 3: "key"},
    )
    _print_claims(found)
    kinds = {question.kind for question in found}
    commands = ["pubman same|apart|extends A B"] if "same" in kinds else []
    commands += ["pubman mine|hide KEY"] if "mine" in kinds else []
    commands += ["pubman keep|hide KEY"] if "gone" in kinds else []
    print_text(f"Answer: {', '.join(commands)}, or pubman review in a terminal")
    _print_bulk_commands(found)


def _print_claims(found: Sequence[OpenQuestion]) -> None:
    """Print both titles of each claim, who claims it, and how alike the titles are."""
    for number, question in enumerate(found, 1):
        if question.cause == CLAIM:
            claimant = CLAIMANTS.get(str(question.evidence.get("claim", "")), "a source")
            alike = f"{float(question.evidence.get('title', 0.0)):.0%} alike"
            lead = f"{number}. "
            rest = " " * len(lead)
            print_wrapped(f'"{question.title_a}" ({question.key_a})', first=lead, rest=rest)
            print_wrapped(f'"{question.title_b}" ({question.key_b})', first=rest, rest=rest)
            print_wrapped(
                f"{claimant} says that these are one work; the titles are {alike}.",
                first=rest,
                rest=rest,
            )


def _print_bulk_commands(found: Sequence[OpenQuestion]) -> None:
    answers = {"same": "same", "mine": "mine", "gone": "keep"}
    counts = Counter((question.kind, question.cause) for question in found)
    for (kind, cause), count in counts.items():
        if count > 1:
            named = f'"{cause}"' if " " in cause else cause
            print_text(
                f"All {count} at once: pubman review --cause {named} --answer {answers[kind]}"
            )


# --------------------------------------------------------------------------------- one question


def show_pair(
    question: OpenQuestion, records: tuple[Record, Record], places: tuple[str, str]
) -> None:
    """Print the two records of a question, with the differences of their titles marked."""
    titles = mark_differences(records[0].title, records[1].title)
    for name, key, record, place, title in zip(
        "AB", (question.key_a, question.key_b), records, places, titles, strict=True
    ):
        say(f"{name}  {key:28}  {place}", indent=2)
        _show_record(record, title)
        say("")


def show_evidence(ground: Ground, merge_from: float) -> None:
    """Print what speaks for and against one paper, and the best guess."""
    print_evidence(ground, _say_hanging)
    guess = "same" if ground.score >= 0.5 else "different"
    limit = f"I merge from {merge_from:.2f} without asking"
    if ground.score >= merge_from:
        limit = "but other records speak against it"
    say(f"Best guess: {guess} ({ground.score:.2f}; {limit})", indent=2)


def _say_hanging(text: str, *, first: str, rest: str) -> None:
    """Print ``text`` on stderr after the lead ``first``; further lines begin with ``rest``."""
    say(first.strip().ljust(9) + text, indent=2, hang=len(rest))


def show_single(key: str, place: str, record: Record) -> None:
    """Print the one record of a question."""
    say(f"{key:28}  {place}", indent=2)
    _show_record(record, record.title)


def show_ownership(pub: Publication) -> None:
    """Print what speaks for and against a publication being yours."""
    names = [each.name.full for each in pub.authorships if each.person]
    say("")
    if names:
        say(f'for      it lists "{", ".join(names)}"', indent=2)
    say("against  it is not on any list of yours", indent=2)


def _show_record(record: Record, title: str) -> None:
    say(title, indent=5)
    people = ", ".join(name.full for name in record.authors)
    if people:
        say(cut(people, 300), indent=5)
    doi = f"doi {record.doi}" if record.doi else ""
    parts = [record.venue, str(record.date or ""), record.pages, doi]
    text = ", ".join(part for part in parts if part)
    if text:
        say(text, indent=5)


def mark_differences(a: str, b: str) -> tuple[str, str]:
    """Return both titles with the words that only one of them has in brackets.

    >>> mark_differences("Changing Resources of Jobs", "Changing Jobs")
    ('Changing [Resources of] Jobs', 'Changing Jobs')
    """
    words_a, words_b = a.split(), b.split()
    folded = [[word.casefold().strip(".,:;") for word in words] for words in (words_a, words_b)]
    matcher = difflib.SequenceMatcher(a=folded[0], b=folded[1], autojunk=False)
    marked_a: list[str] = []
    marked_b: list[str] = []
    for kind, a1, a2, b1, b2 in matcher.get_opcodes():
        _mark(marked_a, words_a[a1:a2], same=kind == "equal")
        _mark(marked_b, words_b[b1:b2], same=kind == "equal")
    return " ".join(marked_a), " ".join(marked_b)


def _mark(marked: list[str], words: Sequence[str], *, same: bool) -> None:
    text = " ".join(words)
    if text:
        marked.append(text if same else f"[{text}]")
