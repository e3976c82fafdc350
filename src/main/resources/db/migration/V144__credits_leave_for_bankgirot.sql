-- A node of the version before takes an approved credit to a payer for a transfer of the bank, and would write it into a
-- pain.001. Only a file for Bankgirot groups its payments under this ending, so that no other is kept.
ALTER TABLE credit_transfers ADD CONSTRAINT credit_transfers_leave_for_bankgirot CHECK
    (mandate_id IS NULL OR status <> 'PENDING_SUBMISSION' OR payment_information_id LIKE '%-TK32') NOT VALID;
