"""The errors pubman raises on purpose, drawn once::

    PubmanError            exit 1   one sentence, what did not happen, what to do next
    ├── UsageError         exit 2   the command as typed cannot be meant
    │   ├── UnknownKey               no publication, record or identifier of that name
    │   └── AmbiguousKey             several; the candidates are named
    ├── ConfigError                 pubman.toml cannot be used as it is
    ├── BadInput                    a file that is no bibliography, or cannot be read
    ├── StoreError                  pubs.db is missing, not ours, newer, locked or damaged
    ├── Refused                     an operation that would lose or contradict something
    └── SourceError                 an online source did not give what was asked for
        ├── Unreachable              no answer, or a broken one, from the host and its mirrors
        ├── BotCheck                 a page that wants a human
        ├── RateLimited              asked to wait longer than pubman waits
        ├── NotFound                 it has nothing of that name
        │   └── Gone                  it had, and took it away
        ├── Insecure                 an address, or a redirect, that is not https
        ├── TooLarge                 more than pubman takes
        ├── Malformed                an answer that is not what was asked for
        │   └── Truncated             the beginning of what was asked for
        └── Disambiguation           a page for everybody of one name

Each carries a ``message``, which says what is wrong in one plain sentence, and ``hints``: further
facts as text, or a :class:`Step` to take next. Neither speaks of the command line, because programs
read them too. ``pubman.cli.say`` adds what did not happen ("Nothing was changed.") and shows each
step as a command. A person never sees a traceback.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do next, as data: the command that does it, its arguments, and what it is for.

    The command line shows ``Step("restore", "NAME")`` as ``pubman restore NAME``. A program finds a
    method of the same name on :class:`pubman.Library`.
    """

    command: str
    arguments: str = ""
    purpose: str = ""


class PubmanError(Exception):
    """An expected failure. ``message`` says what is wrong; ``hints`` say what to do about it.

    ``partial`` is true if a part of the work was done before the failure. Then the command line
    does not say that nothing was changed.
    """

    exit_code: ClassVar[int] = 1
    partial: bool = False

    def __init__(self, message: str, *hints: str | Step) -> None:
        super().__init__(message)
        self.message = message
        self.hints = hints


class UsageError(PubmanError):
    """The command as typed cannot be meant."""

    exit_code: ClassVar[int] = 2


class UnknownKey(UsageError):
    """No publication, record or identifier of that name."""


class AmbiguousKey(UsageError):
    """A beginning of several keys; the hints are the candidates."""


class ConfigError(PubmanError):
    """``pubman.toml`` cannot be used as it is."""


class BadInput(PubmanError):
    """A file that is no bibliography, or that cannot be read."""


class StoreError(PubmanError):
    """The store is missing, not ours, newer, locked or damaged."""


class Refused(PubmanError):
    """An operation that would lose or contradict something; nothing was changed."""


class SourceError(PubmanError):
    """An online source did not give what was asked for; nothing was changed."""


class Unreachable(SourceError):
    """No answer, or a broken one, from the host and from every mirror."""


class BotCheck(SourceError):
    """A page that wants a human; pubman does not try to pass it.

    ``hosts`` are those that sent one, in the order in which they were asked.
    """

    def __init__(self, message: str, *hints: str | Step, hosts: tuple[str, ...] = ()) -> None:
        super().__init__(message, *hints)
        self.hosts = hosts


class RateLimited(SourceError):
    """The source asks to wait, for longer than pubman waits."""


class NotFound(SourceError):
    """The source has nothing of that name."""


class Gone(NotFound):
    """The source had it and took it away."""


class Insecure(SourceError):
    """An address, or a redirect to one, that is not https, or leads where it must not."""


class TooLarge(SourceError):
    """An answer larger than any that pubman takes."""


class Malformed(SourceError):
    """An answer that is not what was asked for."""


class Truncated(Malformed):
    """The beginning of what was asked for, without its end."""


class Disambiguation(SourceError):
    """A page for everybody of one name, not of one person."""
