-- What one person decides of the payments of a batch in one go, and how far that has come.
CREATE TABLE approval_tasks (
    organization_id    uuid NOT NULL,
    id                 uuid NOT NULL,
    batch_id           uuid NOT NULL,
    action             text NOT NULL CHECK (action IN ('APPROVE', 'REJECT')),
    reason             text CHECK (length(reason) BETWEEN 1 AND 255),
    move_overdue_dates boolean NOT NULL,
    -- Whether a passkey proves it; the proof is among the approval_proofs of the batch.
    signed             boolean NOT NULL,
    -- Who decides, as JSON with the permissions of that moment.
    caller             text NOT NULL,
    user_id            uuid NOT NULL,
    request_id         uuid NOT NULL,
    payments           integer NOT NULL CHECK (payments >= 1),
    done_before        integer NOT NULL CHECK (done_before >= 0),
    succeeded          integer NOT NULL CHECK (succeeded >= 0),
    failed             integer NOT NULL CHECK (failed >= 0),
    skipped            integer NOT NULL CHECK (skipped >= 0),
    finished           boolean NOT NULL,
    version            integer NOT NULL CHECK (version >= 1),
    created            timestamptz NOT NULL,
    updated            timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id),
    CONSTRAINT approval_tasks_reason CHECK (action = 'APPROVE' OR reason IS NOT NULL),
    CONSTRAINT approval_tasks_counts CHECK (succeeded + failed + skipped <= payments),
    FOREIGN KEY (organization_id, batch_id) REFERENCES batches (organization_id, id)
);
-- One of a user at a time; and the work that is left for a batch.
CREATE UNIQUE INDEX approval_tasks_running ON approval_tasks (organization_id, batch_id, user_id) WHERE NOT finished;
CREATE INDEX approval_tasks_of_batch ON approval_tasks (organization_id, batch_id, id);
CALL kontor_tenant_table('approval_tasks');

-- Payments that a task left as they were, with the words in which a single decision is refused.
CREATE TABLE approval_task_refusals (
    organization_id uuid NOT NULL,
    task_id         uuid NOT NULL,
    payment_id      uuid NOT NULL,
    -- The own account of the payment, for readers who may see some accounts only.
    account_id      uuid,
    code            text NOT NULL,
    message         text NOT NULL,
    PRIMARY KEY (organization_id, task_id, payment_id),
    FOREIGN KEY (organization_id, task_id) REFERENCES approval_tasks (organization_id, id)
);
CALL kontor_tenant_table('approval_task_refusals');
