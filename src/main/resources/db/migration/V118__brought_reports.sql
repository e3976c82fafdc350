-- Bank statements that a person or a program brought in the place of a bank; each is a file of the inbox too.
CREATE TABLE brought_reports (
    organization_id uuid NOT NULL,
    -- Of the file in the inbox.
    id              uuid NOT NULL,
    connection_id   uuid NOT NULL,
    media_type      text NOT NULL,
    size            bigint NOT NULL CHECK (size >= 1),
    sha256          bytea NOT NULL,
    -- What was sent, where the file in the inbox was written from it.
    content         bytea,
    user_id         uuid NOT NULL,
    username        text NOT NULL,
    created         timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, id) REFERENCES inbox_files (organization_id, id)
);
-- The same bytes once more are the same report.
CREATE UNIQUE INDEX brought_reports_content ON brought_reports (organization_id, connection_id, sha256);
CALL kontor_tenant_table('brought_reports');
CREATE INDEX statements_of_file ON statements (organization_id, inbox_file_id, id);
