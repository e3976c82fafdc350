-- The simulated bank reports within the day what its statement does not show yet (camt.052).
ALTER TABLE testbank.outgoing_files DROP CONSTRAINT outgoing_files_kind_check;
ALTER TABLE testbank.outgoing_files ADD CHECK (kind IN ('PAIN_002', 'CAMT_052', 'CAMT_053'));

ALTER TABLE testbank.agenda DROP CONSTRAINT agenda_action_check;
ALTER TABLE testbank.agenda ADD CHECK (action IN
    ('JUDGE', 'REFUSE_LATE', 'BOOK', 'BOOK_AT_ONCE', 'RELEASE', 'RETURN', 'REPORT', 'STATE'));

-- What waits on an account: groups that are not booked yet, and orders that are held.
CREATE INDEX order_groups_open ON testbank.order_groups (organization_id, iban, execution_date)
    WHERE NOT booked AND refusal IS NULL;
CREATE INDEX orders_waiting ON testbank.orders (organization_id, held_until) WHERE held_until IS NOT NULL AND refusal IS NULL;
