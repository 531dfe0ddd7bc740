"""Sync: ask the sources for the lists of the people in ``pubman.toml``, and apply the changes.

Every source goes through the same phases, each of which returns a value:

**fetch → read → apply → compare → report**

==================  ================================================================================
``source``          what the phases share: an account, what was fetched, and what a source is
``accounts``        the accounts of the people in ``pubman.toml``
``opening``         a store for a first sync
``run``             the phases for one account after another
``apply``           one list into the store, in one transaction
``renames``         records that the source lists under another key than before
``comparison``      what that changed, publication by publication; what vanished
``outcome``         the report on one account
``answers``         the sources whose answers ``import`` reads too
``enrich``          entries completed by their DOI or PubMed number
``abstracts``       abstracts, which are added only if somebody asks
``proposals``       what a source may only propose
``preprints``       preprints that have appeared, have a new version, or were withdrawn
``preprint_claims`` questions about DOIs that authors gave to their preprints
``found_accounts``  accounts that a sync meets in passing, each offered once
``saved_lists``     saved answers of the other sources
``saved_pages``     saved pages of dblp, its .bib files and its search
``dblp_dump``       everybody out of dblp's whole dump
``dblp``            what only dblp has: finding a person, and whose page it is
==================  ================================================================================

A source is a module that makes a :class:`Source`, and a line in ``accounts.SOURCES``. Some lists
are complete, such as a dblp page. What such a list no longer names is marked as gone, never
deleted.
"""
