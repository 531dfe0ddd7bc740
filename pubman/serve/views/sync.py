"""Sync: ask every account of ``pubman.toml``, with progress."""

from __future__ import annotations

from starlette.requests import Request

from pubman.errors import PubmanError
from pubman.library.session import Library
from pubman.library.sync.accounts import accounts_of
from pubman.serve.desk import Desk
from pubman.serve.pages import Page


def page(desk: Desk, library: Library, _: Request) -> Page:
    """Return the accounts that a sync asks, and what the last one did."""
    try:
        accounts, nobody = accounts_of(library.config), ""
    except PubmanError as error:
        accounts, nobody = [], error.message
    data = {"accounts": accounts, "nobody": nobody, "sync": desk.sync}
    return Page(template="sync.html", title="Sync", data=data)
