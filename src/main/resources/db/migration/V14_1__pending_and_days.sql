-- What banks announce on an account and have not booked; a row goes when it is booked or no longer told.
CREATE TABLE pending_transactions (
    organization_id    uuid NOT NULL,
    id                 uuid NOT NULL,
    account_id         uuid NOT NULL,
    -- What makes it this entry and no other; see PendingIdentity.
    entry_key          text NOT NULL,
    occurrence         integer NOT NULL CHECK (occurrence >= 1),
    -- The newest report that told it, of which day that was, and its place there, from 1.
    report             text NOT NULL,
    report_day         date NOT NULL,
    position           bigint NOT NULL CHECK (position >= 1),
    -- The bank booked it within its day: the statement of that day tells it again, or it never was.
    booked_intraday    boolean NOT NULL,
    date               date NOT NULL,
    value_date         date,
    amount_minor       bigint NOT NULL,
    currency           text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    description        text NOT NULL,
    returned           boolean NOT NULL,
    servicer_reference text,
    end_to_end_id      text,
    -- JSON of the members that the bank told, as in transactions.
    facts              text NOT NULL,
    metadata           text,
    version            integer NOT NULL CHECK (version >= 1),
    created            timestamptz NOT NULL,
    updated            timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, account_id) REFERENCES accounts (organization_id, id)
);
CREATE UNIQUE INDEX pending_transactions_once
    ON pending_transactions (organization_id, account_id, entry_key, occurrence);
CREATE INDEX pending_transactions_by_date ON pending_transactions (organization_id, date, id);
CREATE INDEX pending_transactions_by_account ON pending_transactions (organization_id, account_id, date, id);
CREATE INDEX pending_transactions_by_servicer_reference
    ON pending_transactions (organization_id, account_id, servicer_reference) WHERE servicer_reference IS NOT NULL;
CREATE INDEX pending_transactions_by_end_to_end_id
    ON pending_transactions (organization_id, account_id, end_to_end_id) WHERE end_to_end_id IS NOT NULL;
CALL kontor_wall('pending_transactions');

-- The newest intraday report of each account: an older one that comes late tells nothing new.
CREATE TABLE intraday_reports (
    organization_id uuid NOT NULL,
    account_id      uuid NOT NULL,
    day             date NOT NULL,
    reported        timestamptz NOT NULL,
    report          text NOT NULL,
    PRIMARY KEY (organization_id, account_id),
    FOREIGN KEY (organization_id, account_id) REFERENCES accounts (organization_id, id)
);
CALL kontor_wall('intraday_reports');

-- Days of an account, added up while their statements are booked.
CREATE TABLE end_of_day_summaries (
    organization_id uuid NOT NULL,
    account_id      uuid NOT NULL,
    date            date NOT NULL,
    -- False until the statement that ends the day is booked; only then the day is shown.
    complete        boolean NOT NULL,
    currency        text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    opening_minor   bigint NOT NULL,
    closing_minor   bigint NOT NULL,
    entries         bigint NOT NULL CHECK (entries >= 0),
    -- Both without sign.
    credits_minor   bigint NOT NULL CHECK (credits_minor >= 0),
    debits_minor    bigint NOT NULL CHECK (debits_minor >= 0),
    statement_ids   uuid[] NOT NULL,
    processed       timestamptz NOT NULL,
    PRIMARY KEY (organization_id, account_id, date),
    FOREIGN KEY (organization_id, account_id) REFERENCES accounts (organization_id, id)
);
CALL kontor_wall('end_of_day_summaries');
