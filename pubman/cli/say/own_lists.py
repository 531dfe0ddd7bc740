"""Sentences about own lists: which name a file lists, and how to say that it is yours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from pubman.cli.say.terminal import plural, say
from pubman.library.list_claims import Claimed, Learned
from pubman.library.own_lists import Met
from pubman.store.imports.result import ImportResult


def tell_own_lists(arrivals: Sequence[ImportResult], *, people: int = 1) -> None:
    """Say which files are somebody's own list, and which name the others list most.

    If nobody is in ``pubman.toml``, ask whether the name that most entries list is the reader's.
    """
    if not people:
        _tell_nobody(arrivals)
        return
    owned: dict[tuple[str, str], list[ImportResult]] = {}
    unknown: dict[tuple[str, bool], list[ImportResult]] = {}
    for arrival in arrivals:
        reading = arrival.reading
        if reading.person and not reading.said and arrival.new:
            owned.setdefault((arrival.person_name, reading.met), []).append(arrival)
        elif arrival.others and not reading.person:
            named = bool(reading.met_count and not reading.met)
            unknown.setdefault((reading.met, named), []).append(arrival)
    for (owner, likely), files in owned.items():
        _tell_owned(owner, likely, files)
    for (met, _), files in unknown.items():
        _tell_unknown(met, files, people)


def _tell_nobody(arrivals: Sequence[ImportResult]) -> None:
    """Ask about the name that most entries list, because pubman does not know who reads this."""
    met: dict[str, list[ImportResult]] = {}
    for arrival in arrivals:
        if arrival.reading.met and arrival.new:
            met.setdefault(arrival.reading.met, []).append(arrival)
    for name, files in met.items():
        count = sum(each.reading.met_count for each in files)
        total = sum(each.reading.entries for each in files)
        say(f'{count:,} of {plural(total, "entry")} list "{name}". Is that you?')
        steps = [(f'pubman config --spelling "{name}"', "yes, that is me")]
        _tell_steps([*steps, _colleague(name)] if len(met) > 1 else steps)


def _colleague(name: str) -> tuple[str, str]:
    """Return the step that adds a person whose papers are listed here, too."""
    return f'pubman config --add-person "{name}"', "somebody else of this list"


def _tell_owned(owner: str, likely: str, files: Sequence[ImportResult]) -> None:
    which = _enumerated([each.reading.location for each in files])
    why = f"Most entries of {which} list {owner} as an author"
    if likely:
        why = f"Most entries of {which} list {likely}, probably {owner}"
    elif not any(each.reading.has_authors for each in files):
        why = f"{which} comes from {owner}'s ORCID record"
    what, lists = ("the file", "list") if len(files) == 1 else ("the files", "lists")
    say(f"{why}, so I treated {what} as {owner}'s own {lists}.")
    steps = [(f'pubman config --spelling "{likely}"', "yes, that is me")] if likely else []
    sources = dict.fromkeys(_word(each) for each in files)
    steps += [(f"pubman mine --not-mine --source {each}", "if that is wrong") for each in sources]
    _tell_steps(steps)


def _enumerated(words: Sequence[str]) -> str:
    """Return ``a``, ``a and b``, or ``a, b and c``."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def _tell_unknown(met: str, files: Sequence[ImportResult], people: int) -> None:
    others = sum(each.others for each in files)
    new = sum(len(each.new_publications) for each in files)
    you = "you" if people == 1 else "anyone in pubman.toml"
    if new == 1:
        say(f"The new publication does not list {you} as an author, so it is not on your lists.")
    else:
        verb, they = ("does", "it is") if others == 1 else ("do", "they are")
        say(
            f"{others:,} of {new:,} new publications {verb} not list {you} as an author, so {they} "
            "not on your lists."
        )
    _tell_steps(_steps_of_unknown(met, files, you))


def _steps_of_unknown(met: str, files: Sequence[ImportResult], you: str) -> list[tuple[str, str]]:
    """Ask whose the list is. Return the commands that answer, with what they mean."""
    count = sum(each.reading.met_count for each in files)
    total = plural(sum(each.reading.entries for each in files), "entry")
    whole = [(f"pubman mine --source {_word(each)}", "the whole file is mine") for each in files]
    if met:
        say(f'{count:,} of {total} list "{met}". Is that you?')
        return [(f'pubman config --spelling "{met}"', "yes, that is me"), _colleague(met), *whole]
    if not count:
        return whole
    say(f"{count:,} of {total} list {you}. {_is_it_yours(len(files))}")
    others = [
        (f"pubman mine --not-mine --source {_word(each)}", "it is not my list") for each in files
    ]
    return whole + others


