-- What of a booking banks took for a return, where only the amount of the payment says so.
ALTER TABLE transaction_attachments ADD COLUMN taken_minor bigint
    CONSTRAINT transaction_attachments_taken CHECK (taken_minor > 0);
