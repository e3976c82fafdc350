-- How much the users of a role, and one user, may make and approve; JSON of PaymentLimit of the API.
ALTER TABLE roles ADD COLUMN payment_limits text;
-- The owner role has no limits: it never changes.
ALTER TABLE roles ADD CONSTRAINT roles_owner_unlimited CHECK (NOT owner OR payment_limits IS NULL);
ALTER TABLE users ADD COLUMN payment_limits text;
-- Most organizations have none, and every payment asks.
CREATE INDEX roles_with_payment_limits ON roles (organization_id) WHERE payment_limits IS NOT NULL;
CREATE INDEX users_with_payment_limits ON users (organization_id) WHERE payment_limits IS NOT NULL;

-- What one person made or approved on one day, whichever of their users and programs did it.
CREATE TABLE payment_limit_use (
    organization_id uuid NOT NULL,
    person_id       uuid NOT NULL,
    action          text NOT NULL CHECK (action IN ('CREATE', 'APPROVE')),
    payment_type    text NOT NULL CHECK (payment_type IN ('CREDIT_TRANSFER', 'DIRECT_DEBIT')),
    currency        text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    -- In the organization's zone, on server time.
    day             date NOT NULL,
    -- Minor units; a sum of many payments may be more than one amount can be.
    amount_minor    numeric NOT NULL CHECK (amount_minor >= 0),
    PRIMARY KEY (organization_id, person_id, day, action, payment_type, currency)
);
CALL kontor_tenant_table('payment_limit_use');
