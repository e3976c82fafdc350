-- Which file it was at the bank, beside its name, which a bank may use again: one that is stored and cannot be taken
-- off the bank's list is known when it is offered anew, and not stored again each time. Absent where names are never
-- used again, and in files of the version before.
ALTER TABLE inbox_files ADD COLUMN remote_version text;
CREATE INDEX inbox_files_by_version ON inbox_files (organization_id, connection_id, remote_version)
    WHERE remote_version IS NOT NULL;
