-- A payer number names one payer of one bankgiro, whatever the customer number is (Bankgirot's manual). An own account
-- in SEK has one bankgiro for Autogiro that never changes, and no two have the same, so the account stands for it; each
-- row has it, also one that a node of the version before writes meanwhile. A SEPA reference is one of its creditor.
ALTER TABLE mandates ADD COLUMN payee_key text GENERATED ALWAYS AS
    (CASE WHEN scheme = 'AUTOGIRO' THEN destination_account_id::text ELSE creditor_key END) STORED;

-- Before, live ones under different customer numbers could have one number of one bankgiro: 0 for the newest, which is
-- the one that files are taken to mean, and 1 and so on for the others. These stay as they are and can be cancelled.
ALTER TABLE mandates ADD COLUMN doubled integer NOT NULL DEFAULT 0;
-- The wall is opened for this statement only.
ALTER TABLE mandates NO FORCE ROW LEVEL SECURITY;
UPDATE mandates m SET doubled = n.place
FROM (SELECT organization_id, id, row_number() OVER
            (PARTITION BY organization_id, payee_key, reference_key ORDER BY id DESC) - 1 AS place
        FROM mandates
        WHERE scheme = 'AUTOGIRO' AND status NOT IN ('CANCELLED', 'FAILED')) n
WHERE n.organization_id = m.organization_id AND n.id = m.id AND n.place > 0;
ALTER TABLE mandates FORCE ROW LEVEL SECURITY;

DROP INDEX mandates_reference;
CREATE UNIQUE INDEX mandates_reference ON mandates (organization_id, payee_key, reference_key, doubled)
    WHERE status NOT IN ('CANCELLED', 'FAILED');
DROP INDEX mandates_ended_by_reference;
CREATE INDEX mandates_ended_by_reference ON mandates (organization_id, payee_key, reference_key)
    WHERE status IN ('CANCELLED', 'FAILED');

-- As all columns of this table (V129).
DO $$
BEGIN
    IF NOT kontor_is_distributed() THEN
        ALTER TABLE mandates ALTER COLUMN payee_key SET STATISTICS 25, ALTER COLUMN doubled SET STATISTICS 25;
    END IF;
END $$;
