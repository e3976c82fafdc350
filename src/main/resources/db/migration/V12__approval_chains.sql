-- Which payments need whose approval. A payment keeps the steps it was made with, so a deleted chain may go
-- out of sight but its id stays what steps point at.
CREATE TABLE approval_chains (
    organization_id uuid NOT NULL,
    id              uuid NOT NULL,
    -- JSON of what a client says of a chain: name, autoApprove, autoApproveLimit, approvalSteps, triggerCondition.
    terms           text NOT NULL,
    deleted         boolean NOT NULL,
    version         integer NOT NULL CHECK (version >= 1),
    created         timestamptz NOT NULL,
    updated         timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id)
);
CALL kontor_wall('approval_chains');

-- Every role that a live chain names, in a step or a condition: it cannot be deleted meanwhile.
CREATE TABLE approval_chain_roles (
    organization_id uuid NOT NULL,
    role_id         uuid NOT NULL,
    chain_id        uuid NOT NULL,
    PRIMARY KEY (organization_id, role_id, chain_id),
    FOREIGN KEY (organization_id, role_id) REFERENCES roles (organization_id, id),
    FOREIGN KEY (organization_id, chain_id) REFERENCES approval_chains (organization_id, id)
);
CREATE INDEX approval_chain_roles_by_chain ON approval_chain_roles (organization_id, chain_id);
CALL kontor_wall('approval_chain_roles');

-- What one unit of the base currency is in the quote currency, from a day on.
CREATE TABLE exchange_rates (
    organization_id uuid NOT NULL,
    base            text NOT NULL CHECK (base ~ '^[A-Z]{3}$'),
    quote           text NOT NULL CHECK (quote ~ '^[A-Z]{3}$'),
    as_of           date NOT NULL,
    id              uuid NOT NULL,
    rate            numeric(24, 12) NOT NULL CHECK (rate > 0),
    -- Who says so, e.g. ECB; for people.
    source          text CHECK (length(source) BETWEEN 1 AND 64),
    version         integer NOT NULL CHECK (version >= 1),
    created         timestamptz NOT NULL,
    updated         timestamptz NOT NULL,
    PRIMARY KEY (organization_id, base, quote, as_of),
    CHECK (base <> quote)
);
-- The list, newest first.
CREATE INDEX exchange_rates_by_date ON exchange_rates (organization_id, as_of, base, quote);
CALL kontor_wall('exchange_rates');

-- One row at most, made with the first change: an organization without it has the defaults, at version 0.
CREATE TABLE approval_settings (
    organization_id     uuid PRIMARY KEY,
    -- Of its own, because the events of the organization itself carry the organization's.
    id                  uuid NOT NULL,
    evaluation_currency text NOT NULL CHECK (evaluation_currency ~ '^[A-Z]{3}$'),
    version             integer NOT NULL CHECK (version >= 0),
    created             timestamptz NOT NULL,
    updated             timestamptz NOT NULL
);
CALL kontor_wall('approval_settings');

-- What waits for a decision is listed over all kinds of payment; until now there was one kind.
ALTER TABLE approval_steps ADD COLUMN payment_type text NOT NULL DEFAULT 'DIRECT_DEBIT';
ALTER TABLE approval_steps ALTER COLUMN payment_type DROP DEFAULT;
CREATE INDEX approval_steps_pending ON approval_steps (organization_id, id) WHERE status = 'PENDING';
