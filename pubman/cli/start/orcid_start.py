"""init --orcid: the name of a person with an ORCID, or the ORCIDs of a name."""

from __future__ import annotations

from pubman.cli.say.terminal import say
from pubman.errors import Hint, NotFound, SourceError, Step, UsageError


def name_and_orcid(text: str, name: str) -> tuple[str, str]:
    """Return the name and the ORCID of the person to start with.

    ``text`` is an ORCID (its name is asked for if it was not given) or a name, for which ORCID's
    search lists the people.
    """
    from pubman.online.orcid import ReplacedError
    from pubman.text.identifiers import orcid

    found = orcid(text)
    if not found and any(char.isdigit() for char in text):
        raise UsageError(f"{text!r} is not a valid ORCID iD (a digit is wrong).")
    if not found:
        raise _people(text)
    if name:
        return name, found
    try:
        return _name_of(found), found
    except ReplacedError as error:
        say(f"{error.message} I used the new one.")
        return _name_of(error.primary), error.primary


def _name_of(number: str) -> str:
    from pubman.config import Config
    from pubman.library.sync.run import session_for
    from pubman.online import orcid as online

    with session_for(Config(), notify=say) as session:
        try:
            name = online.fetch_name(session, number)
        except NotFound:
            raise
        except SourceError as error:
            step = Step("init", f'--orcid {number} --name "Your Name"')
            raise type(error)(error.message, *error.hints, step) from error
    if not name:
        raise UsageError(
            f"The ORCID record {number} shows no name.",
            Step("init", f'--orcid {number} --name "Your Name"'),
        )
    return name


def _people(name: str) -> UsageError:
    from pubman.config import Config
    from pubman.library.sync.run import session_for
    from pubman.online import orcid as online

    with session_for(Config(), notify=say) as session:
        found = online.find_people(session, name)
    if not found:
        return UsageError(
            f"ORCID's search finds nobody called {name}.", Step("init", f'--name "{name}"')
        )
    lines: list[Hint] = []
    for each in found:
        where = ", ".join(each.institutions[:2]) or "no affiliation known"
        lines += [f"{each.name}, {where}", Step("init", f"--orcid {each.orcid}")]
    if len(found) == 1:
        return UsageError(f"ORCID finds one person called {name}. Is it you?", *lines)
    return UsageError(f"ORCID finds {len(found)} people called {name}.", *lines)
