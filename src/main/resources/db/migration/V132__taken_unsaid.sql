-- What of a booking banks took for a return, where only the amount of the payment says so.
ALTER TABLE transaction_attachments ADD COLUMN taken_minor bigint
    CONSTRAINT transaction_attachments_taken CHECK (taken_minor > 0);

-- As all columns of what comes by the thousand (V130).
DO $$
BEGIN
    IF NOT kontor_is_distributed() THEN
        ALTER TABLE transaction_attachments ALTER COLUMN taken_minor SET STATISTICS 25;
    END IF;
END $$;
