"""What the phases of a sync share: an account, the wish of the user, an answer, a source."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from pubman.config import Config
from pubman.people import Person
from pubman.record import Record

if TYPE_CHECKING:  # to name the sources takes neither their readers nor the network
    from pubman.store.imports.reading import Reading
    from pubman.web import Seen, Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The list of one person at one source: ``dblp:94/4810-19``.

    ``person`` is the id in ``pubman.toml`` and ``name`` the name there, if the person is known.
    """

    source: str
    id: str
    name: str = ""
    person: str = ""

    @property
    def key(self) -> str:
        """The name of the account in the store."""
        return f"{self.source}:{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How to sync.

    ``dry_run`` writes nothing. ``force`` accepts a list that lacks many records. ``person`` names
    the owner of a page. Accounts that were asked less than ``max_age`` ago are not asked again.
    """

    dry_run: bool = False
    force: bool = False
    person: str = ""
    max_age: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """The answer of a source: its bytes, or that nothing has changed.

    ``id`` is the account that answered. It differs from the one asked for if the source has merged
    that one into another. ``details`` are the answers of a second request. They are ignored when
    deciding whether the list has changed.
    """

    id: str
    url: str
    validator: str = ""
    bodies: tuple[bytes, ...] = ()
    details: tuple[bytes, ...] = ()
    unchanged: bool = False

    @property
    def sha256(self) -> str:
        """The hash of the list as it was fetched."""
        return hashlib.sha256(b"".join(self.bodies)).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """The connection to a source: the open session, and its settings from ``pubman.toml``."""

    session: Session
    config: Config


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An online source: whose lists it has, how to ask it, and how to read its answer.

    ``ids_of`` returns the accounts of a person there. ``fetch`` asks for one of them; with ``Seen``
    the request is conditional. ``detail`` asks for more if the list has changed. ``about`` asks for
    what the source says about the person. ``read`` turns the answers into a reading, without the
    network. A source with ``proposes`` only asks questions: its works are not on any list.
    ``keeps_text`` is the format of a source whose entries the store has word for word. Then
    ``read`` gets the records of the store by their text, and does not read the same text again.
    """

    name: str
    label: str
    ids_of: Callable[[Person], tuple[str, ...]]
    fetch: Callable[[Reach, Account, Seen | None], Fetched]
    read: Callable[[Fetched, Account, Mapping[str, Record]], Reading]
    detail: Callable[[Reach, Account, Fetched], Fetched] | None = None
    about: Callable[[Reach, Account], bytes] | None = None
    proposes: bool = False
    keeps_text: str = ""
