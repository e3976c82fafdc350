-- Bookings are found by the name at their other side. Under the wall PostgreSQL uses neither trigram nor full-text
-- indexes (V4), so each booking has the words of that name, and each name stands once under each of its words: who pays
-- every month adds an entry to one index a month, and nothing else.

-- The words of the name, as kontor.plainwords makes them of it, with blanks between; empty where the bank names nobody.
-- Null where it has not been read: Kontor reads what was booked before, and what a node of the version before books
-- meanwhile, a slice after the other (BookedNames), so that no table is locked for long.
ALTER TABLE transactions ADD COLUMN party_key text COLLATE "C";

CREATE INDEX transactions_by_party ON transactions (organization_id, party_key, date, id) WHERE party_key <> '';
CREATE INDEX transactions_unread ON transactions (organization_id, id) WHERE party_key IS NULL;

CREATE TABLE booked_names (
    organization_id uuid NOT NULL,
    word            text NOT NULL COLLATE "C" CHECK (length(word) BETWEEN 1 AND 64),
    -- That of transactions, in which the word stands.
    party_key       text NOT NULL COLLATE "C",
    PRIMARY KEY (organization_id, word, party_key)
);
CALL kontor_tenant_table('booked_names');

-- As all columns of what comes by the thousand (V130).
DO $$
BEGIN
    IF NOT kontor_is_distributed() THEN
        ALTER TABLE transactions ALTER COLUMN party_key SET STATISTICS 25;
        ALTER TABLE booked_names ALTER COLUMN organization_id SET STATISTICS 25;
        ALTER TABLE booked_names ALTER COLUMN word SET STATISTICS 25;
        ALTER TABLE booked_names ALTER COLUMN party_key SET STATISTICS 25;
        ALTER POLICY tenant ON booked_names WITH CHECK (organization_id = (SELECT kontor_organization()));
    END IF;
END $$;
