-- What the rules are asked of, in words that they share.

-- payments of both kinds
CREATE TEMP VIEW payments AS
SELECT id, 'transfer ' || id AS payment, status, -amount_minor AS booked, version, reference,
    batch_id, source_account_id AS account_id, destination_account_id AS own_account_id,
    attached_transactions, connection_instruction_id AS file_id,
    replace(id::text, '-', '') AS end_to_end_id
FROM credit_transfers
UNION ALL
SELECT id, 'debit ' || id, status, amount_minor, version, reference, batch_id,
    destination_account_id, NULL, attached_transactions,
    connection_instruction_id, replace(id::text, '-', '')
FROM direct_debits;

-- what has a version, and tells of each in an event
CREATE TEMP VIEW versions AS
SELECT id, version FROM payments UNION ALL SELECT id, version FROM mandates
UNION ALL SELECT id, version FROM counterparties UNION ALL SELECT id, version FROM accounts
UNION ALL SELECT id, version FROM external_accounts UNION ALL SELECT id, version FROM batches
UNION ALL SELECT id, version FROM transactions UNION ALL SELECT id, version FROM instructions;

-- payments in the files for the bank, as the bank reads them
CREATE TEMP VIEW in_files AS
SELECT i.id AS file_id, i.state, found[1] AS end_to_end_id
FROM instructions i
CROSS JOIN LATERAL (SELECT string_agg(bytes, ''::bytea ORDER BY number) AS bytes
    FROM instruction_chunks WHERE file_id = i.id) AS file
CROSS JOIN LATERAL regexp_matches(encode(file.bytes, 'escape'), '<EndToEndId>([^<]+)</EndToEndId>', 'g') AS found
UNION ALL
SELECT i.id, i.state, replace(d.id::text, '-', '')
FROM instructions i
CROSS JOIN LATERAL (SELECT string_agg(bytes, ''::bytea ORDER BY number) AS bytes
    FROM instruction_chunks WHERE file_id = i.id) AS file
CROSS JOIN LATERAL regexp_matches(encode(file.bytes, 'escape'), '\n(?:82|32).{51}([0-9A-F]{16})', 'g') AS found
JOIN (SELECT id FROM direct_debits
    UNION ALL SELECT id FROM credit_transfers WHERE mandate_id IS NOT NULL) AS d
    ON upper(right(replace(d.id::text, '-', ''), 16)) = found[1]
WHERE i.message_name = 'autogiro';
