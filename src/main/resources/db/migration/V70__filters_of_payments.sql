-- Payments by counterparty, mandate, amount and reference, each with the order of the list.

-- How references are searched: their beginning, without regard to the case of A to Z. A column, because PostgreSQL
-- asks no index with a function that it does not know to be leakproof where rows have a wall.
ALTER TABLE direct_debits
    ADD COLUMN reference_key text COLLATE "C" GENERATED ALWAYS AS (lower(reference COLLATE "C")) STORED;
ALTER TABLE credit_transfers
    ADD COLUMN reference_key text COLLATE "C" GENERATED ALWAYS AS (lower(reference COLLATE "C")) STORED;
CREATE INDEX direct_debits_by_reference ON direct_debits (organization_id, reference_key);
CREATE INDEX credit_transfers_by_reference ON credit_transfers (organization_id, reference_key);

CREATE INDEX direct_debits_by_mandate ON direct_debits (organization_id, mandate_id, date, id);
CREATE INDEX direct_debits_by_counterparty ON direct_debits (organization_id, counterparty_id, date, id);
CREATE INDEX credit_transfers_by_counterparty ON credit_transfers (organization_id, counterparty_id, date, id)
    WHERE counterparty_id IS NOT NULL;
CREATE INDEX direct_debits_by_amount ON direct_debits (organization_id, amount_minor, date, id);
CREATE INDEX credit_transfers_by_amount ON credit_transfers (organization_id, amount_minor, date, id);
CREATE INDEX credit_transfers_by_scheme ON credit_transfers (organization_id, scheme, date, id);
