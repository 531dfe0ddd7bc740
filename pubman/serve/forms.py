"""What a form sent: its fields, and the hidden ones that every form of ours has."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from starlette.datastructures import UploadFile
from starlette.requests import Request

from pubman.errors import UsageError
from pubman.library.review import OpenQuestion

_MOST_FIELDS: Final = 20_000
"""Fields of one form. A page that selects every publication of a large store has many."""


class Forged(Exception):
    """A form without the token that our own pages put into every form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The fields of a form. ``at`` is the state of the store that the page was made from."""

    fields: Mapping[str, Sequence[str]]
    files: Sequence[tuple[str, bytes]] = ()

    def get(self, name: str, default: str = "") -> str:
        """Return the last value of a field."""
        values = self.fields.get(name, ())
        return values[-1] if values else default

    def need(self, name: str) -> str:
        """Return the value of a field that may not be empty."""
        value = self.get(name).strip()
        if not value:
            raise UsageError(f"The form has no {name}.")
        return value

    def all(self, name: str) -> list[str]:
        """Return every value of a field that is not empty, in the order of the page."""
        return [value for value in self.fields.get(name, ()) if value]

    @property
    def keys(self) -> list[str]:
        """The publications that the form is about."""
        keys = self.all("key")
        if not keys:
            raise UsageError("No publication is selected.")
        return keys

    @property
    def at(self) -> str:
        """The state of the store that the page was made from; empty if the form does not say."""
        return self.get("at")

    @property
    def back(self) -> str:
        """The page to show next: one of ours, never another site's."""
        back = self.get("back", "/")
        return back if back.startswith("/") and not back.startswith(("//", "/\\")) else "/"


async def read_form(request: Request, token: str) -> Form:
    """Return the form of a request, or raise :class:`Forged`."""
    async with request.form(max_files=200, max_fields=_MOST_FIELDS) as data:
        fields: dict[str, list[str]] = {}
        files: list[tuple[str, bytes]] = []
        for name, value in data.multi_items():
            if isinstance(value, UploadFile):
                if value.filename:
                    files.append((value.filename, await value.read()))
            else:
                fields.setdefault(name, []).append(value)
    sent = fields.get("csrf", [request.headers.get("x-csrf-token", "")])[-1]
    if not secrets.compare_digest(sent.encode(), token.encode()):
        raise Forged
    return Form(fields=fields, files=files)


def name_of(question: OpenQuestion) -> str:
    """Return the name of a question in a form: its kind and its records."""
    return "-".join(map(str, question.id))
