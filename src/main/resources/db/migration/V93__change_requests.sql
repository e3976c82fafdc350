-- Four eyes over administration: what one person asked for and a second one decides on. Nothing in it is secret.
CREATE TABLE change_requests (
    organization_id uuid NOT NULL REFERENCES organizations,
    id              uuid NOT NULL,
    area            text NOT NULL,
    -- The name of the operation in the OpenAPI document.
    operation       text NOT NULL,
    resource        text NOT NULL,
    -- Of something new the id that it will have.
    target_id       uuid NOT NULL,
    -- The version that the maker saw; absent for something new.
    target_version  integer,
    -- How it is and how it would be, in the order of the API.
    before_json     text,
    after_json      text,
    -- What was asked for, read again when it is approved.
    body            text NOT NULL CHECK (length(body) <= 1048576),
    maker_id        uuid NOT NULL,
    expires         timestamptz NOT NULL,
    status          text NOT NULL
        CHECK (status IN ('PENDING', 'APPROVED', 'REJECTED', 'WITHDRAWN', 'STALE', 'EXPIRED')),
    -- The id of a user, the operating system's user of the command line, or Kontor.
    decided_by      text,
    decided         timestamptz,
    reason          text,
    -- Approved on the command line, without a second person; never taken back.
    break_glass     boolean NOT NULL DEFAULT false,
    -- The maker has done what an approval lets do once.
    used            boolean NOT NULL DEFAULT false,
    version         integer NOT NULL CHECK (version >= 1),
    created         timestamptz NOT NULL,
    updated         timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id),
    CONSTRAINT change_requests_decided
        CHECK ((status = 'PENDING') = (decided IS NULL) AND (decided IS NULL) = (decided_by IS NULL)),
    CONSTRAINT change_requests_rejected_why CHECK (status <> 'REJECTED' OR reason IS NOT NULL),
    CONSTRAINT change_requests_broken_why
        CHECK (NOT break_glass OR (status = 'APPROVED' AND reason IS NOT NULL)),
    CONSTRAINT change_requests_second_person
        CHECK (status <> 'APPROVED' OR decided_by <> maker_id::text)
);
-- The list of what waits, and what waits about one thing.
CREATE INDEX change_requests_pending ON change_requests (organization_id, expires) WHERE status = 'PENDING';
CREATE INDEX change_requests_by_target ON change_requests (organization_id, target_id);
CREATE INDEX change_requests_by_maker ON change_requests (organization_id, maker_id, id);
CALL kontor_tenant_table('change_requests');

-- How an organization stands to four eyes: a real one waits until two people able to check have come in.
ALTER TABLE organizations ADD COLUMN four_eyes text NOT NULL DEFAULT 'OFF';
ALTER TABLE organizations ADD CONSTRAINT organizations_four_eyes CHECK (four_eyes IN ('OFF', 'WAITING', 'ON'));
UPDATE organizations SET four_eyes = 'WAITING' WHERE NOT sandbox;
-- How long a change request waits.
ALTER TABLE organizations ADD COLUMN change_request_days integer NOT NULL DEFAULT 7;
ALTER TABLE organizations ADD CONSTRAINT organizations_change_request_days CHECK (change_request_days BETWEEN 1 AND 30);
