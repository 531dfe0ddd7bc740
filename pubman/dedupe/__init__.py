"""Deduplicate files without a store: any formats in, one merged file and a table of groups out.

=============  ===================================================================================
``entries``    files -> records on disk, with their profiles and block keys
``spool``      many objects on disk, read back by number
``work``       the folder of a run, which an interrupted run is resumed from
``pairs``      candidate pairs -> verdicts, in portions, by one or more processes
``groups``     verdicts and answers -> groups, and the questions that are left
``tables``     groups, questions and answers as CSV or Parquet
``merged``     groups -> one file of merged entries
``results``    the merged file and the tables, in one pass over the entries
``local``      all of the above on one machine
``spark``      the same functions on a Spark cluster (extra ``spark``)
=============  ===================================================================================

Every engine calls the same pure functions of ``match`` and ``merge``, so the groups are the same.
"""
