"""What a sync did: for one account, for many, and the sum at the end."""

from __future__ import annotations

from collections.abc import Sequence

from pubman.cli.say.found_accounts import tell_found
from pubman.cli.say.hints import shown
from pubman.cli.say.imports import tell_problems
from pubman.cli.say.sync_changes import tell_changes, tell_listed
from pubman.cli.say.sync_stops import was_stopped
from pubman.cli.say.terminal import Sign, cut, plural, say, suggest
from pubman.derive.context import PROPOSERS
from pubman.errors import BotCheck
from pubman.formats import label
from pubman.library.dblp_precedence import volumes_in
from pubman.library.session import Library
from pubman.library.sync.accounts import SOURCES
from pubman.library.sync.dblp.owner import Lesson
from pubman.library.sync.outcome import News, Outcome
from pubman.store.imports.result import ImportResult


def tell_one(outcome: Outcome) -> None:
    """Report the result for one account, or for one file."""
    if outcome.asked:
        tell_completed(outcome)
        return
    _tell_lessons(outcome)
    account = outcome.account
    head = f"{account.source} {account.id}" if account.id else outcome.location
    if outcome.state == "fresh":
        say(f"{head}: synced on {_moment(outcome.synced)}, so not asked again.")
    elif outcome.state == "failed" and outcome.error is not None:
        say(f"{head}: {outcome.error.message}", sign="!")
    elif outcome.state == "unchanged":
        say(f"{head}: nothing new. Nothing written.")
        if outcome.arrival is not None:
            tell_problems(outcome.arrival)
    else:
        say(f"{head}: {_about(outcome)}")
        tell_changes(outcome)
        tell_news(outcome)
    if outcome.skipped:
        _tell_skipped(outcome)
    _tell_name(outcome)
    tell_found(outcome)


def _tell_skipped(outcome: Outcome) -> None:
    what = plural(outcome.skipped, "data set or program", "data sets and programs")
    say(f"{what} left out. To add them, write into pubman.toml, below [sync]:", indent=4)
    say('include = ["dataset", "software"]', indent=6)


def tell_completed(outcome: Outcome) -> None:
    """Say what a service knew that was asked for DOIs."""
    service = label_of(outcome.account.source)
    if outcome.error is not None:
        say(f"{service}: {outcome.error.message}", sign="!")
        return
    arrival = outcome.arrival
    found = len(arrival.reading.records) if arrival else 0
    completed = sum(each.what == "joined" for each in outcome.changes)
    what = "preprint" if outcome.account.source == "arxiv" else _NUMBERS[outcome.by]
    text = f"{service} knows {found} of {plural(outcome.asked, what)}"
    if completed:
        text += f"; {plural(completed, 'entry')} completed"
    say(f"{text}.")
    told = ("published", "changed")
    others = tuple(
        each for each in outcome.changes if each.what in told or not NOTICES.isdisjoint(each.fields)
    )
    tell_listed(others, outcome.account.source)
    tell_news(outcome)
    tell_found(outcome)


NOTICES = frozenset({"retraction", "correction"})
"""Fields that are always told, because they say what happened to a paper."""
_NUMBERS = {"doi": "DOI", "pmid": "PubMed number"}


def tell_news(outcome: Outcome) -> None:
    """Say what a source says about preprints."""
    for news in outcome.news:
        sign: Sign = "?" if news.what == "claims" else "!" if news.what == "withdrawn" else "~"
        say(f"{news.key}  {news_in_words(news)}", sign=sign, hang=6)
    claims = [each for each in outcome.news if each.what == "claims"]
    if claims:
        what = "it is" if len(claims) == 1 else "they are"
        say(f"To say whether {what}: pubman review --cause claim", indent=4)


def news_in_words(news: News) -> str:
    """Return one thing that a source says about a preprint."""
    if news.what == "new version":
        return f"version {news.value} is on arXiv"
    if news.what == "withdrawn":
        return "withdrawn by its authors"
    from pubman.cli.say.review import CLAIMANTS  # it loads the matcher

    by = CLAIMANTS.get(news.by, news.by)
    alike = f"{news.likeness:.0%} alike"
    return (
        f"may be published as {news.value}: {by} names this DOI, but the titles are {alike}. "
        f'The title there is "{cut(news.title, 100)}".'
    )


def tell_no_preprints() -> None:
    """Say that there is nothing to watch."""
    say("No preprint on your lists waits for its published version.")


_LABELS = {"crossref": "Crossref", "datacite": "DataCite"}


def label_of(source: str) -> str:
    """Return the name of a source as people know it."""
    return SOURCES[source].label if source in SOURCES else _LABELS.get(source, source)


def _about(outcome: Outcome) -> str:
    """Return the owner of a list and the time of its last sync, or the content of a file."""
    name = outcome.name
    if not outcome.account.id and outcome.arrival is not None:
        name = _contents(outcome.arrival)
    about = f"last synced {outcome.synced[:10]}" if outcome.synced else outcome.affiliation
    return f"{name}, {about}" if about else name


def _contents(arrival: ImportResult) -> str:
    """Return what a file without a person in it is: ``BibTeX, 14 entries``."""
    reading = arrival.reading
    text = f"{label(reading.format)}, {plural(reading.entries, 'entry')}"
    volumes = volumes_in(reading)
    return text + (f"; {plural(volumes, 'volume')} of proceedings kept as text" if volumes else "")


