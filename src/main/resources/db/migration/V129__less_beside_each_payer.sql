-- What a portfolio that moves in costs beside its rows, a hundred thousand times.

DO $$
DECLARE
    one record;
BEGIN
    IF kontor_is_distributed() THEN
        RETURN; -- a distributed table takes neither
    END IF;

    -- What grows by ten thousand rows a second is counted again at every round of autovacuum, which took a fifth of the
    -- database's time. A quarter of the usual sample says as much of what is asked within one organization; a single
    -- column that is left at the usual would have the usual sample read, so each column has it.
    FOR one IN
        SELECT attrelid::regclass AS of_table, attname FROM pg_attribute
        WHERE attrelid = ANY (ARRAY['counterparties', 'external_accounts', 'mandates', 'search_words', 'events',
                'mandate_import_rows']::regclass[])
            AND attnum > 0 AND NOT attisdropped
    LOOP
        EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET STATISTICS 25', one.of_table, one.attname);
    END LOOP;

    -- What is written stands within the same wall as what is read, and a sub-select asks which one it is once for all
    -- rows of a statement, not again for each.
    ALTER POLICY tenant ON events WITH CHECK (organization_id = (SELECT kontor_organization()));
    ALTER POLICY tenant ON search_words WITH CHECK (organization_id = (SELECT kontor_organization()));
END $$;
