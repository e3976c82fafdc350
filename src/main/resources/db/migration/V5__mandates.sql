-- A mandate is identified towards banks by creditor and reference, without regard to case (EPC
-- rulebook); two live ones may not share both.
CREATE TABLE mandates (
    organization_id        uuid NOT NULL,
    id                     uuid NOT NULL,
    scheme                 text NOT NULL CHECK (scheme IN ('SDD_CORE', 'SDD_B2B', 'AUTOGIRO')),
    status                 text NOT NULL CHECK (status IN ('CREATED', 'PENDING_SUBMISSION', 'SENT', 'ACCEPTED', 'ACTIVE',
                               'FAILED', 'PENDING_CANCELLATION', 'PENDING_CANCELLATION_SUBMISSION',
                               'CANCELLATION_SENT', 'CANCELLED', 'UNKNOWN')),
    recurrence             text NOT NULL CHECK (recurrence IN ('RECURRING', 'ONE_OFF')),
    external_account_id    uuid NOT NULL,
    counterparty_id        uuid NOT NULL,
    destination_account_id uuid,
    creditor_reference     text NOT NULL CHECK (length(creditor_reference) BETWEEN 1 AND 35),
    creditor_key           text NOT NULL,
    mandate_reference      text NOT NULL CHECK (length(mandate_reference) BETWEEN 1 AND 35),
    signature_date         date,
    -- AC01, AC04 or AC06 of the last collection: no further one until the account is changed.
    blocked_by             text,
    -- Why FAILED or CANCELLED without being asked.
    status_reason          text,
    last_collection        date,
    -- ONE_OFF used, or the one FNAL collection of a mandate being cancelled taken.
    used_up                boolean NOT NULL DEFAULT false,
    connection_instruction_id uuid,
    source                 text NOT NULL,
    source_holder          text NOT NULL,
    external_id            text,
    metadata               text,
    version                integer NOT NULL CHECK (version >= 1),
    created                timestamptz NOT NULL,
    updated                timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id),
    CHECK (scheme <> 'AUTOGIRO' OR destination_account_id IS NOT NULL)
);
CREATE UNIQUE INDEX mandates_reference ON mandates (organization_id, creditor_key, upper(mandate_reference))
    WHERE status NOT IN ('CANCELLED', 'FAILED');
CREATE INDEX mandates_by_external_account ON mandates (organization_id, external_account_id, id);
CREATE INDEX mandates_by_counterparty ON mandates (organization_id, counterparty_id, id);
CREATE INDEX mandates_by_status ON mandates (organization_id, status, id);
CREATE INDEX mandates_by_scheme ON mandates (organization_id, scheme, id);
CALL kontor_wall('mandates');
