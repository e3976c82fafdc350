-- How the organization reaches a bank: which channel carries the bytes, which profile the bank has.
CREATE TABLE connections (
    organization_id uuid NOT NULL,
    id              uuid NOT NULL,
    name            text NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
    bic             text NOT NULL,
    third_party_id  uuid NOT NULL,
    profile         text NOT NULL,
    channel         text NOT NULL,
    -- What the channel needs to find its other end, e.g. the login at the test bank.
    address         text NOT NULL,
    created         timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id)
);
CALL kontor_wall('connections');

-- A file for a bank: stored before it is handed over, never handed over twice.
CREATE TABLE instructions (
    organization_id uuid NOT NULL,
    id              uuid NOT NULL,
    connection_id   uuid NOT NULL,
    source          text NOT NULL,
    -- Unique for ever: banks remember it for up to a year.
    message_id      text NOT NULL CHECK (message_id ~ '^[A-Za-z0-9]{1,35}$'),
    message_name    text NOT NULL,
    file_name       text NOT NULL,
    state           text NOT NULL CHECK (state IN ('PREPARED', 'HANDING_OVER', 'SENT', 'UNKNOWN')),
    transactions    integer NOT NULL CHECK (transactions > 0),
    control_sum     numeric NOT NULL,
    size            bigint NOT NULL CHECK (size > 0),
    sha256          bytea NOT NULL CHECK (length(sha256) = 32),
    version         integer NOT NULL CHECK (version >= 1),
    created         timestamptz NOT NULL,
    updated         timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id),
    UNIQUE (organization_id, message_id),
    FOREIGN KEY (organization_id, connection_id) REFERENCES connections (organization_id, id)
);
CREATE INDEX instructions_open ON instructions (organization_id, state, id)
    WHERE state IN ('PREPARED', 'HANDING_OVER');
CALL kontor_wall('instructions');

CREATE TABLE instruction_chunks (
    organization_id uuid NOT NULL,
    file_id         uuid NOT NULL,
    number          integer NOT NULL,
    bytes           bytea NOT NULL,
    PRIMARY KEY (organization_id, file_id, number)
);
CALL kontor_wall('instruction_chunks');

-- A file from a bank: some banks hand each out once, so it is kept before it is read.
CREATE TABLE inbox_files (
    organization_id uuid NOT NULL,
    id              uuid NOT NULL,
    connection_id   uuid NOT NULL,
    name            text NOT NULL,
    state           text NOT NULL CHECK (state IN ('RECEIVING', 'RECEIVED', 'PROCESSED', 'DUPLICATE', 'QUARANTINED')),
    size            bigint NOT NULL DEFAULT 0,
    sha256          bytea,
    kind            text,
    -- Rounds in which reading it failed for another reason than its own content.
    attempts        integer NOT NULL DEFAULT 0,
    -- Why it was not read.
    note            text,
    received        timestamptz NOT NULL,
    processed       timestamptz,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, connection_id) REFERENCES connections (organization_id, id)
);
CREATE INDEX inbox_files_waiting ON inbox_files (organization_id, id) WHERE state IN ('RECEIVING', 'RECEIVED');
CREATE INDEX inbox_files_by_content ON inbox_files (organization_id, connection_id, sha256);
CALL kontor_wall('inbox_files');

CREATE TABLE inbox_chunks (
    organization_id uuid NOT NULL,
    file_id         uuid NOT NULL,
    number          integer NOT NULL,
    bytes           bytea NOT NULL,
    PRIMARY KEY (organization_id, file_id, number)
);
CALL kontor_wall('inbox_chunks');

-- Status reports already applied, by the bank's own message id: the same one may come twice.
CREATE TABLE status_reports (
    organization_id uuid NOT NULL,
    connection_id   uuid NOT NULL,
    message_id      text NOT NULL,
    inbox_file_id   uuid NOT NULL,
    PRIMARY KEY (organization_id, connection_id, message_id)
);
CALL kontor_wall('status_reports');

-- db-scheduler's own table (its documentation, PostgreSQL); jobs stand outside the tenants.
CREATE TABLE scheduled_tasks (
    task_name            text NOT NULL,
    task_instance        text NOT NULL,
    task_data            bytea,
    execution_time       timestamptz NOT NULL,
    picked               boolean NOT NULL,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint NOT NULL,
    priority             smallint,
    PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX scheduled_tasks_due ON scheduled_tasks (execution_time);
