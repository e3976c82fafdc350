-- Statements as read: what their entries are booked under, and why one was not booked.
CREATE TABLE statements (
    organization_id uuid NOT NULL,
    id              uuid NOT NULL,
    account_id      uuid NOT NULL,
    -- Banks start their ids anew each year, so the day of the closing balance belongs to the key.
    as_of           date NOT NULL,
    bank_id         text NOT NULL,
    sequence        bigint NOT NULL,
    currency        text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    opening_minor   bigint,
    closing_minor   bigint,
    entries         bigint NOT NULL CHECK (entries >= 0),
    booked_minor    bigint NOT NULL,
    -- The bank's day is complete: the closing balance is the final one.
    end_of_day      boolean NOT NULL,
    status          text NOT NULL CHECK (status IN ('PROVEN', 'BOOKED', 'QUARANTINED')),
    reason          text,
    version         integer NOT NULL CHECK (version >= 1),
    created         timestamptz NOT NULL,
    updated         timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, account_id) REFERENCES accounts (organization_id, id),
    CHECK (status = 'QUARANTINED' OR opening_minor + booked_minor = closing_minor),
    CHECK ((status = 'QUARANTINED') = (reason IS NOT NULL))
);
CREATE UNIQUE INDEX statements_once ON statements (organization_id, account_id, as_of, bank_id, sequence)
    WHERE status <> 'QUARANTINED';
CREATE INDEX statements_quarantined ON statements (organization_id, account_id, as_of)
    WHERE status = 'QUARANTINED';
CALL kontor_wall('statements');

CREATE TABLE transactions (
    organization_id       uuid NOT NULL,
    id                    uuid NOT NULL,
    account_id            uuid NOT NULL,
    statement_id          uuid NOT NULL,
    -- Place in the statement, from 1.
    position              bigint NOT NULL CHECK (position >= 1),
    -- What makes it this entry and no other; see EntryIdentity.
    entry_key             text NOT NULL,
    occurrence            integer NOT NULL CHECK (occurrence >= 1),
    date                  date NOT NULL,
    value_date            date,
    amount_minor          bigint NOT NULL,
    currency              text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    description           text NOT NULL,
    returned              boolean NOT NULL,
    servicer_reference    text,
    batch                 text,
    -- What the bank says in words beside the rest; our ids may stand in it.
    text                  text NOT NULL,
    -- JSON of the members that the bank told and that never change.
    facts                 text NOT NULL,
    reconciliation_status text NOT NULL
        CHECK (reconciliation_status IN ('NOT_RECONCILED', 'PARTIALLY_RECONCILED', 'RECONCILED')),
    metadata              text,
    version               integer NOT NULL CHECK (version >= 1),
    created               timestamptz NOT NULL,
    updated               timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, statement_id) REFERENCES statements (organization_id, id),
    FOREIGN KEY (organization_id, account_id) REFERENCES accounts (organization_id, id)
);
-- The judge of re-reading: an entry stands here once.
CREATE UNIQUE INDEX transactions_once ON transactions (organization_id, account_id, entry_key, occurrence);
CREATE INDEX transactions_by_date ON transactions (organization_id, date, id);
CREATE INDEX transactions_by_account ON transactions (organization_id, account_id, date, id);
CREATE INDEX transactions_by_status ON transactions (organization_id, reconciliation_status, date, id);
CREATE INDEX transactions_open ON transactions (organization_id, id)
    WHERE reconciliation_status <> 'RECONCILED';
CALL kontor_wall('transactions');

-- What an entry consists of, so that a batch booking can be matched with its payments.
CREATE TABLE transaction_details (
    organization_id        uuid NOT NULL,
    transaction_id         uuid NOT NULL,
    place                  integer NOT NULL CHECK (place >= 1),
    message_id             text,
    servicer_reference     text,
    payment_information_id text,
    instruction_id         text,
    end_to_end_id          text,
    bank_transaction_id    text,
    mandate_id             text,
    amount_minor           bigint,
    currency               text,
    instructed_minor       bigint,
    instructed_currency    text,
    counterparty_name      text,
    counterparty_account   text,
    return_reason          text,
    remittance             text,
    -- One structured creditor reference a line.
    creditor_references    text NOT NULL,
    PRIMARY KEY (organization_id, transaction_id, place),
    FOREIGN KEY (organization_id, transaction_id) REFERENCES transactions (organization_id, id)
);
CREATE INDEX transaction_details_by_end_to_end_id ON transaction_details (organization_id, end_to_end_id)
    WHERE end_to_end_id IS NOT NULL;
CALL kontor_wall('transaction_details');

CREATE TABLE transaction_attachments (
    organization_id uuid NOT NULL,
    transaction_id  uuid NOT NULL,
    type            text NOT NULL
        CHECK (type IN ('CREDIT_TRANSFER', 'DIRECT_DEBIT', 'EXPECTED_TRANSACTION', 'PAYMENT_BATCH')),
    attached_id     uuid NOT NULL,
    -- How much of the booked amount it explains, without sign.
    amount_minor    bigint NOT NULL CHECK (amount_minor >= 0),
    metadata        text,
    created         timestamptz NOT NULL,
    PRIMARY KEY (organization_id, transaction_id, type, attached_id),
    FOREIGN KEY (organization_id, transaction_id) REFERENCES transactions (organization_id, id)
);
CREATE INDEX transaction_attachments_of ON transaction_attachments (organization_id, attached_id);
CALL kontor_wall('transaction_attachments');
