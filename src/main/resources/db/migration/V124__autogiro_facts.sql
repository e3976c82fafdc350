-- What Bankgirot told of mandates and collections and was taken in: each fact counts once, in whatever file it comes
-- again, and a file that was read half before a crash goes on behind its own facts.
CREATE TABLE autogiro_facts (
    organization_id uuid NOT NULL,
    -- The beginning of the SHA-256 of what the record says.
    digest          uuid NOT NULL,
    -- Transaction code of the record, and in short what it says.
    code            text NOT NULL,
    said            text NOT NULL,
    -- The mandate, or the collection.
    subject_id      uuid NOT NULL,
    inbox_file_id   uuid NOT NULL,
    line            integer NOT NULL CHECK (line > 0),
    -- When Bankgirot did it; absent where a record does not say.
    day             date,
    PRIMARY KEY (organization_id, digest)
);
CREATE INDEX autogiro_facts_of ON autogiro_facts (organization_id, subject_id);
CALL kontor_tenant_table('autogiro_facts');

-- Customer numbers in files that left: answers to them may come when the mandates have another one already.
CREATE TABLE autogiro_customer_numbers (
    organization_id uuid NOT NULL,
    bankgiro        text NOT NULL,
    customer_number text NOT NULL,
    PRIMARY KEY (organization_id, bankgiro, customer_number)
);
CALL kontor_tenant_table('autogiro_customer_numbers');
