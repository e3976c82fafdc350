-- Who signs in with a browser. An identity belongs to the installation and not to an organization: a person may belong
-- to several. Outside the wall, as credentials are: whoever signs in has not said yet for which organization.

-- One salt for all identities that have an address, so that one computation finds whose password it is, however many
-- there are. Nobody can keep an address from others: it is neither unique nor proof.
CREATE TABLE sign_in_names (
    address text PRIMARY KEY CHECK (length(address) BETWEEN 1 AND 255 AND address = lower(address)),
    salt    bytea NOT NULL CHECK (length(salt) BETWEEN 8 AND 64)
);

CREATE TABLE identities (
    id            uuid PRIMARY KEY,
    address       text NOT NULL REFERENCES sign_in_names,
    -- The encoded Argon2id hash, with the salt of the address.
    password_hash text CHECK (password_hash LIKE '$argon2id$%'),
    -- When its holder showed that mail to the address arrives; resets go nowhere else.
    confirmed     timestamptz,
    created       timestamptz NOT NULL
);
CREATE INDEX identities_by_address ON identities (address);

-- Which user of an organization an identity acts as. Only its holder joins the two.
CREATE TABLE memberships (
    organization_id uuid NOT NULL REFERENCES organizations,
    user_id         uuid NOT NULL,
    identity_id     uuid NOT NULL REFERENCES identities,
    joined          timestamptz NOT NULL,
    PRIMARY KEY (organization_id, user_id)
);
CREATE INDEX memberships_by_identity ON memberships (identity_id);

-- People who have a password already keep it. Their addresses were unique until now.
INSERT INTO sign_in_names (address, salt)
SELECT lower(username), decode(rpad(split_part(password_hash, '$', 5),
    ((length(split_part(password_hash, '$', 5)) + 3) / 4) * 4, '='), 'base64')
FROM credentials WHERE password_hash IS NOT NULL;
INSERT INTO identities (id, address, password_hash, created)
SELECT user_id, lower(username), password_hash, now() FROM credentials WHERE password_hash IS NOT NULL;
INSERT INTO memberships (organization_id, user_id, identity_id, joined)
SELECT organization_id, user_id, user_id, now() FROM credentials WHERE password_hash IS NOT NULL;
DELETE FROM credentials WHERE password_hash IS NOT NULL;

DO $$
BEGIN
    IF kontor_is_distributed() THEN
        PERFORM create_reference_table('sign_in_names');
        PERFORM create_reference_table('identities');
        PERFORM create_reference_table('memberships');
    END IF;
END $$;
