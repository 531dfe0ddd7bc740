"""What to do when dblp answers with a robot check, or asks to wait.

pubman never tries to pass a robot check. It says what to do by hand and writes the links for it.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from pubman.cli.say.terminal import plural, say
from pubman.errors import BotCheck, RateLimited, Step
from pubman.library.sync.outcome import Outcome

TO_FETCH: Final = "to-fetch.html"


def saved_as(pid: str) -> str:
    """Return the name under which a page is to be saved: ``94_4810-19.xml``."""
    return f"{pid.replace('/', '_')}.xml"


def bot_check_of_one(pid: str, synced: str, error: BotCheck) -> BotCheck:
    """Return the robot check of a single person, with what to do by hand."""
    hosts = list(error.hosts)
    rest = {1: "", 2: " and its mirror", 3: " and both mirrors"}
    who = hosts[0] + rest.get(len(hosts), " and its mirrors") if hosts else "it"
    since = f" Your list is from {synced[:10]}." if synced else ""
    return BotCheck(
        f"dblp asks for a human: {who} sent a robot check instead of your page.{since}",
        "",
        "By hand, in a minute:",
        f"1. open   https://dblp.org/pid/{pid}.xml   in your browser",
        f"2. save it in this folder as   {saved_as(pid)}",
        "3. run",
        Step("sync", f"--dblp --from-file {saved_as(pid)}"),
        hosts=error.hosts,
    )


def tell_stopped(outcomes: Sequence[Outcome], folder: Path) -> None:
    """Say who was not asked for any more, and write the page of links to fetch by hand."""
    first = next(n for n, each in enumerate(outcomes, 1) if _is_stop(each))
    waiting = [each for each in outcomes[first - 1 :] if each.state in ("failed", "waiting")]
    stopped = outcomes[first - 1]
    if isinstance(stopped.error, BotCheck) and stopped.account.source == "dblp":
        _tell_robot_check(outcomes, waiting, first, folder)
    elif len(waiting) > 1:
        say(
            f"I did not ask for {plural(len(waiting) - 1, 'more person', 'more people')}. Later, "
            "run the same command with --max-age 1d: it asks only for those who are left."
        )


def _tell_robot_check(
    outcomes: Sequence[Outcome], waiting: Sequence[Outcome], first: int, folder: Path
) -> None:
    done = sum(each.state not in ("failed", "waiting") for each in outcomes)
    pids = [each.account.id for each in waiting]
    write_links(pids, [each.plain_name for each in waiting], folder)
    say(
        f"dblp started asking for a human at person {first}. {_people_are(done)} up to date, "
        f"{_are(len(waiting))} left. I wrote {TO_FETCH} with {_their_links(len(waiting))}. Open "
        "and save them, then:"
    )
    say("  pubman sync --dblp --from-file ~/Downloads/*.xml")
    say("Or save all of dblp once, dblp.xml.gz, in a browser, then:")
    say("  pubman sync --dblp --dump dblp.xml.gz")


def _people_are(count: int) -> str:
    return "1 person is" if count == 1 else f"{count} people are"


def _are(count: int) -> str:
    return "1 is" if count == 1 else f"{count} are"


def _their_links(count: int) -> str:
    return "the link" if count == 1 else f"their {count} links"


def _is_stop(outcome: Outcome) -> bool:
    return isinstance(outcome.error, BotCheck | RateLimited)


def was_stopped(outcomes: Sequence[Outcome]) -> bool:
    """Return whether a source was not asked for everybody."""
    return any(_is_stop(each) for each in outcomes)


def write_links(pids: Sequence[str], names: Sequence[str], folder: Path) -> None:
    """Write ``to-fetch.html``: a link for each page to save by hand."""
    rows = "\n".join(
        f'<li><a href="https://dblp.org/pid/{html.escape(pid)}.xml" '
        f'download="{html.escape(saved_as(pid))}">{html.escape(name)}</a> '
        f"<code>{html.escape(saved_as(pid))}</code></li>"
        for pid, name in zip(pids, names, strict=True)
    )
    text = (
        '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>dblp pages to save'
        "</title>\n<p>Open each link, save the page as it is (XML), then run<br>\n"
        "<code>pubman sync --dblp --from-file ~/Downloads/*.xml</code></p>\n"
        f"<ol>\n{rows}\n</ol>\n</html>\n"
    )
    (folder / TO_FETCH).write_text(text, "utf-8")
