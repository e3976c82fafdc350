-- Collections that are made again, and the policy by which Kontor does so itself.
ALTER TABLE direct_debits ADD COLUMN retry_of uuid;
ALTER TABLE direct_debits ADD COLUMN retried_by uuid;
-- How many were made before it of the same money.
ALTER TABLE direct_debits ADD COLUMN retry_number integer NOT NULL DEFAULT 0 CHECK (retry_number >= 0);
-- At most one that approvers did not reject.
CREATE UNIQUE INDEX direct_debits_one_retry ON direct_debits (organization_id, retry_of)
    WHERE retry_of IS NOT NULL AND status <> 'REJECTED';

CREATE TABLE retry_policies (
    organization_id uuid NOT NULL,
    id              uuid NOT NULL,
    reason_codes    text[] NOT NULL,
    attempts        integer NOT NULL CHECK (attempts IN (1, 2)),
    -- One of both says on which days.
    after_days      integer CHECK (after_days BETWEEN 1 AND 30),
    days_of_month   integer[] NOT NULL,
    -- Who makes its retries; absent until somebody changed it.
    changed_by      uuid,
    since           timestamptz NOT NULL,
    version         integer NOT NULL CHECK (version >= 0),
    PRIMARY KEY (organization_id, id),
    CONSTRAINT retry_policies_one UNIQUE (organization_id),
    CHECK ((after_days IS NULL) = (cardinality(days_of_month) > 0))
);
CALL kontor_tenant_table('retry_policies');
-- Whose policies name reasons; see WatchTable.
CREATE POLICY watching ON retry_policies FOR SELECT
    USING (cardinality(reason_codes) > 0 AND current_setting('kontor.watching', true) = 'on');

-- Collections that the policy could not collect again; it asks once.
CREATE TABLE retry_refusals (
    organization_id uuid NOT NULL,
    direct_debit_id uuid NOT NULL,
    code            text NOT NULL,
    created         timestamptz NOT NULL,
    PRIMARY KEY (organization_id, direct_debit_id),
    FOREIGN KEY (organization_id, direct_debit_id) REFERENCES direct_debits (organization_id, id)
);
CALL kontor_tenant_table('retry_refusals');

-- What the test bank takes for a return; the amount of its booking contains it.
ALTER TABLE testbank.orders ADD COLUMN return_charges_minor bigint NOT NULL DEFAULT 0;
ALTER TABLE testbank.entries ADD COLUMN charges_minor bigint NOT NULL DEFAULT 0;
