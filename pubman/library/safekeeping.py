"""Make backups and restore them, repair a store, and write and read its facts as text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pubman import MATCHER_VERSION
from pubman.derive.stages import conclude_all
from pubman.derive.verification import differing_rows
from pubman.errors import BadInput, PubmanError, Refused, Step, StoreError, UsageError
from pubman.library.session import CONFIG_NAME, STORE_NAME, Library, find_store, open_library
from pubman.store import backup, doctor, dump, dump_text
from pubman.store.backup import Backup
from pubman.store.doctor import Diagnosis
from pubman.store.former_keys import OutsideKey, keep_keys, keys_at
from pubman.store.open_checks import not_for_us, recognise
from pubman.store.opening import create_store, open_store
from pubman.store.unreadable import find_unreadable, set_aside
from pubman.store.versions import State, note_restore, state_of

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What a restore did: its source, the publications now and before, and the kept copy.

    ``before`` is None if there was no store, or if it could not be read. In that case ``kept`` is
    the new path of the unreadable file.
    """

    source: Path
    publications: int
    before: int | None
    kept: Path | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What a load did: rows read, publications now and before, and the kept copy."""

    rows: int
    publications: int
    before: int
    made: bool
    wrote_config: bool
    kept: Backup | None


def make_backup(library: Library, target: Path | None = None) -> Backup:
    """Copy the store into its folder of backups, or to ``target``, which must be new."""
    path = library.store.path
    if target is None:
        return backup.back_up(path)
    if target.exists():
        raise UsageError(f"{target} already exists.")
    if not target.parent.is_dir():
        raise UsageError(f"There is no folder {target.parent}.")
    backup.copy(path, target)
    return Backup(path=target, at="", reason=backup.BY_HAND)


def store_to_restore(db: Path | None) -> Path:
    """Return the store to which the backups belong, even if the store itself no longer exists."""
    found = find_store(db)
    if found is not None:
        return found
    here = Path.cwd()
    for folder in (here, *here.parents):
        if backup.backups_of(folder / STORE_NAME):
            return folder / STORE_NAME
    raise StoreError(
        "No publication store and no backup here or in the folders above.", Step("init")
    )


def restore(store: Path, source: Path | None = None, *, force: bool = False) -> Restored:
    """Replace ``store`` by ``source`` (or its newest backup), and keep a copy of the present store.

    Unless ``force`` is set, raise ``Refused`` if the store has later work than the backup, or if it
    belongs to another program or a newer pubman.
    """
    chosen = source or _newest(store)
    recognise(chosen)
    then = state_of(chosen)
    now = _state(store)
    if now is None:
        if not force and (theirs := not_for_us(store)) is not None:
            way = Step("restore", "--force", "restores it anyway, and keeps the present file")
            raise Refused(theirs.message, *theirs.hints, way)
        kept = backup.replace_damaged(chosen, store)
        _reopen(store, chosen, then, [])
        return Restored(
            source=chosen,
            publications=then.publications,
            before=None,
            kept=kept if kept.exists() else None,
        )
    if not force and (later := now.since(then)):
        raise Refused(
            f"{store.name} has {len(later)} later change{'s' if len(later) > 1 else ''} than "
            f"{chosen.name}: {', '.join(later[:4])}{' ...' if len(later) > 4 else ''}.",
            Step("restore", "--force", "restores it anyway, and keeps a copy of the present store"),
        )
    keys = keys_at(store)
    kept_copy = backup.back_up(store, "before-restore")
    try:
        backup.put_back(chosen, store)
    except Exception as error:
        raise StoreError(f"{chosen} could not be restored: {error}.") from error
    _reopen(store, chosen, then, keys)
    return Restored(
        source=chosen, publications=then.publications, before=now.publications, kept=kept_copy.path
    )


def _newest(store: Path) -> Path:
    found = backup.backups_of(store)
    if not found:
        raise StoreError(f"There is no backup of {store}.", Step("backup"))
    return found[0].path


def _state(store: Path) -> State | None:
    """Return what is in the store, or None if there is none or it cannot be read."""
    if not store.exists():
        return None
    try:
        recognise(store)
    except PubmanError:
        return None
    try:
        return state_of(store)
    except PubmanError:
        return None


def _reopen(store: Path, source: Path, then: State, keys: list[OutsideKey]) -> None:
    """Migrate the restored file to the current schema and journal mode, and log the restore.

    Keys that were assigned after the backup can still be used.
    """
    with open_store(store) as opened:
        opened.choose_journal()
        note_restore(opened, f"{source.name}, {then.publications} publications")
        with opened.transaction():
            keep_keys(opened, keys)


# ------------------------------------------------------------------------------------------ doctor


def examine(library: Library, *, full: bool = False, workers: int | None = 1) -> list[Diagnosis]:
    """Return the problems of the store, the worst first.

    The conclusions are compared one by one with those that follow from the facts. ``full`` also
    compares all records with one another again, as a rebuild does. That runs in a transaction that
    is rolled back.
    """
    if library.store.setting("matcher_version") != MATCHER_VERSION:
        return doctor.examine(library.store, None)

    def differing() -> list[str]:
        if full and library.store.writable:
            return doctor.changed_by_rebuild(library.store, lambda: conclude_all(library))
        return [f"{table} ({count})" for table, count in differing_rows(library, workers).items()]

    return doctor.examine(library.store, differing)


def mend(library: Library, findings: Sequence[Diagnosis]) -> list[str]:
    """Make a backup, then repair what can be repaired. Return the repairs in words."""
    wanted = {finding.mending for finding in findings} - {""}
    done: list[str] = []
    if not wanted:
        return done
    made = library.store.back_up_before("fix")
    if made:
        done.append(f"Backup: {made.shown}")
    if "tidy" in wanted:
        doctor.tidy(library.store)
        done.append("Unfinished files deleted.")
    if "journal" in wanted:
        library.store.choose_journal()
        done.append("The store is a single file now.")
    if "aside" in wanted:
        with library.store.transaction():
            count = set_aside(library.store, find_unreadable(library.store.path))
            conclude_all(library)
        done.append(f"Put aside as text: {count} {'value' if count == 1 else 'values'}.")
    if "index" in wanted:
        doctor.reindex(library.store)
        done.append("Search index rebuilt.")
    if "orphans" in wanted:
        count = doctor.drop_orphans(library.store)
        done.append(f"Deleted: {count} {'row' if count == 1 else 'rows'} about missing records.")
    if wanted & {"orphans", "rebuild"}:
        with library.store.transaction():
            conclude_all(library)
        done.append("All conclusions drawn again.")
    return done


# ------------------------------------------------------------------------------------------- text


def write_dump(library: Library, folder: Path) -> int:
    """Write the facts and ``pubman.toml`` as text into ``folder``. Return the number of rows.

    Refuse a folder that contains anything else.
    """
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file, not a folder.")
    if (
        folder.is_dir()
        and any(not each.name.startswith(".") for each in folder.iterdir())
        and not dump_text.is_dump(folder)
    ):
        raise Refused(f"{folder} holds other files.", Step("dump", f"{folder}/publications"))
    config = library.folder / CONFIG_NAME
    beside = {CONFIG_NAME: config.read_bytes()} if config.is_file() else {}
    return dump_text.write(dump.facts_of(library.store.path), folder, beside)


def load(source: Path, *, db: Path | None = None, tell: Tell = lambda _: None) -> Loaded:
    """Replace the facts of the store by those of a dump, or add those of another store.

    If there is no store, create one. Otherwise, make a backup of it first.
    """
    theirs, merges = _facts_at(source)
    path = find_store(db) or Path.cwd() / STORE_NAME
    made = not path.exists()
    wrote_config = made and _take_config(source, path.absolute().parent)
    if made:
        create_store(path).close()
    try:
        with open_library(path, tell=tell) as library:
            if merges:
                theirs = dump_text.merge(dump.facts_of(path), theirs)
            return _put(library, theirs, source, made=made, wrote_config=wrote_config)
    except BaseException:
        if made:
            path.unlink(missing_ok=True)
        raise


def _facts_at(source: Path) -> tuple[dump.Facts, bool]:
    """Return the facts of a dump or of another store, and whether to add them to this store."""
    if source.is_dir():
        return dump_text.read(source), False
    if not source.exists():
        raise BadInput(f"There is no {source}.")
    recognise(source)
    return dump.facts_of(source), True


def _take_config(source: Path, folder: Path) -> bool:
    """Copy the dump's ``pubman.toml`` beside a new store, if none is there."""
    theirs, ours = source / CONFIG_NAME, folder / CONFIG_NAME
    if ours.exists() or not source.is_dir() or not theirs.is_file():
        return False
    ours.write_bytes(theirs.read_bytes())
    return True


def _put(
    library: Library, facts: dump.Facts, source: Path, *, made: bool, wrote_config: bool
) -> Loaded:
    store = library.store
    before = state_of(store.path).publications
    keys = keys_at(store.path)
    with store.transaction():
        kept = store.back_up_before("load")
        copy = f"; before: {kept.path.name}" if kept else ""
        dump.replace(store, facts, f"{source.name}{copy}")
        keep_keys(store, keys)
        library.forget_lists()
        store.set_setting("matcher_version", MATCHER_VERSION)
        conclude_all(library)
    after = state_of(store.path).publications
    return Loaded(
        rows=sum(map(len, facts.values())),
        publications=after,
        before=before,
        made=made,
        wrote_config=wrote_config,
        kept=kept,
    )
