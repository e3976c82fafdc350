-- Steps that a payment must pass before it goes to a bank, in the order of their numbers.
CREATE TABLE approval_steps (
    organization_id   uuid NOT NULL,
    payment_id        uuid NOT NULL,
    number            smallint NOT NULL,
    id                uuid NOT NULL,
    chain_id          uuid NOT NULL,
    required_role_ids uuid[] NOT NULL,
    allow_creator     boolean NOT NULL,
    status            text NOT NULL CHECK (status IN ('PENDING', 'APPROVED', 'REJECTED')),
    auto_approved     boolean NOT NULL,
    approver_id       uuid,
    approver_username text,
    approver_name     text,
    approver_role_id  uuid,
    decided           timestamptz,
    PRIMARY KEY (organization_id, payment_id, number),
    CHECK ((status = 'PENDING') = (decided IS NULL))
);
CALL kontor_wall('approval_steps');

CREATE TABLE direct_debits (
    organization_id        uuid NOT NULL,
    id                     uuid NOT NULL,
    creator_user_id        uuid,
    amount_minor           bigint NOT NULL CHECK (amount_minor > 0),
    currency               text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    scheme                 text NOT NULL CHECK (scheme IN ('SDD_CORE', 'SDD_B2B', 'AUTOGIRO')),
    status                 text NOT NULL CHECK (status IN ('CREATED', 'APPROVED', 'REJECTED', 'PENDING_SUBMISSION', 'SENT',
                               'PENDING_AT_BANK', 'ACCEPTED', 'EXECUTED', 'FAILED', 'RETURNED', 'UNKNOWN')),
    -- The day asked for, and the bank day it will be; the file goes out at the deadline.
    date                   date NOT NULL,
    effective_date         date NOT NULL CHECK (effective_date >= date),
    submission_deadline    timestamptz NOT NULL,
    status_reason          text,
    connection_id          uuid,
    destination_account_id uuid NOT NULL,
    external_account_id    uuid NOT NULL,
    counterparty_id        uuid NOT NULL,
    mandate_id             uuid NOT NULL,
    sequence_type          text NOT NULL CHECK (sequence_type IN ('FRST', 'RCUR', 'FNAL', 'OOFF')),
    -- Snapshots of the parties when it was made, as the API shows them.
    destination            text NOT NULL,
    destination_holder     text NOT NULL,
    source                 text NOT NULL,
    source_holder          text NOT NULL,
    mandate                text NOT NULL,
    reference              text NOT NULL CHECK (length(reference) BETWEEN 1 AND 140),
    category_purpose       text,
    charge_bearer          text,
    connection_instruction_id uuid,
    payment_information_id text,
    attached_transactions  uuid[],
    external_id            text,
    metadata               text,
    version                integer NOT NULL CHECK (version >= 1),
    created                timestamptz NOT NULL,
    updated                timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, mandate_id) REFERENCES mandates (organization_id, id)
);
-- The documented filters, each with the order of the list.
CREATE INDEX direct_debits_by_date ON direct_debits (organization_id, date, id);
CREATE INDEX direct_debits_by_account ON direct_debits (organization_id, destination_account_id, date, id);
CREATE INDEX direct_debits_by_status ON direct_debits (organization_id, status, date, id);
CREATE INDEX direct_debits_by_scheme ON direct_debits (organization_id, scheme, date, id);
-- What waits for a file; small, whatever the table's size.
CREATE INDEX direct_debits_due ON direct_debits (organization_id, connection_id, submission_deadline, id)
    WHERE status = 'APPROVED';
CREATE INDEX direct_debits_of_instruction ON direct_debits (organization_id, connection_instruction_id, id)
    WHERE connection_instruction_id IS NOT NULL;
CREATE INDEX direct_debits_of_payment_information ON direct_debits (organization_id, payment_information_id, id)
    WHERE payment_information_id IS NOT NULL;
-- May a mandate be cancelled, an account be deleted? Only payments that are not final answer no.
CREATE INDEX direct_debits_in_flight ON direct_debits (organization_id, mandate_id)
    WHERE status IN ('CREATED', 'APPROVED', 'PENDING_SUBMISSION', 'SENT', 'PENDING_AT_BANK', 'ACCEPTED', 'UNKNOWN');
CALL kontor_wall('direct_debits');
