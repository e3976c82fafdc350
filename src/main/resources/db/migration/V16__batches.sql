-- Many payments asked for at once, as one JSON body or one file.
CREATE TABLE batches (
    organization_id  uuid NOT NULL,
    id               uuid NOT NULL,
    kind             text NOT NULL CHECK (kind IN ('CREDIT_TRANSFER', 'DIRECT_DEBIT')),
    status           text NOT NULL CHECK (status IN ('CREATED', 'PROCESSING_STARTED', 'COMPLETED')),
    treatment        text NOT NULL CHECK (treatment IN ('INDIVIDUAL_PAYMENTS', 'BATCH')),
    skip_faulty      boolean NOT NULL,
    -- Who asked, with role and permissions as they were then: the payments are made in that name.
    creator_user_id  uuid NOT NULL,
    creator          text NOT NULL,
    request_id       uuid NOT NULL,
    external_id      text,
    metadata         text,
    form             text NOT NULL CHECK (form IN ('BODY', 'JSON_FILE', 'CSV_FILE')),
    content_type     text NOT NULL,
    records          integer NOT NULL CHECK (records >= 1),
    size             bigint NOT NULL CHECK (size >= 1),
    sha256           bytea NOT NULL CHECK (length(sha256) = 32),
    file_name        text,
    -- How far it is; changes without a new version.
    checked          boolean NOT NULL DEFAULT false,
    validated        integer NOT NULL DEFAULT 0,
    succeeded        integer NOT NULL DEFAULT 0,
    failed           integer NOT NULL DEFAULT 0,
    skipped          integer NOT NULL DEFAULT 0,
    -- JSON; known once validated, once completed.
    input_totals     text,
    result_totals    text,
    errors           text,
    -- There is work left; whoever does it holds the lease, and every step of the work renews it.
    open             boolean NOT NULL,
    lease            uuid,
    leased_until     timestamptz,
    attempts         integer NOT NULL DEFAULT 0,
    version          integer NOT NULL CHECK (version >= 1),
    created          timestamptz NOT NULL,
    updated          timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id),
    CHECK (validated <= records AND succeeded + failed + skipped <= records),
    CHECK (open OR status = 'COMPLETED')
);
CREATE INDEX batches_by_kind ON batches (organization_id, kind, id);
CREATE INDEX batches_open ON batches (organization_id, id) WHERE open;
CALL kontor_wall('batches');

-- The input as it came, in pieces; kept for whoever asks later what was sent.
CREATE TABLE batch_pieces (
    organization_id uuid NOT NULL,
    batch_id        uuid NOT NULL,
    number          integer NOT NULL,
    bytes           bytea NOT NULL,
    PRIMARY KEY (organization_id, batch_id, number)
);
-- JSON and CSV are mostly repetition, but the time of compressing is the client's time.
ALTER TABLE batch_pieces ALTER COLUMN bytes SET STORAGE EXTERNAL;
CALL kontor_wall('batch_pieces');

-- One row per slice of records whose payments are made, committed with them: what is here is done, and
-- nobody can do it twice. payments[i] is the payment of record first_record + i, null where there is none.
CREATE TABLE batch_slices (
    organization_id uuid NOT NULL,
    batch_id        uuid NOT NULL,
    first_record    integer NOT NULL,
    records         integer NOT NULL,
    made            integer NOT NULL,
    payments        uuid[] NOT NULL CHECK (cardinality(payments) = records),
    input_totals    text NOT NULL,
    result_totals   text NOT NULL,
    -- The approval steps of its payments, taken together.
    steps           text NOT NULL,
    PRIMARY KEY (organization_id, batch_id, first_record),
    FOREIGN KEY (organization_id, batch_id) REFERENCES batches (organization_id, id)
);
CALL kontor_wall('batch_slices');

-- Records that became no payment, each with its faults (JSON array of ErrorDetails).
CREATE TABLE batch_faults (
    organization_id uuid NOT NULL,
    batch_id        uuid NOT NULL,
    record_index    integer NOT NULL,
    -- The line of the file on which the record begins, counted from 1.
    line            bigint,
    skipped         boolean NOT NULL,
    faults          text NOT NULL,
    PRIMARY KEY (organization_id, batch_id, record_index),
    FOREIGN KEY (organization_id, batch_id) REFERENCES batches (organization_id, id)
);
CALL kontor_wall('batch_faults');

-- What people decided of a batch, on its way to the payments: slice by slice, in the order of the decisions.
CREATE TABLE batch_decisions (
    organization_id uuid NOT NULL,
    batch_id        uuid NOT NULL,
    number          integer NOT NULL,
    -- APPROVE: which step, as chain and place within the chain, since each payment has steps of its own.
    chain_id        uuid,
    place           integer,
    reason          text,
    caller          text NOT NULL,
    request_id      uuid NOT NULL,
    -- Slices whose first record lies before this one are done.
    done_before     integer NOT NULL,
    succeeded       integer NOT NULL,
    left_as_is      integer NOT NULL,
    finished        boolean NOT NULL,
    PRIMARY KEY (organization_id, batch_id, number),
    FOREIGN KEY (organization_id, batch_id) REFERENCES batches (organization_id, id),
    CHECK ((chain_id IS NULL) = (place IS NULL))
);
CALL kontor_wall('batch_decisions');

-- The snapshot of an event is some 2 KB, and PostgreSQL would compress each row beyond 2 KB: half the time of
-- writing an event, to save a third of its bytes.
ALTER TABLE events SET (toast_tuple_target = 8160);
