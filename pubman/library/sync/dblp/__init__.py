"""What only dblp has.

==============  ==================================================================================
``source``      a person's page over the network, merged numbers followed
``page``        bytes -> a person's page that is known to be whole
``lookup``      what was typed -> a dblp number, or the people it may mean
``owner``       whose page it is, and what ``pubman.toml`` learns from it
==============  ==================================================================================
"""
