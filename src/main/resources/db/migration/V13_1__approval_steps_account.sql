-- Who is limited to some accounts sees only what waits for these; a batch may have several, so it has none.
ALTER TABLE approval_steps ADD COLUMN account_id uuid;

-- Steps of earlier days: the walls are opened for these statements only.
ALTER TABLE approval_steps NO FORCE ROW LEVEL SECURITY;
ALTER TABLE direct_debits NO FORCE ROW LEVEL SECURITY;
ALTER TABLE credit_transfers NO FORCE ROW LEVEL SECURITY;
UPDATE approval_steps s SET account_id = d.destination_account_id
FROM direct_debits d WHERE d.organization_id = s.organization_id AND d.id = s.payment_id;
UPDATE approval_steps s SET account_id = c.source_account_id
FROM credit_transfers c WHERE c.organization_id = s.organization_id AND c.id = s.payment_id;
ALTER TABLE approval_steps FORCE ROW LEVEL SECURITY;
ALTER TABLE direct_debits FORCE ROW LEVEL SECURITY;
ALTER TABLE credit_transfers FORCE ROW LEVEL SECURITY;
