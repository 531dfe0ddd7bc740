"""A robot check in place of an answer, or a word to wait: whom dblp was not asked for any more.

pubman tries to pass none. It says what to do by hand, and writes the links to do it with.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from pubman.cli.say.terminal import plural, say
from pubman.errors import BotCheck, RateLimited
from pubman.library.sync.apply import Outcome

TO_FETCH: Final = "to-fetch.html"


def saved_as(pid: str) -> str:
    """The name under which a page is to be saved: ``94_4810-19.xml``."""
    return f"{pid.replace('/', '_')}.xml"


def bot_check_of_one(pid: str, synced: str, error: BotCheck) -> BotCheck:
    """The robot check of a single person, with what to do by hand."""
    hosts = list(error.hosts)
    rest = {1: "", 2: " and its mirror", 3: " and both mirrors"}
    who = hosts[0] + rest.get(len(hosts), " and its mirrors") if hosts else "it"
    since = f"; your list is that of {synced[:10]}" if synced else ""
    return BotCheck(
        f"dblp asks for a human: {who} sent a robot check instead of your page. "
        f"Nothing was changed{since}.",
        "",
        "By hand, in a minute:",
        f"1. open   https://dblp.org/pid/{pid}.xml   in your browser",
        f"2. save it in this folder as   {saved_as(pid)}",
        f"3. run    pubman sync --dblp --from-file {saved_as(pid)}",
        hosts=error.hosts,
    )


def tell_stopped(outcomes: Sequence[Outcome], folder: Path) -> None:
    """Says whom dblp was not asked for any more, and writes the page of links to fetch by hand."""
    first = next(n for n, each in enumerate(outcomes, 1) if _is_stop(each))
    waiting = [each for each in outcomes[first - 1 :] if each.state in ("failed", "waiting")]
    if not isinstance(outcomes[first - 1].error, BotCheck):
        count = len(waiting) - 1
        if count:
            say(f"{plural(count, 'person', 'people')} not asked any more. Later: the same command "
                "with --max-age 1d asks only for those who are left.")  # fmt: skip
        return
    done = sum(each.state not in ("failed", "waiting") for each in outcomes)
    write_links([each.pid for each in waiting], [each.plain_name for each in waiting], folder)
    up = "person is" if done == 1 else "people are"
    spared = len(waiting) - 1
    vain = f"; {spared} {'was' if spared == 1 else 'were'} not asked in vain" if spared else ""
    wait = "waits" if len(waiting) == 1 else "wait"
    say(f"dblp asks for a human since person {first}: {done} {up} up to date, {len(waiting)} "
        f"{wait}{vain}. Wrote {TO_FETCH}, with {plural(len(waiting), 'link')} to open and save. "
        "Then:")  # fmt: skip
    say("  pubman sync --dblp --from-file ~/Downloads/*.xml")
    say("Or once for all: save dblp.xml.gz in a browser, then")
    say("  pubman sync --dblp --dump dblp.xml.gz")


def _is_stop(outcome: Outcome) -> bool:
    return isinstance(outcome.error, BotCheck | RateLimited)


def was_stopped(outcomes: Sequence[Outcome]) -> bool:
    """True where dblp was not asked for everybody."""
    return any(_is_stop(each) for each in outcomes)


def write_links(pids: Sequence[str], names: Sequence[str], folder: Path) -> None:
    """Writes ``to-fetch.html``: a link for each page to save by hand."""
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
