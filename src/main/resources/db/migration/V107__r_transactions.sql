-- What stopped or undid payments: told by reports and by statements, the same one once.
CREATE TABLE r_transactions (
    organization_id uuid NOT NULL,
    id              uuid NOT NULL,
    payment         text NOT NULL CHECK (payment IN ('direct_debits', 'credit_transfers')),
    payment_id      uuid NOT NULL,
    account_id      uuid NOT NULL,
    kind            text NOT NULL CHECK (kind IN ('REJECT', 'REFUSAL', 'RETURN', 'REFUND', 'REVERSAL', 'RECALL')),
    started_by      text NOT NULL CHECK (started_by IN ('ORGANIZATION', 'COUNTERPARTY', 'BANK')),
    code            text NOT NULL,
    description     text NOT NULL,
    action          text NOT NULL,
    date            date NOT NULL,
    -- The bank day of the payment, from which the days count in which it may come back.
    settled         date NOT NULL,
    -- What of the payment came back, without charges; absent where no money had moved.
    amount_minor    bigint CHECK (amount_minor >= 0),
    charges_minor   bigint CHECK (charges_minor > 0),
    currency        text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    unauthorized    boolean NOT NULL,
    out_of_time     boolean NOT NULL,
    known           boolean NOT NULL,
    dispute_until   date,
    -- Absent until a statement books it.
    transaction_id  uuid,
    version         integer NOT NULL CHECK (version >= 1),
    created         timestamptz NOT NULL,
    updated         timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, account_id) REFERENCES accounts (organization_id, id),
    FOREIGN KEY (organization_id, transaction_id) REFERENCES transactions (organization_id, id),
    -- One booking takes a payment back once.
    CONSTRAINT r_transactions_of_booking UNIQUE (organization_id, payment_id, transaction_id)
);
CREATE INDEX r_transactions_by_date ON r_transactions (organization_id, date, id);
CREATE INDEX r_transactions_by_reason ON r_transactions (organization_id, code, date, id);
CREATE INDEX r_transactions_by_account ON r_transactions (organization_id, account_id, date, id);
CALL kontor_tenant_table('r_transactions');
