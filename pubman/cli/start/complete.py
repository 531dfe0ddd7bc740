"""complete: fill in missing fields of entries with a DOI or a PubMed number."""

from __future__ import annotations

from collections.abc import Sequence

import click

from pubman.cli.arguments import keys_from, library
from pubman.cli.command import command
from pubman.cli.say.terminal import print_json, say
from pubman.cli.start.sync_report import exit_after


@command("complete")
@click.argument("keys", nargs=-1, metavar="[KEY]...")
@click.option("--abstracts", is_flag=True, help="Also add abstracts.")
@click.option("-n", "--dry-run", is_flag=True, help="Say what would happen and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="The report as JSON on stdout.")
def complete(keys: Sequence[str], abstracts: bool, dry_run: bool, as_json: bool) -> None:
    """Fill in missing fields of entries with a DOI or a PubMed number: authors, venue, pages ...

    Crossref and DataCite are asked for the DOIs on your lists, or of KEYs, and PubMed for the
    numbers of papers without a DOI. OpenAlex adds a link to an open copy and the PubMed number.
    All of them report retractions. Every field keeps its source (pubman why), and what you set by
    hand stays.
    """
    from pubman.cli.say.sync import tell_completed
    from pubman.cli.say.sync_json import outcomes_as_json
    from pubman.library.sync import enrich, run
    from pubman.library.sync.source import Wish
    from pubman.store.keys import resolve

    with library() as shelf, run.session_for(shelf.config, notify=say) as session:
        wanted = keys_from(keys) if keys else []
        ids = [resolve(shelf.store, key).publication for key in wanted]
        scope = enrich.CompletionScope(keys=ids, everything=True, abstracts=abstracts)
        outcomes = []
        for outcome in enrich.complete(shelf, session, Wish(dry_run=dry_run), scope):
            outcomes.append(outcome)
            if not as_json:
                tell_completed(outcome)
    if as_json:
        print_json(outcomes_as_json(outcomes, dry_run=dry_run))
    elif dry_run:
        say("Dry run: nothing was written.")
    elif not outcomes:
        say("No entry on your lists has a DOI or a PubMed number.")
    exit_after(outcomes, as_json=as_json)
