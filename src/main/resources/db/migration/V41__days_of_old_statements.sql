-- Statements that were booked before statement_days was kept have none. They are told from the others until Kontor has
-- looked at what they booked: when the next statement of those days comes, or at night.
ALTER TABLE statements ADD COLUMN days_kept boolean NOT NULL DEFAULT false;
ALTER TABLE statements ALTER COLUMN days_kept SET DEFAULT true;
CREATE INDEX statements_without_days ON statements (organization_id, account_id, as_of) WHERE NOT days_kept;
