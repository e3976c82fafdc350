-- What two credit transfers have in common that may be one: digest of a number of the payee, amount and reference.
CREATE TABLE duplicate_keys (
    organization_id uuid NOT NULL,
    key             uuid NOT NULL,
    payment_id      uuid NOT NULL,
    PRIMARY KEY (organization_id, key, payment_id)
);
-- The keys of payments that are read, and the oldest to forget.
CREATE INDEX duplicate_keys_of_payment ON duplicate_keys (organization_id, payment_id, key);
CALL kontor_tenant_table('duplicate_keys');
