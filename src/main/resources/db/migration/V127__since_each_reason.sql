-- Since when each reason is named, by its code, so that naming another one loses nothing that still waits. One that is
-- missing here counts from `since`, which a node of the version before sets at each change.
ALTER TABLE retry_policies ADD COLUMN named_since text NOT NULL DEFAULT '{}';
