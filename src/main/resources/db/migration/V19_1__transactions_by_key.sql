-- Looked up by the key of the entry. The account stands behind it: see V14_3.
DROP INDEX transactions_once;
CREATE UNIQUE INDEX transactions_once ON transactions (organization_id, entry_key, account_id, occurrence);
