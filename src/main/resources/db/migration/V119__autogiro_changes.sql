-- Another payer number that Bankgirot was asked for: the old one names the mandate until it answers.
CREATE INDEX mandates_renumbered ON mandates (organization_id, known_mandate_reference)
    WHERE scheme = 'AUTOGIRO' AND known_mandate_reference IS NOT NULL;

-- Reports on collections that left under the old number may name the new one.
ALTER TABLE autogiro_payments ADD COLUMN new_payer_number text;
CREATE INDEX autogiro_payments_of ON autogiro_payments (organization_id, payment_id);
-- As ordered; the day of a next try is another one.
ALTER TABLE autogiro_payments ADD COLUMN pay_date date;

-- Collections that Bankgirot is asked not to carry out.
CREATE TABLE autogiro_cancellations (
    organization_id uuid NOT NULL,
    payment_id      uuid NOT NULL,
    -- Absent until its file is written.
    instruction_id  uuid,
    -- Bankgirot's comment, or OVER when nobody had to be asked any more; absent until then.
    answer          text,
    requested       timestamptz NOT NULL,
    PRIMARY KEY (organization_id, payment_id)
);
CREATE INDEX autogiro_cancellations_waiting ON autogiro_cancellations (organization_id, requested)
    WHERE instruction_id IS NULL AND answer IS NULL;
CALL kontor_tenant_table('autogiro_cancellations');
