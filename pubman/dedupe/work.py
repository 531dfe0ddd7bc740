"""The folder of a run, which an interrupted run is resumed from."""

from __future__ import annotations

import json
import pickle
import platform
from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from pubman import MATCHER_VERSION, READER_VERSION
from pubman.dedupe.pairs import Verdicts

_PAIRS: Final = "pairs"
_STATE: Final = "state.json"


class Work:
    """A folder with the entries, the profiles, the pairs, and the verdicts that are done."""

    def __init__(self, folder: Path, paths: Sequence[Path]) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.folder = folder
        self.entries = folder / "entries"
        self.profiles = folder / "profiles"
        self._of = {
            "files": [[str(path.resolve()), *_state(path)] for path in paths],
            "matcher": MATCHER_VERSION,
            "reader": READER_VERSION,
            "python": platform.python_version(),
        }
        if self._read().get("of") != self._of:
            self._forget()

    def _read(self) -> dict[str, Any]:
        try:
            state: dict[str, Any] = json.loads((self.folder / _STATE).read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return state

    def _forget(self) -> None:
        """Delete what an earlier run of other files, or of another version, has left."""
        for path in self.folder.iterdir():
            if path.name in {_STATE, _PAIRS} or path.stem in {"entries", "profiles", "verdicts"}:
                path.unlink()

    @property
    def said(self) -> dict[str, Any]:
        """What an earlier run of the same files said of them after reading; empty if none did."""
        read: dict[str, Any] = self._read().get("said", {})
        return read

    def keep_read(self, pairs: array[int], said: dict[str, Any]) -> None:
        """Keep the candidate pairs. From here on the files need not be read again."""
        (self.folder / _PAIRS).write_bytes(pairs.tobytes())
        state = {"of": self._of, "said": said}
        (self.folder / _STATE).write_text(json.dumps(state), "utf-8")

    def pairs(self) -> array[int]:
        """Return the candidate pairs as one array of numbers: a, b, a, b ..."""
        numbers = array("I")
        numbers.frombytes((self.folder / _PAIRS).read_bytes())
        return numbers

    def done(self, number: int) -> bool:
        """Return whether the verdicts of a portion are there."""
        return self._portion(number).exists()

    def keep(self, number: int, verdicts: Verdicts) -> None:
        """Keep the verdicts of a portion, all of them or none."""
        trial = self._portion(number).with_suffix(".new")
        trial.write_bytes(pickle.dumps(verdicts, pickle.HIGHEST_PROTOCOL))
        trial.replace(self._portion(number))

    def verdicts(self, count: int) -> Iterator[Verdicts]:
        """Yield the verdicts of the first *count* portions."""
        for number in range(count):
            found: Verdicts = pickle.loads(self._portion(number).read_bytes())  # noqa: S301 - ours
            yield found

    def _portion(self, number: int) -> Path:
        return self.folder / f"verdicts.{number:06}"


def _state(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_size, found.st_mtime_ns