def _is_it_yours(files: int) -> str:
    return "Is the file your own list?" if files == 1 else "Are the files your own lists?"


def _tell_steps(steps: Sequence[tuple[str, str]]) -> None:
    width = max((len(command) for command, _ in steps), default=0)
    for command, purpose in steps:
        say(f"{command:<{width}}   {purpose}", indent=2, hang=4)


def _word(arrival: ImportResult) -> str:
    """Return the word for a file in a command: its source, or its name if it is one of several.

    ``own.bib`` is the source ``own``, but all files of Google Scholar are the source ``scholar``.
    """
    source, (_, _, file) = arrival.reading.source, arrival.reading.account.partition(":")
    is_named_so = source.startswith(file.rpartition(".")[0].lower())
    name = source if is_named_so else file
    return f'"{name}"' if " " in name else name


_CLAIM_CHOICES: Final = (
    "[y]es, that is me  [w] the whole file is mine  [n]ot my list  [k] skip  [q]uit"
)


def claim_choices(met: Met) -> str:
    """Return the answers to a question about a file; a known name needs no spelling."""
    if met.known:
        return "[w] the whole file is mine  [n]ot my list  [k] skip  [q]uit"
    return _CLAIM_CHOICES


def claim_question(source: str, met: Met) -> str:
    """Return the question about the name that most entries of a file list."""
    if met.known:
        return (
            f"{met.count:,} of {plural(met.total, 'entry')} of {source} list {met.name.full}. "
            "Is the file your own list?"
        )
    return (
        f'{met.count:,} of {plural(met.total, "entry")} of {source} list "{met.name.full}". '
        "Is that you?"
    )


def tell_claim(source: str, met: Met) -> None:
    """Ask about a name, and show the command for each answer."""
    say(claim_question(source, met))
    word = f'"{source}"' if " " in source else source
    spelling = [(f'pubman config --spelling "{met.name.full}"', "yes, that is me")]
    _tell_steps(
        [
            *([] if met.known else spelling),
            (f"pubman mine --source {word}", "the whole file is mine"),
            (f"pubman mine --not-mine --source {word}", "it is not my list"),
        ]
    )


def claimed(done: Claimed, *, mine: bool) -> str:
    """Return what ``pubman mine --source`` did."""
    names = ", ".join(account.partition(":")[2] or account for account in done.lists)
    if not done.operation:
        return f"{names}: this is known already. Nothing was changed."
    whose = "your own list" if mine else "not your own list"
    return f"{names} is {whose} now. {_change(done.before, done.after)} (pubman undo)"


def claim_as_json(done: Claimed) -> dict[str, Any]:
    """Return what ``pubman mine --source`` did as plain data."""
    return {
        "operation": done.operation or None,
        "lists": list(done.lists),
        "mine_before": done.before,
        "mine": done.after,
    }


def learned(done: Learned, spelling: str) -> str:
    """Return what ``pubman config --spelling`` did."""
    if not done.added:
        return f'pubman already reads "{spelling}" as {done.person}. Nothing was changed.'
    new = f"a spelling of {done.person}" if spelling != done.person else "a person in pubman.toml"
    text = f'"{spelling}" is now {new}. {_change(done.before, done.after)}'
    files = ", ".join(account.partition(":")[2] for account in done.lists)
    return f"{text} Own list: {files}." if files else text


def learned_as_json(done: Learned) -> dict[str, Any]:
    """Return what ``pubman config --spelling`` or ``--add-person`` did as plain data."""
    return {
        "person": done.person,
        "added": done.added,
        "lists": list(done.lists),
        "mine_before": done.before,
        "mine": done.after,
    }


def account_added(person: str, service: str) -> str:
    """Return what ``pubman config --account`` did."""
    return f"pubman.toml has the {service} account of {person} now."


def _change(before: int, after: int) -> str:
    if after == before:
        return f"Your lists have {plural(after, 'publication')}, as before."
    return f"Your lists have {plural(after, 'publication')} now ({before:,} before)."
