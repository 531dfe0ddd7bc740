"""The profiles of many records: the first in memory, the rest in a temporary file.

A profile is needed again for every pair that its record is in. To load it from the file takes a
fifth of the time that it takes to read the record again and make the profile again.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from typing import IO, Final

from pubman.match import Profile
from pubman.match.packing import pack_profile, unpack_profile

HELD: Final = 10_000
"""Profiles that are held in memory: about 30 MB."""


_LENGTH: Final = 4
"""Bytes before a profile in the file that say how long it is."""


class ProfileCache:
    """Profiles by the ids of their records.

    The file has no name. So it is gone with the process, and no other program can write into it.
    """

    def __init__(self, held: int = HELD) -> None:
        self._held = held
        self._near: dict[int, Profile] = {}
        self._far: dict[int, int] = {}
        self._file: IO[bytes] | None = None

    def close(self) -> None:
        """Delete the file. What memory holds stays."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def __contains__(self, record_id: int) -> bool:
        return record_id in self._near or record_id in self._far

    def add(self, record_id: int, profile: Profile) -> None:
        """Keep a profile, in the file if memory holds enough of them."""
        if len(self._near) < self._held:
            self._near[record_id] = profile
            return
        if self._file is None:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as the cache
        packed = pack_profile(profile)
        self._far[record_id] = self._file.seek(0, 2)
        self._file.write(len(packed).to_bytes(_LENGTH))
        self._file.write(packed)

    def get(self, ids: Iterable[int]) -> dict[int, Profile]:
        """Return the profiles of ``ids``, without those that were never added."""
        found = {}
        for each in ids:
            profile = self._near.get(each)
            if profile is not None:
                found[each] = profile
            elif self._file is not None and each in self._far:
                self._file.seek(self._far[each])
                length = int.from_bytes(self._file.read(_LENGTH))
                found[each] = unpack_profile(self._file.read(length))
        return found
