"""Lists that state their fields: data files of sites and CVs, front matter, tables.

=================  ==============================================================================
``plain_data``     YAML, TOML and JSON -> maps, lists and texts; nothing is run, size is bounded
``field_names``    the names that templates give to each field
``authors``        authors as they are written there -> names
``values``         the values of one map -> the fields of a record
``links``          its links and its picture
``entry``          one map -> a record and its placement
``collect``        a whole file -> its entries, with the keys above each as their sections
``pages``          Markdown pages with front matter, and folders of them
``csl_items``      a list of CSL, in YAML or JSON
``bibliography``   a .bib with the fields of a page: ``pdf``, ``code``, ``preview``, ``selected``
=================  ==============================================================================
"""
