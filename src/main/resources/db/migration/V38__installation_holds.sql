-- What holds the bank work of all organizations: an operator, or an organization that a node knows and that is gone.
-- It stands outside the tenants, for the organization that it is about is not there.
CREATE TABLE installation_holds (
    id          uuid PRIMARY KEY,
    cause       text NOT NULL,
    -- The organization that is gone, and how far its feed was told.
    subject     uuid,
    position    bigint,
    digest      bytea,
    detail      text NOT NULL,
    created     timestamptz NOT NULL,
    released    timestamptz,
    released_by text,
    reason      text,
    CONSTRAINT installation_holds_cause CHECK (cause IN ('LOST_ORGANIZATION', 'OPERATOR')),
    CONSTRAINT installation_holds_subject CHECK ((cause = 'LOST_ORGANIZATION') = (subject IS NOT NULL)),
    CONSTRAINT installation_holds_release
        CHECK ((released IS NULL) = (released_by IS NULL) AND (released IS NULL) = (reason IS NULL))
);
CREATE UNIQUE INDEX installation_holds_place ON installation_holds (subject, position, digest)
    WHERE cause = 'LOST_ORGANIZATION';
