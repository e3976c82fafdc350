-- An emergency stop: while it is paused nothing leaves for a bank, of a whole organization or over one connection.
-- Who gave the order is the id of a user, or the operating system's user of the command line.
ALTER TABLE organizations ADD COLUMN paused_since timestamptz;
ALTER TABLE organizations ADD COLUMN paused_by text;
ALTER TABLE organizations ADD COLUMN pause_reason text;
ALTER TABLE organizations ADD CONSTRAINT organizations_pause
    CHECK ((paused_since IS NULL) = (paused_by IS NULL) AND (pause_reason IS NULL OR paused_since IS NOT NULL));

ALTER TABLE connections ADD COLUMN paused_since timestamptz;
ALTER TABLE connections ADD COLUMN paused_by text;
ALTER TABLE connections ADD COLUMN pause_reason text;
ALTER TABLE connections ADD CONSTRAINT connections_pause
    CHECK ((paused_since IS NULL) = (paused_by IS NULL) AND (pause_reason IS NULL OR paused_since IS NOT NULL));
