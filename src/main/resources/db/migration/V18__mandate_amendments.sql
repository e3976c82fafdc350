-- What the bank accepted last under a mandate that was changed since it had to know it. What differs from it
-- now is told as an amendment in each collection, until one is accepted. None: nothing was ever changed.
ALTER TABLE mandates
    ADD COLUMN known_mandate_reference text,
    ADD COLUMN known_creditor_reference text,
    ADD COLUMN known_iban text,
    -- The mandate's version that the accepted collection carried: reports about earlier ones come too late.
    ADD COLUMN known_version integer CHECK (known_version >= 0),
    ADD CHECK (num_nulls(known_mandate_reference, known_creditor_reference, known_iban, known_version) IN (0, 4));

-- The test bank remembers mandates that it accepted a collection under, as a payer's bank does. References
-- are in capitals and identifiers without their business code, since neither makes a difference.
CREATE TABLE testbank.mandates (
    organization_id uuid NOT NULL,
    creditor        text NOT NULL,
    reference       text NOT NULL,
    iban            text NOT NULL,
    PRIMARY KEY (organization_id, creditor, reference)
);
CREATE INDEX mandates_of_payer ON testbank.mandates (organization_id, iban, reference);
CALL kontor_wall('testbank.mandates');

ALTER TABLE testbank.orders
    -- Creditor of a collection, as in testbank.mandates; transfers have none.
    ADD COLUMN creditor text,
    -- Old values that the collection tells as an amendment; the account is an IBAN or SMNDA.
    ADD COLUMN original_creditor text,
    ADD COLUMN original_reference text,
    ADD COLUMN original_account text;
