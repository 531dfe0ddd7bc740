"""The errors that pubman raises on purpose, drawn once::

    PubmanError            exit 1   an expected failure: one sentence, and what to do next
    ├── UsageError         exit 2   the command or the arguments are wrong
    │   ├── UnknownKey               no publication or record has that name
    │   ├── AmbiguousKey             several publications fit; the hints name them
    │   └── MissingExtra             an optional part of pubman is not installed
    ├── ConfigError                 pubman.toml is not valid
    ├── BadInput                    a file is not a bibliography, or cannot be read
    ├── StoreError                  pubs.db is missing, foreign, newer, locked or damaged
    ├── Refused                     the change would lose or contradict something
    └── SourceError                 an online source did not answer as expected
        ├── Unreachable              the host and its mirrors did not answer
        ├── BotCheck                 the answer is a check for robots
        ├── RateLimited              the source asks to wait too long
        ├── NotFound                 the source does not know that name
        │   └── Gone                  the source has removed it
        ├── Insecure                 an address or a redirect is not https
        ├── TooLarge                 the answer is too large
        ├── Malformed                the answer is in another form
        │   └── Truncated             the answer ends too early
        └── Disambiguation           the page is about several people of one name

Each carries a ``message``, which says what is wrong in one plain sentence, and ``hints``: further
facts as text, a :class:`Step` to take next, or what to :class:`Install`. None mentions the command
line, because programs read them too. ``pubman.cli.say`` adds what did not happen ("Nothing was
changed.") and shows each step as a command. A person never sees a traceback.
"""

from __future__ import annotations

from typing import ClassVar, NamedTuple


class Step(NamedTuple):
    """Something to do next, as data: the command that does it, its arguments, and what it is for.

    The command line shows ``Step("restore", "NAME")`` as ``pubman restore NAME``. A program finds a
    method of the same name on :class:`pubman.Library`.
    """

    command: str
    arguments: str = ""
    purpose: str = ""


class Install(NamedTuple):
    """Something to install, as data: an extra of pubman, or without one a newer pubman.

    The command that does it depends on how pubman itself was installed, which only the command
    line looks up.
    """

    extra: str = ""


Hint = str | Step | Install


class PubmanError(Exception):
    """An expected failure. ``message`` says what is wrong; ``hints`` say what to do about it.

    ``partial`` is true if a part of the work was done before the failure. Then the command line
    does not say that nothing was changed.
    """

    exit_code: ClassVar[int] = 1
    partial: bool = False

    def __init__(self, message: str, *hints: Hint) -> None:
        super().__init__(message)
        self.message = message
        self.hints = hints


class UsageError(PubmanError):
    """The command or its arguments are wrong."""

    exit_code: ClassVar[int] = 2


class UnknownKey(UsageError):
    """No publication or record has that name."""


class AmbiguousKey(UsageError):
    """Several publications fit; the hints name them."""


class MissingExtra(UsageError):
    """An optional part of pubman is not installed. ``extra`` is its name."""

    def __init__(self, what: str, extra: str, *hints: Hint) -> None:
        super().__init__(f"{what} the extra {extra}.", Install(extra), *hints)
        self.extra = extra


class ConfigError(PubmanError):
    """``pubman.toml`` is not valid."""


class BadInput(PubmanError):
    """A file is not a bibliography, or cannot be read."""


class StoreError(PubmanError):
    """The store is missing, foreign, newer, locked or damaged."""


class Refused(PubmanError):
    """The change would lose or contradict something; nothing was changed."""


class SourceError(PubmanError):
    """An online source did not answer as expected; nothing was changed."""


class Unreachable(SourceError):
    """The host and its mirrors did not answer, or sent something broken."""


class BotCheck(SourceError):
    """The answer is a check for robots, which pubman does not try to pass.

    ``hosts`` are those that sent one, in the order in which they were asked.
    """

    def __init__(self, message: str, *hints: Hint, hosts: tuple[str, ...] = ()) -> None:
        super().__init__(message, *hints)
        self.hosts = hosts


class RateLimited(SourceError):
    """The source asks to wait for too long."""


class NotFound(SourceError):
    """The source does not know that name."""


class Gone(NotFound):
    """The source has removed it."""


class Insecure(SourceError):
    """An address or a redirect is not https, or leads to a forbidden place."""


class TooLarge(SourceError):
    """The answer is larger than pubman accepts."""


class Malformed(SourceError):
    """The answer is in another form than expected."""


class Truncated(Malformed):
    """The answer ends too early."""


class Disambiguation(SourceError):
    """The page is about several people of one name."""
