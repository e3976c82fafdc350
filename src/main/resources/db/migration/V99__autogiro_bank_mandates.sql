-- Mandates that payers made in their internet banks: Bankgirot is answered about them without an account.
CREATE TABLE autogiro_bank_mandates (
    organization_id uuid NOT NULL,
    mandate_id      uuid NOT NULL,
    PRIMARY KEY (organization_id, mandate_id)
);
CALL kontor_tenant_table('autogiro_bank_mandates');
