-- Links by which a person sets a new password, or shows that an address is theirs. Outside the wall, as identities are.
CREATE TABLE mailed_links (
    -- Of the token in the link, which is kept nowhere.
    digest           bytea PRIMARY KEY CHECK (length(digest) = 32),
    identity_id      uuid NOT NULL REFERENCES identities,
    purpose          text NOT NULL CHECK (purpose IN ('RESET', 'CONFIRMATION')),
    -- That it was mailed to; for a confirmation the address that the identity is to have.
    address          text NOT NULL REFERENCES sign_in_names,
    -- The password again, hashed for another address.
    password_hash    text CHECK (password_hash LIKE '$argon2id$%'),
    -- Of the password hash that the identity had: with another password the link is worth nothing.
    password_digest  bytea NOT NULL CHECK (length(password_digest) = 32),
    -- The sandbox whose owners can read it: good only while the identity belongs to nothing else.
    organization_id  uuid REFERENCES organizations,
    created          timestamptz NOT NULL,
    expires          timestamptz NOT NULL
);
CREATE INDEX mailed_links_by_identity ON mailed_links (identity_id, purpose, created);
CREATE INDEX mailed_links_by_age ON mailed_links (created);

-- Somebody says that the password of an address is forgotten; whether anybody has the address is looked up later.
CREATE TABLE forgotten_passwords (
    address text PRIMARY KEY CHECK (length(address) BETWEEN 1 AND 255),
    asked   timestamptz NOT NULL
);

DO $$
BEGIN
    IF kontor_is_distributed() THEN
        PERFORM create_reference_table('mailed_links');
        PERFORM create_reference_table('forgotten_passwords');
    END IF;
END $$;
