-- Who is signed in with a browser. Outside the wall: a cookie names no organization. Only the digest of the secret that
-- the cookie holds is stored.
CREATE TABLE sessions (
    id              uuid PRIMARY KEY,
    digest          bytea NOT NULL UNIQUE CHECK (length(digest) = 32),
    identity_id     uuid NOT NULL REFERENCES identities,
    -- As which user; absent while it is not chosen yet, and then nothing else may be done.
    organization_id uuid REFERENCES organizations,
    user_id         uuid,
    -- The role at that time: with another one a person signs in anew.
    role_id         uuid,
    -- Where it was begun from, as the list of sessions shows it.
    address         text NOT NULL,
    agent           text NOT NULL CHECK (length(agent) <= 255),
    began           timestamptz NOT NULL,
    used            timestamptz NOT NULL,
    ends            timestamptz NOT NULL,
    CONSTRAINT sessions_whole_user CHECK ((organization_id IS NULL) = (user_id IS NULL)
        AND (user_id IS NULL) = (role_id IS NULL))
);
CREATE INDEX sessions_by_identity ON sessions (identity_id);
CREATE INDEX sessions_by_end ON sessions (ends);

DO $$
BEGIN
    IF kontor_is_distributed() THEN
        PERFORM create_reference_table('sessions');
    END IF;
END $$;
