-- Version 3: block keys are found by key alone; a second tree of them took half the time and room.

DROP INDEX blocks_by_record;
