"""pubman from Python: the names that ``import pubman`` offers. They load on first use.

=============  ===================================================================================
``functions``  open, start, load, restore; read, convert and compare without a store
``contents``   what a library holds: the methods of ``Library`` that only look
``library``    ``Library``: a method for every command, which returns its report as data
``results``    small results that only Python needs
=============  ===================================================================================
"""
