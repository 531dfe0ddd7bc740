"""What a sync did, as Markdown: the text of a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from pubman.cli.say.found_accounts import account_in_words, step_of
from pubman.cli.say.sync import NOTICES, label_of, news_in_words
from pubman.cli.say.terminal import plural, visible
from pubman.derive.context import PROPOSERS
from pubman.library.sync.comparison import Change, What
from pubman.library.sync.outcome import FoundAccount, News, Outcome

_HEADINGS: Final[dict[What, str]] = {
    "new": "New", "published": "Now published", "joined": "Completed", "changed": "Changed",
    "back": "Listed again", "gone": "No longer listed (kept)",
}  # fmt: skip
_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>#|~])")


def outcomes_as_markdown(outcomes: Sequence[Outcome]) -> str:
    """Return the report: what is new, published, changed, gone, proposed, and what failed."""
    parts = [_headline(outcomes)]
    for what, heading in _HEADINGS.items():
        lines = [
            _line(change, outcome)
            for outcome in outcomes
            if outcome.account.source not in PROPOSERS
            for change in outcome.changes
            if change.what == what
        ]
        parts += _section(heading, lines)
    parts += _other_sections(outcomes)
    questions = max((each.report.questions for each in outcomes if each.report), default=0)
    if questions:
        parts.append(f"{plural(questions, 'question')} to answer: `pubman review`")
    return "\n\n".join(parts) + "\n"


def _other_sections(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Yield the sections about other things than changes of publications."""
    yield from _section("Retracted or corrected", _notices(outcomes))
    yield from _section("Proposed", _proposals(outcomes))
    yield from _section("Preprints", [_news(each) for out in outcomes for each in out.news])
    yield from _section("Accounts found", [_found(each) for out in outcomes for each in out.found])
    yield from _section("Failed", [_failure(each) for each in outcomes if each.error is not None])


def _headline(outcomes: Sequence[Outcome]) -> str:
    new = sum(each.what == "new" for out in outcomes for each in out.changes)
    reports = [each.report for each in outcomes if each.report]
    if not reports:
        return "Nothing new."
    before, after = reports[0].before, reports[-1].after
    return f"{plural(new, 'new publication')}; {before} before, {after} now."


def _section(heading: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield f"## {heading}"
        yield "\n".join(f"- {line}" for line in lines)


def _line(change: Change, outcome: Outcome) -> str:
    where = f", {_plain(change.place)}" if change.place else ""
    text = f"**{_plain(change.title)}**{where} (`{change.key}`)"
    details = [_field(name, old, new) for name, (old, new) in change.fields.items()]
    if change.what == "new" or not details:
        return text
    return f"{text}: {'; '.join(details)}, by {label_of(outcome.account.source)}"


def _field(name: str, old: str, new: str) -> str:
    return f"{name} {_plain(old) or 'nothing'} → {_plain(new) or 'nothing'}"


def _notices(outcomes: Sequence[Outcome]) -> list[str]:
    """Return what happened to papers after they were published, and who says so."""
    return [
        f"**{_plain(change.title)}** (`{change.key}`): {_plain(change.fields[name][1])}, "
        f"by {label_of(outcome.account.source)}"
        for outcome in outcomes
        for change in outcome.changes
        for name in sorted(NOTICES & change.fields.keys())
        if change.fields[name][1]
    ]


def _proposals(outcomes: Sequence[Outcome]) -> list[str]:
    return [
        f"{_line(change, outcome)}, only by {label_of(outcome.account.source)}"
        for outcome in outcomes
        if outcome.account.source in PROPOSERS
        for change in outcome.changes
        if change.what == "new"
    ]


def _news(news: News) -> str:
    return f"`{news.key}`: {_plain(news_in_words(news))}"


def _found(account: FoundAccount) -> str:
    step = step_of(account)
    return _plain(account_in_words(account)) + (f" `{step}`" if step else "")


def _failure(outcome: Outcome) -> str:
    assert outcome.error is not None
    name = f"{label_of(outcome.account.source)} {outcome.account.id}".strip()
    return f"{name}: {_plain(outcome.error.message)}"


def _plain(text: str) -> str:
    """Return text in which nothing is markup: titles come from strangers."""
    return _SPECIAL.sub(r"\\\1", " ".join(visible(text).split()))
