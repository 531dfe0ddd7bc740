"""From verdicts and decisions to groups, and from a group to one publication.

===============  ===============================================================================
``graph``        what grouping works on and finds: nodes, edges, decisions, a grouping
``forming``      groups in the making, and the pairs that must stay apart
``groups``       records + verdicts + decisions -> groups, links between them, open questions
``ties``         works that are linked but stay two publications
``overlap``      two lists that have the same works, except for a few with different wording
``questions``    which two groups a person should judge, by which pair
``conflicts``    decisions that contradict each other
``members``      the records of a group, in the order in which they are asked
``authorship``   the author list of a group, each name in its best spelling
``titling``      which of several titles is well spelt
``precedence``   the fields for which the rank of a source does not decide
``overrides``    the fields that a person set
``fields``       the records of one group + a person's edits -> fields, with the source of each
``values``       the text that a person typed for a field -> its value, and back
===============  ===============================================================================
"""
