-- Old things go: what is large or personal, never that it was there (decision 24).

-- When the bytes of a file went; the row with its digest stays.
ALTER TABLE instructions ADD COLUMN emptied timestamptz;
ALTER TABLE inbox_files ADD COLUMN emptied timestamptz;
ALTER TABLE batches ADD COLUMN emptied timestamptz;

-- What is left to do is at the beginning of each index, so that looking costs one page.
CREATE INDEX instructions_to_empty ON instructions (organization_id, updated)
    WHERE emptied IS NULL AND state = 'SENT';
CREATE INDEX inbox_files_to_empty ON inbox_files (organization_id, processed)
    WHERE emptied IS NULL AND state = 'PROCESSED';
CREATE INDEX inbox_files_twice ON inbox_files (organization_id, id)
    WHERE emptied IS NULL AND state = 'DUPLICATE';
CREATE INDEX batches_to_empty ON batches (organization_id, updated)
    WHERE emptied IS NULL AND NOT open;
CREATE INDEX status_reports_by_file ON status_reports (organization_id, inbox_file_id);

-- When the personal data of a deleted party went; the row stays, mandates and payments point at it.
ALTER TABLE counterparties ADD COLUMN erased timestamptz;
ALTER TABLE external_accounts ADD COLUMN erased timestamptz;
CREATE INDEX counterparties_to_erase ON counterparties (organization_id, updated)
    WHERE erased IS NULL AND deleted;
CREATE INDEX external_accounts_to_erase ON external_accounts (organization_id, updated)
    WHERE erased IS NULL AND deleted;
