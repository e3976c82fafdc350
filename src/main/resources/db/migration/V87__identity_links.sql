-- By which subjects of an OpenID provider people sign in. Outside the wall, as identities are. An address of the
-- provider is not kept: it proves nothing here.
CREATE TABLE identity_links (
    issuer      text NOT NULL CHECK (length(issuer) BETWEEN 1 AND 2000),
    subject     text NOT NULL CHECK (length(subject) BETWEEN 1 AND 255),
    identity_id uuid NOT NULL REFERENCES identities,
    created     timestamptz NOT NULL,
    PRIMARY KEY (issuer, subject)
);
CREATE INDEX identity_links_by_identity ON identity_links (identity_id);

DO $$
BEGIN
    IF kontor_is_distributed() THEN
        PERFORM create_reference_table('identity_links');
    END IF;
END $$;
