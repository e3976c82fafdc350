-- What waits for people, the earliest deadline first; small, whatever the tables' size.
CREATE INDEX direct_debits_waiting ON direct_debits (organization_id, submission_deadline, id) WHERE status = 'CREATED';
CREATE INDEX credit_transfers_waiting ON credit_transfers (organization_id, submission_deadline, id)
    WHERE status = 'CREATED';
