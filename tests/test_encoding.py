"""Encodings told apart at the edges of their thresholds."""

from __future__ import annotations

import pytest

from pubman.text.encoding import decode

CHINESE = "数据库系统研究与实现方法" * 3 + "数据"  # 38 everyday characters: 76 bytes in pairs


@pytest.mark.parametrize(
    "lone, encoding",
    [(0, "GB18030"), (4, "GB18030"), (5, "Latin-1")],
    ids=["pairs only", "95 % of the bytes in pairs", "less than 95 % of the bytes in pairs"],
)
def test_chinese_is_bytes_in_pairs(lone: int, encoding: str) -> None:
    data = CHINESE.encode("gb18030") + b" " + b"\xfcA " * lone
    assert decode(data)[1] == encoding
