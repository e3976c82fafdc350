-- What payments and bookings that come by the thousand cost beside their rows (as V129 for portfolios).

DO $$
DECLARE
    grown regclass;
    one record;
BEGIN
    IF kontor_is_distributed() THEN
        RETURN; -- a distributed table takes neither
    END IF;

    FOREACH grown IN ARRAY ARRAY['direct_debits', 'credit_transfers', 'approval_steps', 'duplicate_keys', 'batch_slices',
            'transactions', 'transaction_details', 'transaction_attachments', 'expected_transactions']::regclass[]
    LOOP
        FOR one IN
            SELECT attname FROM pg_attribute WHERE attrelid = grown AND attnum > 0 AND NOT attisdropped
        LOOP
            EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET STATISTICS 25', grown, one.attname);
        END LOOP;
        EXECUTE format('ALTER POLICY tenant ON %s WITH CHECK (organization_id = (SELECT kontor_organization()))', grown);
    END LOOP;
END $$;
