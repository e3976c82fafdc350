-- Passkeys (WebAuthn) of identities. Outside the wall, as identities are.

-- By what an authenticator knows whose passkey it is: random, so that it tells nobody who that is.
CREATE TABLE passkey_holders (
    identity_id uuid PRIMARY KEY REFERENCES identities,
    handle      bytea NOT NULL UNIQUE CHECK (length(handle) = 32)
);

CREATE TABLE passkeys (
    id            uuid PRIMARY KEY,
    identity_id   uuid NOT NULL REFERENCES passkey_holders,
    credential_id bytea NOT NULL UNIQUE CHECK (length(credential_id) BETWEEN 1 AND 1023),
    -- The attested credential data: model of the authenticator, id, public key (COSE).
    credential    bytea NOT NULL,
    -- How often the authenticator says that it signed; one that does not count says 0 for ever.
    sign_count    bigint NOT NULL CHECK (sign_count >= 0),
    -- Whether it may be copied to other devices of its holder; never changes.
    copyable      boolean NOT NULL,
    name          text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    created       timestamptz NOT NULL,
    used          timestamptz
);
CREATE INDEX passkeys_by_identity ON passkeys (identity_id, created, id);

-- What was shown when a session began: HALF a sign-in (a factor is missing, and nothing else may be done), ONE factor,
-- or TWO. People who are signed in have shown their password.
ALTER TABLE sessions ADD COLUMN proof text NOT NULL DEFAULT 'ONE';
ALTER TABLE sessions ADD CONSTRAINT sessions_proof CHECK (proof IN ('HALF', 'ONE', 'TWO'));
ALTER TABLE sessions ADD CONSTRAINT sessions_half_is_nobody CHECK (proof <> 'HALF' OR user_id IS NULL);

DO $$
BEGIN
    IF kontor_is_distributed() THEN
        PERFORM create_reference_table('passkey_holders');
        PERFORM create_reference_table('passkeys');
    END IF;
END $$;
