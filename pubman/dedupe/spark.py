"""Deduplicate on a Spark cluster: the same pure functions, called on batches of rows.

1. The driver reads the files and numbers the entries.
2. Executors make a profile and the block keys of each record, once.
3. Records that share a key become pairs. A key that too many records share is left out and counted.
4. Executors compare the pairs and keep the verdicts that say something.
5. The driver collects these verdicts, which are few, and groups them with the code of one machine.

pubman must be installed on the executors, with the same version of Python. Profiles and verdicts
travel as bytes between processes of one application, which are all ours.
"""

from __future__ import annotations

import os
import pickle
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from pubman.dedupe.entries import Read, open_entries, open_profiles, read_files
from pubman.dedupe.groups import grouped, settle
from pubman.dedupe.local import unwatched
from pubman.dedupe.pairs import DISTINCT, judge
from pubman.dedupe.results import Deduplicated, Wanted, answers_of, write_results
from pubman.dedupe.spool import Spool
from pubman.errors import MissingExtra
from pubman.match import block_keys
from pubman.match.packing import pack_profile, unpack_profile, unpack_sketch
from pubman.match.profile import Profile
from pubman.match.sketch import Sketch

MOST_IN_BLOCK: Final = 5_000
"""Records that may share a block key. A larger block would make 12 million pairs alone."""
_BATCH: Final = 5_000

Watch = Callable[[str, int, int], None]


def deduplicate_on_spark(
    paths: Sequence[Path], wanted: Wanted, *, watch: Watch = unwatched, session: Any = None
) -> Deduplicated:
    """Find the duplicates among the entries of *paths* and write what is *wanted*.

    ``session`` is a ``SparkSession``. Without it, the session that ``spark-submit`` configured is
    used, or one on this machine.
    """
    spark = session or _session()
    with tempfile.TemporaryDirectory(prefix="pubman-") as folder:
        entries = open_entries(Path(folder) / "entries")
        profiles = open_profiles(Path(folder) / "profiles")
        with entries, profiles:
            read = Read()
            for _ in read_files(paths, entries, profiles, read, watch):
                pass
            compared, done = _compare(spark, profiles)
            done.entries, done.counts, done.warnings = len(entries), read.counts, read.warnings
            done.left_out = [f"{name}:{each.line}  {each.message}" for name, each in read.left_out]
            answers = answers_of(wanted, entries)
            distinct = [(a, b) for a, b, verdict in compared if verdict == DISTINCT]
            compared = [each for each in compared if each[2] != DISTINCT]
            compared += settle(compared, distinct, answers, profiles.__getitem__)
            grouping = grouped(compared, answers, profiles.__getitem__)
            write_results(wanted, entries, grouping, compared, done, watch)
    return done


def _session() -> Any:
    try:
        from pyspark.sql import SparkSession  # noqa: PLC0415 - an extra
    except ModuleNotFoundError:
        raise MissingExtra("The engine spark needs", "spark") from None
    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.execution.arrow.maxRecordsPerBatch": str(_BATCH),
    }
    if "PYSPARK_GATEWAY_PORT" not in os.environ:  # not started by spark-submit
        # The workers need pubman, and the Python on the PATH may not have it.
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("pubman dedupe")
    for name, value in settings.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    if str(spark.sparkContext.master).startswith("local"):
        # 200 partitions, the default, are 200 Python workers one after the other on one machine.
        spark.conf.set(
            "spark.sql.shuffle.partitions", str(2 * spark.sparkContext.defaultParallelism)
        )
    return spark


def _compare(spark: Any, profiles: Spool[Profile]) -> tuple[list[Any], Deduplicated]:
    """Return the verdicts that say something, by the numbers of their records."""
    from pyspark.sql import functions as sql  # noqa: PLC0415 - an extra

    rows = spark.createDataFrame(
        ((number, pack_profile(profiles[number])) for number in range(len(profiles))),
        "id long, profile binary",
    ).persist()
    keyed = rows.mapInArrow(_keys_of, "id long, key long")
    blocks = keyed.groupBy("key").agg(sql.collect_list("id").alias("ids"))
    shared = blocks.where(sql.size("ids") > 1).persist()
    skipped = shared.where(sql.size("ids") > MOST_IN_BLOCK).count()
    members = shared.where(sql.size("ids") <= MOST_IN_BLOCK).select(
        sql.sort_array("ids").alias("ids")
    )
    pairs = members.mapInArrow(_pairs_of, "a long, b long").distinct()
    first = rows.select(sql.col("id").alias("a"), sql.col("profile").alias("one"))
    second = rows.select(sql.col("id").alias("b"), sql.col("profile").alias("other"))
    compared = (
        pairs.join(first, "a")
        .join(second, "b")
        .mapInArrow(_verdicts_of, "a long, b long, compared boolean, verdict binary")
        .persist()
    )
    done = Deduplicated(pairs=compared.count(), skipped_blocks=skipped)
    kept = compared.where("compared").select("a", "b", "verdict").collect()
    found = [(row["a"], row["b"], pickle.loads(row["verdict"])) for row in kept]  # noqa: S301 - ours
    return sorted(found, key=lambda each: each[:2]), done


# ------------------------------------------------------------------------ called by the executors


def _keys_of(batches: Iterator[Any]) -> Iterator[Any]:
    import pyarrow as pa  # noqa: PLC0415 - an extra

    for batch in batches:
        ids, keys = list[int](), list[int]()
        rows = batch.to_pydict()
        for number, packed in zip(rows["id"], rows["profile"], strict=True):
            own = block_keys(unpack_profile(packed))
            keys.extend(own)
            ids.extend([number] * len(own))
        yield pa.RecordBatch.from_arrays(
            [pa.array(ids, "int64"), pa.array(keys, "int64")], ["id", "key"]
        )


def _pairs_of(batches: Iterator[Any]) -> Iterator[Any]:
    import pyarrow as pa  # noqa: PLC0415 - an extra

    for batch in batches:
        for ids in batch.to_pydict()["ids"]:
            one = [a for place, a in enumerate(ids) for _ in ids[place + 1 :]]
            other = [b for place in range(len(ids)) for b in ids[place + 1 :]]
            yield pa.RecordBatch.from_arrays(
                [pa.array(one, "int64"), pa.array(other, "int64")], ["a", "b"]
            )


def _verdicts_of(batches: Iterator[Any]) -> Iterator[Any]:
    import pyarrow as pa  # noqa: PLC0415 - an extra

    for batch in batches:
        rows = batch.to_pydict()
        verdicts = [
            judge(_unpacked(one), _unpacked(other))
            for one, other in zip(rows["one"], rows["other"], strict=True)
        ]
        packed = [pickle.dumps(verdict) if verdict else b"" for verdict in verdicts]
        columns = [
            pa.array(rows["a"], "int64"),
            pa.array(rows["b"], "int64"),
            pa.array(map(bool, packed), "bool"),
            pa.array(packed, "binary"),
        ]
        yield pa.RecordBatch.from_arrays(columns, ["a", "b", "compared", "verdict"])


@lru_cache(maxsize=20_000)
def _unpacked(packed: bytes) -> Sketch:
    return unpack_sketch(packed)
