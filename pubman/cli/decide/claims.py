"""review, first part: files that list a name which may be yours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pubman.cli.say.terminal import say

if TYPE_CHECKING:
    from pubman.library.session import Library


def list_claims(shelf: Library) -> None:
    """Say which files list an unknown name most, with the command for each answer."""
    from pubman.cli.say.own_lists import tell_claim
    from pubman.library.list_claims import open_claims

    for source, met in open_claims(shelf):
        tell_claim(source, met)


def ask_claims(shelf: Library) -> bool:
    """Ask about each file on a terminal. Return False if the person quits."""
    from pubman.cli.say.keyboard import read_key
    from pubman.cli.say.own_lists import claim_choices, claim_question, claimed, learned
    from pubman.library.list_claims import claim, learn_spelling, open_claims

    skipped: set[str] = set()
    while found := [each for each in open_claims(shelf) if each[0] not in skipped]:
        source, met = found[0]
        say("")
        say(claim_question(source, met))
        say(claim_choices(met))
        pressed = read_key("wnkq" if met.known else "ywnkq")
        if pressed == "q":
            return False
        if pressed == "k":
            skipped.add(source)
            continue
        if pressed == "y":
            say(learned(learn_spelling(shelf, met.name.inverted), met.name.full))
        else:
            mine = pressed == "w"
            say(claimed(claim(shelf, source, mine=mine), mine=mine))
    return True
