-- Credit transfers that pay a payer back under an AUTOGIRO mandate leave for Bankgirot, and not as other transfers do.
ALTER TABLE credit_transfers ADD COLUMN mandate_id uuid;
-- The mandate's state when the transfer was made, JSON of MandateSnapshot.
ALTER TABLE credit_transfers ADD COLUMN mandate text;
-- Rows of before have neither, so nobody has to look at them.
ALTER TABLE credit_transfers ADD CONSTRAINT credit_transfers_mandate
    CHECK ((mandate_id IS NULL) = (mandate IS NULL)) NOT VALID;
-- A mandate is that of a counterparty's account.
ALTER TABLE credit_transfers ADD CONSTRAINT credit_transfers_mandate_payee
    CHECK (mandate_id IS NULL OR external_account_id IS NOT NULL) NOT VALID;
CREATE INDEX credit_transfers_by_mandate ON credit_transfers (organization_id, mandate_id, date, id)
    WHERE mandate_id IS NOT NULL;
-- What waits for a file to Bankgirot among all that waits for a file.
CREATE INDEX credit_transfers_due_under_mandate
    ON credit_transfers (organization_id, connection_id, submission_deadline, id)
    WHERE status = 'APPROVED' AND mandate_id IS NOT NULL;

-- A credit to a payer, and not a collection: a report counts only where the kind agrees, too.
ALTER TABLE autogiro_payments ADD COLUMN credit boolean NOT NULL DEFAULT false;

-- Sums that Bankgirot drew for credits to payers; their numbers may be those of sums that it paid in.
CREATE TABLE autogiro_withdrawals (
    organization_id uuid NOT NULL,
    -- Bankgiro, year and Bankgirot's own number: the payment information of its credits.
    name            text NOT NULL,
    account_id      uuid NOT NULL,
    day             date NOT NULL,
    -- As it is booked: below zero.
    amount_minor    bigint NOT NULL CONSTRAINT autogiro_withdrawals_amount CHECK (amount_minor < 0),
    PRIMARY KEY (organization_id, name, account_id)
);
CREATE INDEX autogiro_withdrawals_on ON autogiro_withdrawals (organization_id, account_id, day, amount_minor);
CALL kontor_tenant_table('autogiro_withdrawals');

-- The record of an order that the test bank plays: 82 for a collection, 32 for a credit.
ALTER TABLE testbank.autogiro_payments ADD COLUMN code text NOT NULL DEFAULT '82'
    CONSTRAINT autogiro_payments_code CHECK (code IN ('82', '32'));

-- As all columns of what comes by the thousand (V130).
DO $$
BEGIN
    IF NOT kontor_is_distributed() THEN
        ALTER TABLE credit_transfers ALTER COLUMN mandate_id SET STATISTICS 25;
        ALTER TABLE credit_transfers ALTER COLUMN mandate SET STATISTICS 25;
    END IF;
END $$;
