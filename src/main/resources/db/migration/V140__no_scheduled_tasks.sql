-- The table of the scheduler that V26 replaced: no node reads it any more.
DROP TABLE scheduled_tasks;
