-- Sums that Bankgirot paid in for many collections: a bank that does not tell their names books them on their days.
CREATE TABLE autogiro_deposits (
    organization_id uuid NOT NULL,
    -- Bankgiro, year and Bankgirot's own number: the payment information of its collections.
    name            text NOT NULL,
    account_id      uuid NOT NULL,
    day             date NOT NULL,
    amount_minor    bigint NOT NULL CHECK (amount_minor >= 0),
    PRIMARY KEY (organization_id, name, account_id)
);
CREATE INDEX autogiro_deposits_on ON autogiro_deposits (organization_id, account_id, day, amount_minor);
CALL kontor_tenant_table('autogiro_deposits');
