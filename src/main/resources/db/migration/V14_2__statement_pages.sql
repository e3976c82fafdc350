-- A statement that came in pages, in files of their own: each proves and books by itself.
ALTER TABLE statements ADD COLUMN page bigint NOT NULL DEFAULT 1 CHECK (page >= 1);
DROP INDEX statements_once;
CREATE UNIQUE INDEX statements_once ON statements (organization_id, account_id, as_of, bank_id, sequence, page)
    WHERE status <> 'QUARANTINED';
