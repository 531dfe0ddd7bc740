"""Make ``db/pinyin.csv``: the Chinese characters of GB 2312 and Big5 by their pinyin syllable.

The readings come from pypinyin (MIT), which takes them from the Unihan database. Run it with
``pip install pypinyin`` in the environment; pubman itself does not need that package.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

from pypinyin import Style, pinyin  # type: ignore[import-not-found,import-untyped,unused-ignore]

_TARGET = Path(__file__).parent.parent / "db" / "pinyin.csv"


def main() -> None:
    """Write the table."""
    by_syllable: dict[str, list[str]] = defaultdict(list)
    for char in map(chr, range(0x4E00, 0xA000)):
        if _is_common(char):
            for syllable in pinyin(char, style=Style.NORMAL, heteronym=True, v_to_u=True)[0]:
                if syllable != char:
                    by_syllable[syllable].append(char)
    with _TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["syllable", "characters"])
        for syllable in sorted(by_syllable):
            writer.writerow([syllable, "".join(by_syllable[syllable])])


def _is_common(char: str) -> bool:
    for encoding in ("gb2312", "big5"):
        try:
            char.encode(encoding)
        except UnicodeEncodeError:
            continue
        return True
    return False


if __name__ == "__main__":
    main()
