-- Money that shall come or go without a payment made here.
CREATE TABLE expected_transactions (
    organization_id      uuid NOT NULL,
    id                   uuid NOT NULL,
    account_id           uuid NOT NULL,
    -- Negative when the account will be debited.
    amount_minor         bigint NOT NULL CHECK (amount_minor <> 0),
    currency             text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    -- What is not attached to bookings yet, with the same sign: the amount less its attachments.
    open_minor           bigint NOT NULL CHECK (abs(open_minor) <= abs(amount_minor)
                                                AND sign(open_minor) IN (0, sign(amount_minor))),
    date                 date NOT NULL,
    reference_type       text NOT NULL CHECK (reference_type IN ('OCR', 'STRUCTURED', 'UNSTRUCTURED')),
    reference            text NOT NULL,
    -- A structured reference without blanks, hyphens and leading zeros; see ReferenceKey.
    reference_key        text,
    end_to_end_id        text,
    counterparty_name    text,
    counterparty_account text,
    -- The number of the other side without blanks, to be compared.
    counterparty_key     text,
    -- The name of the other side in small letters without what is no letter or digit.
    counterparty_name_key text,
    status               text NOT NULL CHECK (status IN ('CREATED', 'RECONCILED', 'ARCHIVED')),
    external_id          text,
    metadata             text,
    version              integer NOT NULL CHECK (version >= 1),
    created              timestamptz NOT NULL,
    updated              timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, account_id) REFERENCES accounts (organization_id, id),
    CHECK ((status = 'RECONCILED') = (open_minor = 0))
);
CREATE INDEX expected_transactions_by_date ON expected_transactions (organization_id, date, id);
CREATE INDEX expected_transactions_by_account ON expected_transactions (organization_id, account_id, date, id);
-- How bookings find what was expected; only what is open is looked for.
CREATE INDEX expected_transactions_by_reference
    ON expected_transactions (organization_id, account_id, reference_key, date)
    WHERE status = 'CREATED' AND reference_key IS NOT NULL;
CREATE INDEX expected_transactions_by_end_to_end_id
    ON expected_transactions (organization_id, account_id, end_to_end_id, date)
    WHERE status = 'CREATED' AND end_to_end_id IS NOT NULL;
CREATE INDEX expected_transactions_by_amount
    ON expected_transactions (organization_id, account_id, open_minor, date)
    WHERE status = 'CREATED';
CREATE INDEX expected_transactions_by_counterparty
    ON expected_transactions (organization_id, account_id, counterparty_key, date)
    WHERE status = 'CREATED' AND counterparty_key IS NOT NULL;
CREATE INDEX expected_transactions_by_name
    ON expected_transactions (organization_id, account_id, counterparty_name_key, date)
    WHERE status = 'CREATED' AND counterparty_name_key IS NOT NULL;
CALL kontor_tenant_table('expected_transactions');

-- A person said that a booking is not this payment or expected transaction, or took it off: not suggested and not
-- attached by itself any more.
CREATE TABLE refused_matches (
    organization_id uuid NOT NULL,
    transaction_id  uuid NOT NULL,
    attached_id     uuid NOT NULL,
    created         timestamptz NOT NULL,
    PRIMARY KEY (organization_id, transaction_id, attached_id),
    FOREIGN KEY (organization_id, transaction_id) REFERENCES transactions (organization_id, id)
);
CALL kontor_tenant_table('refused_matches');

-- The first structured reference as ReferenceKey writes it, so that what is expected later finds its booking.
ALTER TABLE transaction_details ADD COLUMN reference_key text GENERATED ALWAYS AS (
    nullif(regexp_replace(
        ltrim(regexp_replace(
            translate(split_part(creditor_references, E'\n', 1), 'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'),
            '[^A-Z0-9]', '', 'g'), '0'),
        '^(RF[0-9]{2})0+', '\1'), '')) STORED;
CREATE INDEX transaction_details_by_reference ON transaction_details (organization_id, reference_key)
    WHERE reference_key IS NOT NULL;