def lesson_in_words(lesson: Lesson) -> str:
    """Say what ``pubman.toml`` learned."""
    match lesson.what:
        case "person":
            return f"{lesson.value} is now one of the people in pubman.toml."
        case "pid":
            return f"{lesson.name} is dblp {lesson.value}; I added that to pubman.toml."
        case "moved":
            return (
                f"dblp has merged {lesson.instead_of} into {lesson.value}; I changed it in "
                "pubman.toml."
            )
        case "spelling":
            return f'"{lesson.value}" is now a spelling of {lesson.name} in pubman.toml.'


def sentences_of(outcome: Outcome) -> list[str]:
    """Return what ``pubman.toml`` learned or should, and what the dump was not searched for."""
    said = [lesson_in_words(lesson) for lesson in outcome.lessons]
    if outcome.moved:
        label = label_of(outcome.account.source)
        said.append(
            f"{label} has replaced {outcome.account.id} by {outcome.moved}, which I read instead. "
            f'To keep it: write   {outcome.account.source} = "{outcome.moved}"   into pubman.toml.'
        )
    if outcome.unseen:
        also = ", ".join(f'"{name}"' for name in outcome.unseen)
        said.append(
            f"dblp also calls {outcome.account.id} {also}, which I did not search for. Add it to "
            "the spellings in pubman.toml and run the command again."
        )
    return said


def _tell_lessons(outcome: Outcome, indent: int = 0) -> None:
    for sentence in sentences_of(outcome):
        say(sentence, indent=indent)


def _tell_name(outcome: Outcome) -> None:
    if outcome.renamed:
        say(
            f'dblp calls this person "{outcome.renamed}" now. To add that as a spelling:\n'
            f'pubman sync --dblp {outcome.account.id} --person "{outcome.plain_name}"'
        )


def _moment(at: str) -> str:
    return at[:16].replace("T", " ")


# ------------------------------------------------------------------------------------- many people


def tell_progress(outcome: Outcome, number: int, total: int) -> None:
    """Report the result for one of many accounts in one line, and the changes below it."""
    width = len(str(total))
    name = cut(outcome.plain_name, 30)
    if outcome.account.source != "dblp":
        name = cut(f"{name} ({outcome.account.source})", 30)
    say(f"[{number:{width}}/{total}] {name} {'.' * max(2, 32 - len(name))} {_state(outcome)}")
    _tell_lessons(outcome, indent=4)
    if outcome.state == "changed":
        # The numbers say enough about a first sync, but not about what is only proposed.
        if outcome.synced or outcome.account.source in PROPOSERS:
            tell_changes(outcome)
        elif outcome.arrival is not None:
            tell_problems(outcome.arrival)
        tell_news(outcome)
        if outcome.skipped:
            _tell_skipped(outcome)
        _tell_name(outcome)
        tell_found(outcome)
    elif outcome.error is not None and not isinstance(outcome.error, BotCheck):
        say(outcome.error.message, indent=4)
        for hint in outcome.error.hints:
            say(shown(hint), indent=6)


def _state(outcome: Outcome) -> str:
    if outcome.state == "failed":
        return "robot check" if isinstance(outcome.error, BotCheck) else "failed"
    if outcome.state != "changed":
        return {"fresh": "synced recently"}.get(outcome.state, outcome.state)
    arrival = outcome.arrival
    if arrival is None:
        return "changed"
    counts = {"+": len(arrival.new), "~": len(arrival.changed), "-": len(arrival.gone)}
    return " ".join(f"{sign}{count}" for sign, count in counts.items() if count) or "changed"


# ----------------------------------------------------------------------------------------- the end


def tell_end(library: Library, outcomes: Sequence[Outcome], *, dry_run: bool) -> None:
    """Say how many publications there are now, what waits, and at most one next step."""
    if dry_run:
        say("Dry run: nothing was written.")
        return
    failed = sum(each.state == "failed" for each in outcomes)
    if failed and not was_stopped(outcomes):
        say(f"{len(outcomes) - failed} of {len(outcomes)} are up to date, {failed} failed.")
    reports = [each.report for each in outcomes if each.report and each.state == "changed"]
    if not reports:
        _tell_gone(library)
        return
    before, after, questions = reports[0].before, reports[-1].after, reports[-1].questions
    if questions:
        say(f"{plural(questions, 'question')}: pubman review", sign="?")
    if before:
        say(
            f"{plural(before, 'publication')} before, {after} now. "
            "Nothing you set by hand was touched."
        )
    if all(each.error is None for each in outcomes):
        source = outcomes[0].account.source if not before else ""
        _suggest_next(library, first=source, questions=questions)


def _tell_gone(library: Library) -> None:
    """Name what is gone and waits for an answer, even if nothing is new."""
    from pubman.cli.say.status import gone_line
    from pubman.library.status import gone

    if keys := gone(library):
        say(gone_line(keys), sign="-")


def _suggest_next(library: Library, *, first: str, questions: int) -> None:
    """Suggest what to do. ``first`` is the source that gave the first list of all."""
    from pubman.library.output_states import outputs

    old = [name for name, state in outputs(library) if state == "out of date"]
    lists = f"{plural(len(old), 'list')} {'is' if len(old) == 1 else 'are'} out of date"
    steps = ["pubman review"] if questions else []
    if old:
        steps.append(f"pubman export ({lists})")
    if not steps and first == "dblp":
        steps.append("pubman import FILE (Scholar CSV, .bib, RIS) for what dblp does not have")
    elif not steps and first:
        steps.append("pubman export")
    if steps:
        suggest(*steps)
