-- By which file a bank told a statement, and of which file of ours a report speaks: so that people find the messages
-- that tell of a payment. Unknown of what was read before.
ALTER TABLE statements ADD COLUMN inbox_file_id uuid;
ALTER TABLE status_reports ADD COLUMN instruction_id uuid;
CREATE INDEX status_reports_of_instruction ON status_reports (organization_id, instruction_id)
    WHERE instruction_id IS NOT NULL;
