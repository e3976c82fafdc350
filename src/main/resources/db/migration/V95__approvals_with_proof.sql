-- Approvals that people sign with a passkey.

-- Whether an organization lets nobody approve without one.
ALTER TABLE organizations ADD COLUMN approval_proof text NOT NULL DEFAULT 'NONE';
ALTER TABLE organizations ADD CONSTRAINT organizations_approval_proof CHECK (approval_proof IN ('NONE', 'PASSKEY'));

-- What somebody was asked to sign, and what an authenticator answered. Those that nobody answered are forgotten when
-- their user asks again; the others are kept with the decisions that they prove.
CREATE TABLE approval_challenges (
    organization_id uuid NOT NULL,
    id              uuid NOT NULL,
    -- SHA-256 of the statement.
    challenge       bytea NOT NULL CHECK (length(challenge) = 32),
    user_id         uuid NOT NULL,
    -- Whose passkeys count.
    identity_id     uuid NOT NULL,
    -- Of the browser that asked; none where a program did.
    session_id      uuid,
    statement       text NOT NULL,
    until           timestamptz NOT NULL,
    answered        timestamptz,
    -- The passkey as it was then: its holder may remove it.
    passkey_id      uuid,
    credential_id   bytea,
    credential      bytea,
    copyable        boolean,
    -- JSON of AuthenticationResponseJSON (WebAuthn), as it was sent.
    response        text CHECK (length(response) <= 16384),
    PRIMARY KEY (organization_id, id),
    CONSTRAINT approval_challenges_challenge UNIQUE (organization_id, challenge),
    CONSTRAINT approval_challenges_answer CHECK (num_nulls(answered, passkey_id, credential_id, credential, copyable,
        response) IN (0, 6))
);
CALL kontor_tenant_table('approval_challenges');
CREATE INDEX approval_challenges_open ON approval_challenges (organization_id, user_id, id) WHERE answered IS NULL;

-- Which decisions an answered challenge proves; a step is decided once.
CREATE TABLE approval_proofs (
    organization_id uuid NOT NULL,
    -- A payment, or a batch as a whole.
    payment_id      uuid NOT NULL,
    step_id         uuid NOT NULL,
    challenge_id    uuid NOT NULL,
    decided         timestamptz NOT NULL,
    PRIMARY KEY (organization_id, payment_id, step_id),
    CONSTRAINT approval_proofs_challenge FOREIGN KEY (organization_id, challenge_id)
        REFERENCES approval_challenges (organization_id, id)
);
CALL kontor_tenant_table('approval_proofs');
