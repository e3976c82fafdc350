-- Bank work that is held because the database holds another history than Kontor has told, until an operator releases
-- it. The witnesses are outside: the data folders of the nodes, and the files that channels know to have left.
CREATE TABLE bank_holds (
    organization_id uuid NOT NULL,
    id              uuid NOT NULL,
    cause           text NOT NULL,
    -- Absent: all of the organization is held.
    connection_id   uuid,
    -- The place in the feed that a node knows and the database lacks; 0 for other causes. What was released once is
    -- known by it again, by every node that knew the same place.
    position        bigint NOT NULL,
    digest          bytea NOT NULL,
    detail          text NOT NULL,
    created         timestamptz NOT NULL,
    released        timestamptz,
    released_by     text,
    reason          text,
    PRIMARY KEY (organization_id, id),
    CONSTRAINT bank_holds_cause CHECK (cause IN ('LOST_HISTORY', 'LOST_FILES')),
    CONSTRAINT bank_holds_connection CHECK ((cause = 'LOST_FILES') = (connection_id IS NOT NULL)),
    CONSTRAINT bank_holds_release CHECK ((released IS NULL) = (released_by IS NULL) AND (released IS NULL) = (reason IS NULL))
);
-- Two nodes may find the same at the same time.
CREATE UNIQUE INDEX bank_holds_place ON bank_holds (organization_id, position, digest) WHERE cause = 'LOST_HISTORY';
CREATE UNIQUE INDEX bank_holds_files ON bank_holds (organization_id, connection_id) WHERE cause = 'LOST_FILES' AND released IS NULL;
CREATE INDEX bank_holds_open ON bank_holds (organization_id, id) WHERE released IS NULL;
CALL kontor_tenant_table('bank_holds');

-- Files that left and that the database lacks, accepted by an operator as they are.
CREATE TABLE released_files (
    organization_id uuid NOT NULL,
    connection_id   uuid NOT NULL,
    message_id      text NOT NULL,
    released        timestamptz NOT NULL,
    PRIMARY KEY (organization_id, connection_id, message_id)
);
CALL kontor_tenant_table('released_files');
