-- Looked up by one mark at a time. The account stands behind the mark: in front of it, a planner without
-- statistics takes the account for selective enough and compares every mark with every row.
DROP INDEX pending_transactions_once;
CREATE UNIQUE INDEX pending_transactions_once
    ON pending_transactions (organization_id, entry_key, account_id, occurrence);
DROP INDEX pending_transactions_by_servicer_reference;
CREATE INDEX pending_transactions_by_servicer_reference
    ON pending_transactions (organization_id, servicer_reference) WHERE servicer_reference IS NOT NULL;
DROP INDEX pending_transactions_by_end_to_end_id;
CREATE INDEX pending_transactions_by_end_to_end_id
    ON pending_transactions (organization_id, end_to_end_id) WHERE end_to_end_id IS NOT NULL;
CREATE INDEX pending_transactions_by_amount ON pending_transactions (organization_id, amount_minor);
CREATE INDEX transactions_by_servicer_reference
    ON transactions (organization_id, servicer_reference) WHERE servicer_reference IS NOT NULL;
