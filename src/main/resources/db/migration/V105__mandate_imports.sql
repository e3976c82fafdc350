-- Portfolios of mandates that move in, each as one file of rows; the file is in batch_pieces.
CREATE TABLE mandate_imports (
    organization_id  uuid NOT NULL,
    id               uuid NOT NULL,
    status           text NOT NULL
        CHECK (status IN ('CREATED', 'PROCESSING_STARTED', 'COMPLETED', 'CANCELLED', 'FAILED')),
    -- Everything is tried and nothing stays but the results.
    dry_run          boolean NOT NULL,
    -- Who asked, with role and permissions as they were then: the mandates are made in that name.
    creator_user_id  uuid NOT NULL,
    creator          text NOT NULL,
    request_id       uuid NOT NULL,
    records          integer NOT NULL CHECK (records >= 1),
    size             bigint NOT NULL CHECK (size >= 1),
    sha256           bytea NOT NULL CHECK (length(sha256) = 32),
    file_name        text,
    -- How far it is; changes without a new version.
    succeeded        integer NOT NULL DEFAULT 0,
    existing         integer NOT NULL DEFAULT 0,
    failed           integer NOT NULL DEFAULT 0,
    -- There is work left. How often it was begun without getting further.
    open             boolean NOT NULL,
    attempts         integer NOT NULL DEFAULT 0,
    emptied          timestamptz,
    version          integer NOT NULL CHECK (version >= 1),
    created          timestamptz NOT NULL,
    updated          timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id),
    CHECK (succeeded + existing + failed <= records),
    CHECK (open = (status IN ('CREATED', 'PROCESSING_STARTED')))
);
CREATE INDEX mandate_imports_open ON mandate_imports (organization_id, id) WHERE open;
CREATE INDEX mandate_imports_to_empty ON mandate_imports (organization_id, updated)
    WHERE NOT open AND emptied IS NULL;
CALL kontor_tenant_table('mandate_imports');
CREATE POLICY watching ON mandate_imports FOR SELECT
    USING (open AND current_setting('kontor.watching', true) = 'on');

-- One row per slice that is done, committed with its mandates: what is here cannot be done twice.
CREATE TABLE mandate_import_slices (
    organization_id uuid NOT NULL,
    import_id       uuid NOT NULL,
    first_record    integer NOT NULL,
    PRIMARY KEY (organization_id, import_id, first_record),
    FOREIGN KEY (organization_id, import_id) REFERENCES mandate_imports (organization_id, id)
);
CALL kontor_tenant_table('mandate_import_slices');

-- What became of each row of the file.
CREATE TABLE mandate_import_rows (
    organization_id uuid NOT NULL,
    import_id       uuid NOT NULL,
    record_index    integer NOT NULL,
    -- The line of the file on which the row begins, counted from 1.
    line            bigint NOT NULL,
    status          text NOT NULL CHECK (status IN ('SUCCEEDED', 'EXISTING', 'FAILED')),
    -- The mandate that it became, or that was there; of a dry run only the latter.
    mandate_id      uuid,
    -- JSON array of what is wrong with it.
    faults          text,
    PRIMARY KEY (organization_id, import_id, record_index),
    FOREIGN KEY (organization_id, import_id) REFERENCES mandate_imports (organization_id, id),
    CHECK ((status = 'FAILED') = (faults IS NOT NULL))
);
CREATE INDEX mandate_import_rows_failed ON mandate_import_rows (organization_id, import_id, record_index)
    WHERE status = 'FAILED';
CALL kontor_tenant_table('mandate_import_rows');
