-- What leaves with which file is counted from these indexes alone; they are small, whatever the tables' size.
DROP INDEX direct_debits_waiting;
CREATE INDEX direct_debits_waiting ON direct_debits (organization_id, submission_deadline, id)
    INCLUDE (destination_account_id, connection_id, scheme, currency, amount_minor, effective_date)
    WHERE status = 'CREATED';
DROP INDEX credit_transfers_waiting;
CREATE INDEX credit_transfers_waiting ON credit_transfers (organization_id, submission_deadline, id)
    INCLUDE (source_account_id, connection_id, scheme, currency, amount_minor, effective_date)
    WHERE status = 'CREATED';
DROP INDEX direct_debits_due;
CREATE INDEX direct_debits_due ON direct_debits (organization_id, connection_id, submission_deadline, id)
    INCLUDE (destination_account_id, scheme, currency, amount_minor, effective_date)
    WHERE status = 'APPROVED';
DROP INDEX credit_transfers_due;
CREATE INDEX credit_transfers_due ON credit_transfers (organization_id, connection_id, submission_deadline, id)
    INCLUDE (source_account_id, scheme, currency, amount_minor, effective_date)
    WHERE status = 'APPROVED';
