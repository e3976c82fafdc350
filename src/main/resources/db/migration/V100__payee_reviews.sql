-- Hours that payments wait after the review of their payee's account; 0 for none.
ALTER TABLE organizations ADD COLUMN payee_cooling_off_hours integer NOT NULL DEFAULT 0;
ALTER TABLE organizations ADD CONSTRAINT organizations_cooling_off CHECK (payee_cooling_off_hours BETWEEN 0 AND 720);

-- Reviews of payees' accounts by a second person; accounts from before four eyes have none.
CREATE TABLE payee_reviews (
    organization_id uuid NOT NULL,
    -- That of its change request, where it was asked for.
    id              uuid NOT NULL,
    account_id      uuid NOT NULL,
    -- SHA-256 of the holder's name, the market, and all numbers of account and bank.
    digest          bytea NOT NULL CHECK (length(digest) = 32),
    status          text NOT NULL CHECK (status IN ('PENDING', 'COOLING_OFF', 'APPROVED', 'REFUSED', 'STALE')),
    -- Whether it is of the numbers that the account has now.
    current         boolean NOT NULL,
    -- When the cooling-off ends, in banking time.
    released        timestamptz,
    created         timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id),
    CHECK (status <> 'COOLING_OFF' OR released IS NOT NULL)
);
CREATE UNIQUE INDEX payee_reviews_current ON payee_reviews (organization_id, account_id) WHERE current;
-- The same name and numbers are reviewed once.
CREATE INDEX payee_reviews_by_digest ON payee_reviews (organization_id, digest) WHERE status IN ('APPROVED', 'COOLING_OFF');
CREATE INDEX payee_reviews_cooling_off ON payee_reviews (organization_id, released) WHERE status = 'COOLING_OFF';
CALL kontor_tenant_table('payee_reviews');

-- The review that the payee's account had when the payment was made; it leaves when that lets it.
ALTER TABLE credit_transfers ADD COLUMN payee_review_id uuid;
