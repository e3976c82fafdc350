-- A payment is judged by what was true when it was made, also when it is judged anew.
ALTER TABLE direct_debits ADD COLUMN creator_role_id uuid;
ALTER TABLE credit_transfers ADD COLUMN creator_role_id uuid;

-- For which date of its payment a step was decided: a date that moves far from it asks again.
ALTER TABLE approval_steps ADD COLUMN decided_for date;

-- Accounts that another entity holds, until their payments that have not left are judged anew.
CREATE TABLE entity_moves (
    organization_id uuid NOT NULL,
    id              uuid NOT NULL,
    account_id      uuid NOT NULL,
    from_entity_id  uuid NOT NULL,
    to_entity_id    uuid NOT NULL,
    moved           timestamptz NOT NULL,
    -- The last payment that was judged.
    reached         uuid NOT NULL,
    PRIMARY KEY (organization_id, id)
);
CALL kontor_tenant_table('entity_moves');
CREATE POLICY watching ON entity_moves FOR SELECT
    USING (current_setting('kontor.watching', true) = 'on');

-- What is under way already; the walls are opened for these statements only.
ALTER TABLE users NO FORCE ROW LEVEL SECURITY;
ALTER TABLE approval_steps NO FORCE ROW LEVEL SECURITY;
ALTER TABLE direct_debits NO FORCE ROW LEVEL SECURITY;
ALTER TABLE credit_transfers NO FORCE ROW LEVEL SECURITY;
UPDATE direct_debits p SET creator_role_id = u.role_id
FROM users u
WHERE u.organization_id = p.organization_id AND u.id = p.creator_user_id AND p.status IN ('CREATED', 'APPROVED');
UPDATE credit_transfers p SET creator_role_id = u.role_id
FROM users u
WHERE u.organization_id = p.organization_id AND u.id = p.creator_user_id AND p.status IN ('CREATED', 'APPROVED');
UPDATE approval_steps s SET decided_for = p.date
FROM direct_debits p
WHERE p.organization_id = s.organization_id AND p.id = s.payment_id AND p.status IN ('CREATED', 'APPROVED')
    AND s.decided IS NOT NULL;
UPDATE approval_steps s SET decided_for = p.date
FROM credit_transfers p
WHERE p.organization_id = s.organization_id AND p.id = s.payment_id AND p.status IN ('CREATED', 'APPROVED')
    AND s.decided IS NOT NULL;
ALTER TABLE users FORCE ROW LEVEL SECURITY;
ALTER TABLE approval_steps FORCE ROW LEVEL SECURITY;
ALTER TABLE direct_debits FORCE ROW LEVEL SECURITY;
ALTER TABLE credit_transfers FORCE ROW LEVEL SECURITY;
