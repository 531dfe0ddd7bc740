"""Sync: what dblp has of people -> the store.

==============  ==================================================================================
``asking``      what was typed -> a dblp number, or the people it may mean
``pages``       bytes -> a person's page that is known to be whole
``whose``       whose page it is, and what pubman.toml learns of it
``taking``      one page into the store, in one transaction
``changes``     what that changed, publication by publication
``targets``     everybody of pubman.toml who has a number
``first``       a store for a first sync
``online``      the people of pubman.toml, one request each
``files``       the same from saved files
``dump``        the same out of dblp's whole dump
==============  ==================================================================================

A page is the complete list of one person: what it names no longer is marked as gone, never deleted.
"""
