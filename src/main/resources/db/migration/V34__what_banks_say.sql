-- At some banks a closing balance leaves out what is booked today and counts from a later day on.
ALTER TABLE statements ADD COLUMN by_value_date boolean NOT NULL DEFAULT false;
ALTER TABLE statements DROP CONSTRAINT statements_check;
ALTER TABLE statements ADD CONSTRAINT statements_prove
    CHECK (status = 'QUARANTINED' OR by_value_date OR opening_minor + booked_minor = closing_minor);

-- JSON of what the bank says of one transaction of an entry and nobody matches.
ALTER TABLE transaction_details ADD COLUMN facts text NOT NULL DEFAULT '{}';
