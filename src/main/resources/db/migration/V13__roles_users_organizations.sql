-- A role may be limited to some own accounts, named one by one or by the entity that holds them.
ALTER TABLE roles ADD COLUMN limited boolean NOT NULL DEFAULT false;
ALTER TABLE roles ADD COLUMN limit_account_ids uuid[] NOT NULL DEFAULT '{}';
ALTER TABLE roles ADD COLUMN limit_entity_ids uuid[] NOT NULL DEFAULT '{}';
-- Revoked users still point at their role, so it goes out of sight and gives its name free.
ALTER TABLE roles ADD COLUMN deleted boolean NOT NULL DEFAULT false;
ALTER TABLE roles ADD CHECK (NOT (owner AND (limited OR deleted)));
ALTER TABLE roles DROP CONSTRAINT roles_organization_id_name_key;
CREATE UNIQUE INDEX roles_by_name ON roles (organization_id, name) WHERE NOT deleted;

-- A person is invited until the invitation is accepted; of its token only SHA-256 is kept.
ALTER TABLE users ADD COLUMN invitation_digest bytea CHECK (length(invitation_digest) = 32);
ALTER TABLE users ADD COLUMN invitation_expires timestamptz;
ALTER TABLE users ADD CHECK ((invitation_digest IS NULL) = (invitation_expires IS NULL));
ALTER TABLE users ADD CHECK (invitation_digest IS NULL OR NOT programmatic);
CREATE UNIQUE INDEX users_by_invitation ON users (organization_id, invitation_digest)
    WHERE invitation_digest IS NOT NULL;
CREATE UNIQUE INDEX users_by_username ON users (organization_id, username) WHERE revoked IS NULL;

-- An organization's settings change by version, like everything else.
ALTER TABLE organizations ADD COLUMN version integer NOT NULL DEFAULT 1 CHECK (version >= 1);
ALTER TABLE organizations ADD COLUMN updated timestamptz;
UPDATE organizations SET updated = created;
ALTER TABLE organizations ALTER COLUMN updated SET NOT NULL;

-- A connection can be renamed and taken away; what went over it stays.
ALTER TABLE connections ADD COLUMN version integer NOT NULL DEFAULT 1 CHECK (version >= 1);
ALTER TABLE connections ADD COLUMN updated timestamptz;
-- The wall is opened for this statement only.
ALTER TABLE connections NO FORCE ROW LEVEL SECURITY;
UPDATE connections SET updated = created;
ALTER TABLE connections FORCE ROW LEVEL SECURITY;
ALTER TABLE connections ALTER COLUMN updated SET NOT NULL;
ALTER TABLE connections ADD COLUMN deleted boolean NOT NULL DEFAULT false;
-- Two connections that read one folder would take each other's files.
CREATE UNIQUE INDEX connections_by_address ON connections (organization_id, channel, address) WHERE NOT deleted;
CREATE INDEX instructions_of_connection ON instructions (organization_id, connection_id, id);

-- An operator's decision on a file is an event, and events count versions.
ALTER TABLE inbox_files ADD COLUMN version integer NOT NULL DEFAULT 1 CHECK (version >= 1);
CREATE INDEX inbox_files_of_connection ON inbox_files (organization_id, connection_id, id);
