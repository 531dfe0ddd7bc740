"""From verdicts and decisions to groups, and from a group to one publication.

===============  ===============================================================================
``graph``        what grouping works on and finds: nodes, edges, decisions, a grouping
``forming``      groups in the making, and what may not be joined
``groups``       records + verdicts + decisions -> groups, ties and open questions
``ties``         what belongs together on two lines
``questions``    which two groups a person should judge, by which pair
``conflicts``    decisions that contradict each other
``authorship``   the author list of a group, each name as well spelt as any list has it
``fields``       the records of one group + what a person set -> the fields, and who gave each
``values``       what a person typed for a field -> its value, and back
===============  ===============================================================================
"""
