-- Banks use the id of a status report again for another one, so what it says belongs to its key. Empty: applied before.
ALTER TABLE status_reports ADD COLUMN digest text NOT NULL DEFAULT '';
ALTER TABLE status_reports DROP CONSTRAINT status_reports_pkey;
ALTER TABLE status_reports ADD CONSTRAINT status_reports_pkey PRIMARY KEY (organization_id, connection_id, message_id, digest);
