"""From verdicts and decisions to groups, and from a group to one publication.

==============  ==============================================================================
``groups``      records + verdicts + decisions -> groups, ties and open questions
``fields``      the records of one group + what a person set -> the fields, and who gave each
==============  ==============================================================================
"""
