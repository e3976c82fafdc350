-- Collections in files for Bankgirot, by the short reference with which it tells of them.
CREATE TABLE autogiro_payments (
    organization_id uuid NOT NULL,
    reference       text NOT NULL CHECK (reference ~ '^[0-9A-F]{16}$'),
    payment_id      uuid NOT NULL,
    -- As the file says it: a report counts only where these agree.
    bankgiro        text NOT NULL,
    payer_number    text NOT NULL,
    amount_minor    bigint NOT NULL CHECK (amount_minor > 0),
    PRIMARY KEY (organization_id, reference)
);
CALL kontor_tenant_table('autogiro_payments');

-- What Bankgirot is to be told of mandates; small, whatever the table's size.
CREATE INDEX mandates_to_order ON mandates (organization_id, status, id)
    WHERE scheme = 'AUTOGIRO' AND status IN ('CREATED', 'PENDING_CANCELLATION_SUBMISSION');
CREATE INDEX mandates_in_file ON mandates (organization_id, connection_instruction_id, id)
    WHERE scheme = 'AUTOGIRO';
CREATE INDEX mandates_of_payer ON mandates (organization_id, mandate_reference, destination_account_id)
    WHERE scheme = 'AUTOGIRO';

-- The test bank plays Bankgirot: what it is asked to do on which morning, and the sums that it pays in.
ALTER TABLE testbank.agenda DROP CONSTRAINT agenda_action_check;
ALTER TABLE testbank.agenda ADD CONSTRAINT agenda_action_check CHECK (action IN
    ('JUDGE', 'REFUSE_LATE', 'BOOK', 'BOOK_AT_ONCE', 'RELEASE', 'RETURN', 'REPORT', 'STATE', 'CLEAR'));
ALTER TABLE testbank.outgoing_files DROP CONSTRAINT outgoing_files_kind_check;
ALTER TABLE testbank.outgoing_files ADD CONSTRAINT outgoing_files_kind_check CHECK (kind IN ('PAIN_002', 'CAMT_052', 'CAMT_053', 'AUTOGIRO'));
-- Bankgirot's number of a sum, under which the bank books it.
ALTER TABLE testbank.entries ADD COLUMN deposit text;

-- The register of mandates.
CREATE TABLE testbank.autogiro_mandates (
    organization_id uuid NOT NULL,
    bankgiro        text NOT NULL,
    payer_number    text NOT NULL,
    -- As ordered; blank for a bankgiro.
    account         text NOT NULL,
    payer_id        text NOT NULL,
    active          boolean NOT NULL,
    PRIMARY KEY (organization_id, bankgiro, payer_number)
);
CALL kontor_tenant_table('testbank.autogiro_mandates');

-- What payees are told of mandates on a morning; the register changes then.
CREATE TABLE testbank.autogiro_advices (
    organization_id uuid NOT NULL,
    id              bigint GENERATED ALWAYS AS IDENTITY,
    bankgiro        text NOT NULL,
    payer_number    text NOT NULL,
    information     text NOT NULL,
    comment         text NOT NULL,
    due             date NOT NULL,
    PRIMARY KEY (organization_id, bankgiro, id)
);
CALL kontor_tenant_table('testbank.autogiro_advices');

-- Payments that were ordered; due on a morning, again when the payer had no money.
CREATE TABLE testbank.autogiro_payments (
    organization_id uuid NOT NULL,
    id              bigint GENERATED ALWAYS AS IDENTITY,
    bankgiro        text NOT NULL,
    payer_number    text NOT NULL,
    amount_minor    bigint NOT NULL CHECK (amount_minor > 0),
    reference       text NOT NULL,
    pay_date        date NOT NULL,
    -- The next morning on which something happens to it; absent when all has happened.
    due             date,
    attempts        integer NOT NULL DEFAULT 0,
    status          text NOT NULL CHECK (status IN ('WAITING', 'PAID', 'REFUSED', 'CANCELLED', 'REFUNDED')),
    PRIMARY KEY (organization_id, bankgiro, id)
);
CREATE INDEX autogiro_payments_due ON testbank.autogiro_payments (organization_id, bankgiro, due) WHERE due IS NOT NULL;
CALL kontor_tenant_table('testbank.autogiro_payments');
