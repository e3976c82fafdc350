-- Payments of a batch know it, and how it wants to be approved.
ALTER TABLE direct_debits
    ADD COLUMN batch_id uuid,
    ADD COLUMN batch_treatment text CHECK (batch_treatment IN ('INDIVIDUAL_PAYMENTS', 'BATCH')),
    ADD CHECK ((batch_id IS NULL) = (batch_treatment IS NULL));
CREATE INDEX direct_debits_by_batch ON direct_debits (organization_id, batch_id, date, id) WHERE batch_id IS NOT NULL;
-- May a payer's account be deleted? Asked of payments under way only.
CREATE INDEX direct_debits_in_flight_from ON direct_debits (organization_id, external_account_id)
    WHERE status IN ('CREATED', 'APPROVED', 'PENDING_SUBMISSION', 'SENT', 'PENDING_AT_BANK', 'ACCEPTED', 'UNKNOWN');

CREATE TABLE credit_transfers (
    organization_id        uuid NOT NULL,
    id                     uuid NOT NULL,
    creator_user_id        uuid,
    amount_minor           bigint NOT NULL CHECK (amount_minor > 0),
    currency               text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    -- A word of CreditTransferSchemeType; which ones there are is data of the code.
    scheme                 text NOT NULL CHECK (scheme ~ '^[A-Z][A-Z0-9_]{2,31}$'),
    status                 text NOT NULL CHECK (status IN ('CREATED', 'APPROVED', 'REJECTED', 'PENDING_SUBMISSION', 'SENT',
                               'PENDING_AT_BANK', 'ACCEPTED', 'EXECUTED', 'FAILED', 'RETURNED', 'UNKNOWN')),
    -- The day asked for, and the bank day it will be; the file goes out at the deadline.
    date                   date NOT NULL,
    effective_date         date NOT NULL CHECK (effective_date >= date),
    submission_deadline    timestamptz NOT NULL,
    status_reason          text,
    connection_id          uuid NOT NULL,
    source_account_id      uuid NOT NULL,
    -- To a counterparty's account, or to another own one.
    external_account_id    uuid,
    counterparty_id        uuid,
    destination_account_id uuid,
    -- Snapshots of the parties when it was made, as the API shows them.
    source                 text NOT NULL,
    source_holder          text NOT NULL,
    destination            text NOT NULL,
    destination_holder     text NOT NULL,
    reference              text NOT NULL CHECK (length(reference) BETWEEN 1 AND 140),
    category_purpose       text,
    charge_bearer          text,
    -- JSON of SchemeDetails and of the RegulatoryReportingDetails.
    scheme_details         text,
    regulatory_reporting   text,
    connection_instruction_id uuid,
    payment_information_id text,
    attached_transactions  uuid[],
    batch_id               uuid,
    batch_treatment        text CHECK (batch_treatment IN ('INDIVIDUAL_PAYMENTS', 'BATCH')),
    external_id            text,
    metadata               text,
    version                integer NOT NULL CHECK (version >= 1),
    created                timestamptz NOT NULL,
    updated                timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id),
    CHECK ((external_account_id IS NULL) = (counterparty_id IS NULL)),
    CHECK ((external_account_id IS NULL) <> (destination_account_id IS NULL)),
    CHECK (destination_account_id <> source_account_id),
    CHECK ((batch_id IS NULL) = (batch_treatment IS NULL))
);
-- The documented filters, each with the order of the list.
CREATE INDEX credit_transfers_by_date ON credit_transfers (organization_id, date, id);
CREATE INDEX credit_transfers_by_account ON credit_transfers (organization_id, source_account_id, date, id);
CREATE INDEX credit_transfers_by_status ON credit_transfers (organization_id, status, date, id);
CREATE INDEX credit_transfers_by_batch ON credit_transfers (organization_id, batch_id, date, id) WHERE batch_id IS NOT NULL;
-- What waits for a file; small, whatever the table's size.
CREATE INDEX credit_transfers_due ON credit_transfers (organization_id, connection_id, submission_deadline, id)
    WHERE status = 'APPROVED';
CREATE INDEX credit_transfers_of_instruction ON credit_transfers (organization_id, connection_instruction_id, id)
    WHERE connection_instruction_id IS NOT NULL;
CREATE INDEX credit_transfers_of_payment_information ON credit_transfers (organization_id, payment_information_id, id)
    WHERE payment_information_id IS NOT NULL;
CREATE INDEX credit_transfers_in_flight_to ON credit_transfers (organization_id, external_account_id)
    WHERE status IN ('CREATED', 'APPROVED', 'PENDING_SUBMISSION', 'SENT', 'PENDING_AT_BANK', 'ACCEPTED', 'UNKNOWN');
CALL kontor_wall('credit_transfers');

-- Accounts that payments to INLINE destinations made, found again by what the payment said.
CREATE TABLE inline_accounts (
    organization_id     uuid NOT NULL,
    -- SHA-256 of market, identifier and name.
    digest              bytea NOT NULL CHECK (length(digest) = 32),
    external_account_id uuid NOT NULL,
    PRIMARY KEY (organization_id, digest),
    FOREIGN KEY (organization_id, external_account_id) REFERENCES external_accounts (organization_id, id)
);
CALL kontor_wall('inline_accounts');
