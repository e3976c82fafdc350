-- Totals and outcomes by status need nothing but the index: what they add up stands in it.
DROP INDEX direct_debits_by_status;
CREATE INDEX direct_debits_by_status ON direct_debits (organization_id, status, date, id)
    INCLUDE (destination_account_id, currency, amount_minor);
DROP INDEX credit_transfers_by_status;
CREATE INDEX credit_transfers_by_status ON credit_transfers (organization_id, status, date, id)
    INCLUDE (source_account_id, currency, amount_minor);

-- Returned collections by day; few, whatever the table's size.
CREATE INDEX transactions_returned ON transactions (organization_id, date)
    INCLUDE (account_id, currency, amount_minor) WHERE returned;

-- What waits for people; small, as the counts in the rail are asked for with every page.
CREATE INDEX inbox_files_aside ON inbox_files (organization_id, id) WHERE state = 'QUARANTINED';
CREATE INDEX instructions_of_unknown_fate ON instructions (organization_id, id) WHERE state = 'UNKNOWN';
CREATE INDEX cases_open ON cases (organization_id, id) WHERE state = 'OPEN';
