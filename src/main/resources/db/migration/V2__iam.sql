-- What a user may do. The owner role is the organization's last word, and there is one of it.
CREATE TABLE roles (
    organization_id uuid NOT NULL REFERENCES organizations,
    id              uuid NOT NULL,
    name            text NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
    owner           boolean NOT NULL,
    permissions     text[] NOT NULL,
    version         integer NOT NULL CHECK (version >= 1),
    created         timestamptz NOT NULL,
    updated         timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id),
    UNIQUE (organization_id, name)
);
CREATE UNIQUE INDEX roles_one_owner ON roles (organization_id) WHERE owner;
CALL kontor_wall('roles');

-- People and programs. A user is never deleted: events and approvals name it.
CREATE TABLE users (
    organization_id uuid NOT NULL REFERENCES organizations,
    id              uuid NOT NULL,
    programmatic    boolean NOT NULL,
    -- The e-mail address of a person, the access key of a program.
    username        text NOT NULL CHECK (length(username) BETWEEN 1 AND 255),
    name            text NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
    role_id         uuid NOT NULL,
    revoked         timestamptz,
    version         integer NOT NULL CHECK (version >= 1),
    created         timestamptz NOT NULL,
    updated         timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, role_id) REFERENCES roles
);
CREATE INDEX users_by_role ON users (organization_id, role_id);
CALL kontor_wall('users');

-- Outside the wall: a sign-in knows no tenant yet, it finds it here. Revoking deletes the row.
CREATE TABLE credentials (
    username        text PRIMARY KEY,
    organization_id uuid NOT NULL REFERENCES organizations,
    user_id         uuid NOT NULL,
    -- SHA-256 of a program's random secret, or the encoded Argon2id hash of a person's password.
    secret_digest   bytea CHECK (length(secret_digest) = 32),
    password_hash   text CHECK (password_hash LIKE '$argon2id$%'),
    CHECK ((secret_digest IS NULL) <> (password_hash IS NULL)),
    UNIQUE (organization_id, user_id)
);

-- Outside the wall: tokens of every organization are signed with the installation's key.
CREATE TABLE signing_keys (
    kid         text PRIMARY KEY,
    private_jwk text NOT NULL,
    created     timestamptz NOT NULL,
    -- Signs no more; published and accepted until the last token signed with it is out.
    retired     timestamptz
);
-- One key signs: two nodes that both find none cannot both make one.
CREATE UNIQUE INDEX signing_keys_one_signs ON signing_keys ((true)) WHERE retired IS NULL;
