-- What a bank told and what could not be applied with certainty; a person closes it.
CREATE TABLE cases (
    organization_id uuid NOT NULL,
    id              uuid NOT NULL,
    -- Equal for the same finding, so that it makes one case however often it is found.
    fingerprint     text NOT NULL,
    kind            text NOT NULL,
    account_id      uuid,
    payment_id      uuid,
    inbox_file_id   uuid,
    summary         text NOT NULL,
    -- JSON object of texts.
    facts           text NOT NULL,
    state           text NOT NULL CHECK (state IN ('OPEN', 'CLOSED')),
    closed_by       text,
    closed          timestamptz,
    note            text,
    version         integer NOT NULL CHECK (version >= 1),
    since           timestamptz NOT NULL,
    updated         timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id),
    CONSTRAINT cases_closed_by_somebody CHECK ((state = 'CLOSED') = (closed IS NOT NULL AND note IS NOT NULL))
);
CREATE UNIQUE INDEX cases_once ON cases (organization_id, fingerprint);
CREATE INDEX cases_by_account ON cases (organization_id, account_id, id);
CALL kontor_tenant_table('cases');
