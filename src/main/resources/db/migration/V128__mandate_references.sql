-- The reference as banks compare it. Under the wall PostgreSQL looks nothing up in an index over a function, because it
-- cannot know what the function tells of rows that are hidden; a column it does. Without it each look for a name read
-- every mandate of its creditor.
ALTER TABLE mandates ADD COLUMN reference_key text GENERATED ALWAYS AS (upper(mandate_reference)) STORED;

DROP INDEX mandates_reference;
CREATE UNIQUE INDEX mandates_reference ON mandates (organization_id, creditor_key, reference_key)
    WHERE status NOT IN ('CANCELLED', 'FAILED');
DROP INDEX mandates_ended_by_reference;
CREATE INDEX mandates_ended_by_reference ON mandates (organization_id, creditor_key, reference_key)
    WHERE status IN ('CANCELLED', 'FAILED');
