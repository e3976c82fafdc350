-- Tickets that were used: each is good once. They are signed and carried by browsers, so only those that were used
-- stand here, until their time is over. Outside the wall: whoever signs in has not said yet for which organization.
CREATE TABLE spent_tickets (
    digest bytea PRIMARY KEY CHECK (length(digest) = 32),
    until  timestamptz NOT NULL
);
CREATE INDEX spent_tickets_by_end ON spent_tickets (until);

DO $$
BEGIN
    IF kontor_is_distributed() THEN
        PERFORM create_reference_table('spent_tickets');
    END IF;
END $$;
