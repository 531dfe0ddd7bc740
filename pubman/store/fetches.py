"""When each page was fetched, and what makes the next request cheap."""

from __future__ import annotations

from dataclasses import dataclass

from pubman.store.facts import now
from pubman.store.file import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch:
    """One row of ``fetches``. ``validator`` is the server's ETag, or a date, or empty."""

    account: str
    url: str
    validator: str
    body_sha256: str
    checked_at: str


def last_fetch(store: Store, account: str) -> Fetch | None:
    """Return the last fetch of an account, or None."""
    row = store.connection.execute("SELECT * FROM fetches WHERE account = ?", (account,)).fetchone()
    if row is None:
        return None
    return Fetch(
        account=account,
        url=row["url"],
        validator=row["etag"] or "",
        body_sha256=row["body_sha256"],
        checked_at=row["checked_at"],
    )


def note_fetch(store: Store, *, account: str, url: str, validator: str, body_sha256: str) -> None:
    """Note that an account was fetched just now. This is not a fact, so undo leaves it."""
    store.connection.execute(
        "INSERT OR REPLACE INTO fetches VALUES (?, ?, ?, ?, ?)",
        (account, url, validator or None, body_sha256, now()),
    )


def forget_fetch(store: Store, account: str) -> None:
    """Forget the fetch of an account that its source has merged into another."""
    store.connection.execute("DELETE FROM fetches WHERE account = ?", (account,))


def still_holds(store: Store, fetch: Fetch) -> bool:
    """Return whether the store still has what that fetch brought.

    An import, an undo or a redo may have changed it since. Then the page is read again.
    """
    row = store.connection.execute(
        "SELECT 1 FROM operations o JOIN changes c ON c.operation_id = o.id "
        "WHERE (o.at > :at OR o.undone_at > :at) AND "
        "(c.table_name IN ('listings', 'accounts') AND json_extract(c.row_key, '$[0]') = :account "
        "OR c.table_name = 'records' AND json_extract(c.row_key, '$[0]') IN "
        "(SELECT record_id FROM listings WHERE account = :account)) LIMIT 1",
        {"at": fetch.checked_at, "account": fetch.account},
    ).fetchone()
    return row is None


def is_account(store: Store, account: str) -> bool:
    """Return whether the account was synced before."""
    sql = "SELECT 1 FROM listings WHERE account = ? LIMIT 1"
    return store.connection.execute(sql, (account,)).fetchone() is not None


def last_synced(store: Store, account: str) -> str:
    """Return when the account was last fetched or read from a file; empty if never."""
    row = store.connection.execute(
        "SELECT coalesce((SELECT checked_at FROM fetches WHERE account = :a), "
        "(SELECT max(last_changed) FROM listings WHERE account = :a), '')",
        {"a": account},
    ).fetchone()
    return str(row[0])
