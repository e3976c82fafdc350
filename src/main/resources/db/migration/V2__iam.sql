CREATE TABLE roles (
    organization_id uuid NOT NULL REFERENCES organizations,
    id              uuid NOT NULL,
    name            text NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
    owner           boolean NOT NULL,
    permissions     text[] NOT NULL,
    version         integer NOT NULL CHECK (version >= 1),
    created         timestamptz NOT NULL,
    updated         timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id)
);
CREATE UNIQUE INDEX roles_by_name ON roles (organization_id, lower(name));
CREATE UNIQUE INDEX roles_one_owner ON roles (organization_id) WHERE owner;
CALL kontor_wall('roles');

-- Credentials stand outside the wall: they are how a request learns its tenant.
CREATE TABLE users (
    id              uuid PRIMARY KEY,
    organization_id uuid NOT NULL REFERENCES organizations,
    role_id         uuid NOT NULL,
    programmatic    boolean NOT NULL,
    -- The access key of a programmatic user, the e-mail address of a person.
    username        text NOT NULL UNIQUE,
    name            text NOT NULL,
    -- SHA-256 of a random 256-bit secret, or an Argon2id string of a password.
    secret_digest   bytea,
    password_hash   text,
    revoked         timestamptz,
    created         timestamptz NOT NULL,
    CHECK (programmatic = (secret_digest IS NOT NULL)),
    CHECK (programmatic = (password_hash IS NULL))
);
CREATE INDEX users_by_organization ON users (organization_id, id);

-- Keys that sign access tokens; a retired one is accepted until its last token has run out.
CREATE TABLE signing_keys (
    kid     text PRIMARY KEY,
    jwk     text NOT NULL,
    created timestamptz NOT NULL,
    retired timestamptz
);
CREATE UNIQUE INDEX signing_keys_current ON signing_keys ((retired IS NULL)) WHERE retired IS NULL;
