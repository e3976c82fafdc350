-- What a notification says of the one transaction of an entry, until the transaction that the statement books says it
-- too. It goes with the details that wait beside it: notified_id is the id of notified_entries.
CREATE TABLE supplements (
    organization_id uuid NOT NULL,
    notified_id     uuid NOT NULL,
    inbox_file_id   uuid NOT NULL,
    -- JSON; see kontor.supplements.Supplement.
    told            text NOT NULL,
    PRIMARY KEY (organization_id, notified_id)
);
CALL kontor_tenant_table('supplements');
