-- How an organization tells its payers; one row at most, made with the first change.
CREATE TABLE pre_notification_settings (
    organization_id uuid PRIMARY KEY,
    id              uuid NOT NULL,
    by_mail         boolean NOT NULL,
    language        text NOT NULL,
    sepa_days       integer NOT NULL CHECK (sepa_days BETWEEN 1 AND 14),
    -- The organization's own words by language, JSON.
    texts           text NOT NULL,
    version         integer NOT NULL CHECK (version >= 0),
    updated         timestamptz NOT NULL
);
CALL kontor_tenant_table('pre_notification_settings');

-- What payers were told of collections, kept with these.
CREATE TABLE pre_notifications (
    organization_id uuid NOT NULL,
    payment_id      uuid NOT NULL,
    number          integer NOT NULL CHECK (number > 0),
    kind            text NOT NULL CHECK (kind IN ('ANNOUNCED', 'MOVED', 'CANCELLED')),
    collection_date date NOT NULL,
    amount_minor    bigint NOT NULL,
    currency        text NOT NULL,
    deadline        date NOT NULL,
    told            timestamptz NOT NULL,
    -- By the bank's calendar, which in a sandbox may be months ahead.
    told_on         date NOT NULL,
    recipient       text NOT NULL,
    language        text NOT NULL,
    subject         text NOT NULL,
    text            text NOT NULL,
    PRIMARY KEY (organization_id, payment_id, number)
);
CALL kontor_tenant_table('pre_notifications');
