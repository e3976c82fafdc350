-- Who may work for what, on whichever node: one row for each thing that is worked for, e.g. a connection. Time is the
-- database's alone, and only lets others in; what tells a worker of today from one of yesterday is the row itself.
CREATE TABLE leases (
    organization_id uuid NOT NULL,
    -- A connection, or the organization itself for what its banks sent.
    subject_id      uuid NOT NULL,
    -- Grows with every taking and with every hand-over of a file, never falls back.
    fence           bigint NOT NULL,
    -- Drawn anew by every taking.
    holder          uuid NOT NULL,
    held_until      timestamptz NOT NULL,
    PRIMARY KEY (organization_id, subject_id),
    CONSTRAINT leases_fence CHECK (fence > 0)
);
CALL kontor_tenant_table('leases');

-- The last attempt to hand a file over: its number (a fence of the connection's lease), and whether it was let go, so
-- that the file may have left. Absent: none yet, or one by a node of the version before, which numbered none.
ALTER TABLE instructions ADD COLUMN attempt bigint;
ALTER TABLE instructions ADD COLUMN may_have_left boolean NOT NULL DEFAULT false;
