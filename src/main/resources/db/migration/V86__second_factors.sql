-- What people do about a second factor. Outside the wall, as identities are.

-- Who wants to be asked for a passkey after the password.
CREATE TABLE second_factors (
    identity_id uuid PRIMARY KEY REFERENCES identities,
    demanded    boolean NOT NULL
);

-- Codes for whoever has lost the passkey: 80 random bits each, of which the digest is kept until the code is used.
CREATE TABLE recovery_codes (
    identity_id uuid NOT NULL REFERENCES identities,
    digest      bytea NOT NULL CHECK (length(digest) = 32),
    PRIMARY KEY (identity_id, digest)
);

DO $$
BEGIN
    IF kontor_is_distributed() THEN
        PERFORM create_reference_table('second_factors');
        PERFORM create_reference_table('recovery_codes');
    END IF;
END $$;
