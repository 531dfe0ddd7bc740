"""From verdicts and decisions to groups, and from a group to one publication.

==============  ==============================================================================
``groups``      records + verdicts + decisions -> groups, ties and open questions
``graph``       what grouping works on and finds: nodes, edges, decisions, a grouping
``forming``     groups in the making, and what may not be joined
``questions``   which two groups a person should judge, by which pair
``fields``      the records of one group + what a person set -> the fields, and who gave each
==============  ==============================================================================
"""
