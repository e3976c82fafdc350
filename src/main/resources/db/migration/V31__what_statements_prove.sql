-- LglSeqNb; sequence is ElctrncSeqNb. A statement that is sent again may have a new electronic number. 0: none.
ALTER TABLE statements ADD COLUMN legal_sequence bigint NOT NULL DEFAULT 0;
-- The balance before its last day; null while it is not booked, and for those of before it was kept.
ALTER TABLE statements ADD COLUMN day_opening_minor bigint;
-- Banks use one name for several statements of a day. Which of them is the same is told by what they prove.
DROP INDEX statements_once;
CREATE INDEX statements_of_day ON statements (organization_id, account_id, as_of);

-- What a statement proves of each booking date: its entries of that date between two balances.
CREATE TABLE statement_days (
    organization_id uuid NOT NULL,
    statement_id    uuid NOT NULL,
    account_id      uuid NOT NULL,
    date            date NOT NULL,
    opening_minor   bigint NOT NULL,
    closing_minor   bigint NOT NULL,
    entries         bigint NOT NULL CHECK (entries >= 0),
    -- Both without sign.
    credits_minor   bigint NOT NULL CHECK (credits_minor >= 0),
    debits_minor    bigint NOT NULL CHECK (debits_minor >= 0),
    -- Of the amounts, in whatever order; see AmountCounts.
    digest          bigint NOT NULL,
    PRIMARY KEY (organization_id, statement_id, date),
    CONSTRAINT statement_days_add_up CHECK (opening_minor + credits_minor - debits_minor = closing_minor),
    FOREIGN KEY (organization_id, statement_id) REFERENCES statements (organization_id, id)
);
CREATE INDEX statement_days_of_account ON statement_days (organization_id, account_id, date);
CALL kontor_tenant_table('statement_days');

-- The balance before the entry, as its statement proves; null for what was booked before it was kept.
ALTER TABLE transactions ADD COLUMN place_minor bigint;
-- The last other statement that told it too, and its position there.
ALTER TABLE transactions ADD COLUMN told_in uuid;
ALTER TABLE transactions ADD COLUMN told_at bigint;
-- The amount first: see V14_3.
CREATE INDEX transactions_by_place ON transactions (organization_id, amount_minor, date, place_minor);
