-- The words that only the story of the crashes needs. Large: what is asked often is worked out once.

-- what the users were told
CREATE TEMP TABLE told (name text, kind text, id uuid, version int, digest text);

-- what was made, by the name that says which request it was
CREATE TEMP VIEW made AS
SELECT reference AS name, id FROM payments
UNION ALL SELECT legal_name, id FROM counterparties WHERE legal_name LIKE 'actor-%'
UNION ALL SELECT mandate_reference, id FROM mandates
UNION ALL SELECT metadata::json ->> 'story', id FROM batches;

-- payments in the files for the bank
CREATE TEMP TABLE filed AS SELECT * FROM in_files;

-- what is attached to transactions, with what matters of these
CREATE TEMP TABLE attached AS
SELECT a.attached_id, a.transaction_id, a.amount_minor, t.returned, t.account_id
FROM transaction_attachments a
JOIN transactions t ON t.organization_id = a.organization_id AND t.id = a.transaction_id;
