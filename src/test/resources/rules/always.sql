-- What holds in an organization at any moment: each statement finds what breaks the rule above it, a line each.
-- Asked after every class of tests that uses the shared Kontor, and by the story of the crashes.

-- versions of a resource run from 1 without a gap
SELECT resource || ' ' || resource_id || ': ' || count(*) || ' from ' || min(version) || ' to ' || max(version)
FROM events
-- That a file came from a bank is no event; what an operator does with it is.
WHERE resource <> 'inbox_files'
GROUP BY resource, resource_id HAVING min(version) <> 1 OR max(version) <> count(*);

-- the newest event of a resource is its present version
SELECT r.id || ' has version ' || r.version || ', told ' || coalesce(e.version, 0)
FROM versions r
LEFT JOIN (SELECT resource_id AS id, max(version) AS version FROM events GROUP BY 1) AS e
    USING (id)
WHERE r.version IS DISTINCT FROM e.version;

-- the newest event tells a payment as it is
SELECT p.payment || ' is ' || p.status || ', told ' || (e.snapshot::json ->> 'status')
FROM payments p JOIN events e ON e.resource_id = p.id AND e.version = p.version
WHERE e.snapshot::json ->> 'status' <> p.status;

-- an idempotency claim stands for something that happened
SELECT c.claim || ' for ' || c.resource_id FROM idempotency_claims c
WHERE c.resource_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM events e WHERE e.resource_id = c.resource_id AND e.version = c.version);

-- no payment stands twice in the files for the bank
SELECT end_to_end_id || ' in ' || string_agg(file_id::text, ', ') FROM filed
GROUP BY end_to_end_id HAVING count(*) > 1;

-- a feed has no gap, and ends where it says
SELECT 'feed at ' || f.position || ', events ' || count(e.position) || ' to ' || coalesce(max(e.position), 0)
FROM feeds f LEFT JOIN events e USING (organization_id)
GROUP BY f.position HAVING f.position <> count(e.position) OR f.position <> coalesce(max(e.position), 0);

-- a payment that waits for approval has a step that waits, and no other has
SELECT p.payment || ' is ' || p.status || ', steps that wait: ' || count(s.number)
FROM payments p LEFT JOIN approval_steps s ON s.payment_id = p.id AND s.status = 'PENDING'
-- Who rejects decides one step, the others are left.
WHERE p.status <> 'REJECTED'
GROUP BY p.payment, p.status HAVING (p.status = 'CREATED') <> (count(s.number) > 0);

-- a payment is in the file that it names, while the bytes of the file are kept
SELECT 'payment ' || end_to_end_id || ', its file ' || file_id FROM (
    SELECT end_to_end_id, file_id FROM payments WHERE file_id IS NOT NULL
        AND file_id NOT IN (SELECT id FROM instructions WHERE emptied IS NOT NULL)
    EXCEPT SELECT end_to_end_id, file_id FROM filed) AS missing;

-- what is attached to a payment is what it says
SELECT p.payment || ' says ' || coalesce(cardinality(p.attached_transactions), 0) || ', attached ' || count(a.transaction_id)
FROM payments p LEFT JOIN transaction_attachments a ON a.attached_id = p.id
GROUP BY p.payment, p.attached_transactions
HAVING count(a.transaction_id) <> coalesce(cardinality(p.attached_transactions), 0);

-- a transaction is reconciled as far as it is explained
SELECT t.id || ' of ' || t.amount_minor || ' is ' || t.reconciliation_status || ', attached ' || coalesce(sum(a.amount_minor), 0)
FROM transactions t LEFT JOIN transaction_attachments a ON a.transaction_id = t.id
GROUP BY t.id, t.amount_minor, t.reconciliation_status
HAVING t.reconciliation_status <> CASE
    WHEN count(a.transaction_id) = 0 THEN 'NOT_RECONCILED'
    WHEN sum(a.amount_minor) = abs(t.amount_minor) THEN 'RECONCILED' ELSE 'PARTIALLY_RECONCILED' END;

-- of an expected transaction as much is open as nothing is attached for, or came back
SELECT e.id || ' of ' || e.amount_minor || ' has open ' || e.open_minor || ', attached '
    || coalesce(sum(CASE WHEN a.back THEN -a.amount_minor ELSE a.amount_minor END), 0)
FROM expected_transactions e LEFT JOIN transaction_attachments a ON a.attached_id = e.id AND a.type = 'EXPECTED_TRANSACTION'
GROUP BY e.id, e.amount_minor, e.open_minor
HAVING abs(e.amount_minor) - abs(e.open_minor)
    <> coalesce(sum(CASE WHEN a.back THEN -a.amount_minor ELSE a.amount_minor END), 0);

-- what is attached as expected is a booking of its account and currency, in its direction or on the way back
SELECT e.id || ' and ' || t.id
FROM expected_transactions e JOIN transaction_attachments a ON a.attached_id = e.id
JOIN transactions t ON t.id = a.transaction_id
WHERE e.account_id <> t.account_id OR e.currency <> t.currency OR (sign(e.amount_minor) = sign(t.amount_minor)) = a.back;

-- no money is two things: with an expected transaction, no more is attached than was booked
SELECT t.id || ' of ' || t.amount_minor || ' explains ' || sum(a.amount_minor)
FROM transactions t JOIN transaction_attachments a ON a.transaction_id = t.id
GROUP BY t.id, t.amount_minor
HAVING sum(a.amount_minor) > abs(t.amount_minor) AND bool_or(a.type = 'EXPECTED_TRANSACTION');

-- a batch counts its payments
SELECT b.id || ' ' || b.status || ': succeeded ' || b.succeeded || ', payments ' || count(p.id)
FROM batches b LEFT JOIN payments p ON p.batch_id = b.id
GROUP BY b.id, b.status, b.succeeded HAVING b.succeeded <> count(p.id);

-- results of batches are the payments that exist
SELECT id || ' of batch ' || batch_id
FROM (SELECT batch_id, unnest(payments) AS id, true AS told FROM batch_slices) AS results
FULL JOIN (SELECT batch_id, id, true AS made FROM payments WHERE batch_id IS NOT NULL) AS payments
    USING (batch_id, id)
WHERE id IS NOT NULL AND (told IS NULL OR made IS NULL);

-- an external id belongs to a resource that has it
SELECT r.external_id || ' of ' || r.id || ', held by ' || coalesce(x.resource_id::text, 'nobody')
FROM (SELECT id, external_id FROM counterparties WHERE NOT deleted
    UNION ALL SELECT id, external_id FROM external_accounts WHERE NOT deleted
    UNION ALL SELECT id, external_id FROM mandates
    UNION ALL SELECT id, external_id FROM credit_transfers
    UNION ALL SELECT id, external_id FROM direct_debits
    UNION ALL SELECT id, external_id FROM accounts
    UNION ALL SELECT id, external_id FROM expected_transactions
    UNION ALL SELECT id, external_id FROM batches) AS r
LEFT JOIN external_ids x ON x.external_id = r.external_id AND NOT x.released
WHERE r.external_id IS NOT NULL AND x.resource_id IS DISTINCT FROM r.id;

-- no payment has left whose payee's account was not reviewed
SELECT p.id || ' is ' || p.status || ', the review of its payee is ' || r.status
FROM credit_transfers p JOIN payee_reviews r ON r.organization_id = p.organization_id AND r.id = p.payee_review_id
WHERE p.status NOT IN ('CREATED', 'APPROVED', 'REJECTED', 'FAILED') AND r.status <> 'APPROVED';

-- what Bankgirot told was taken in of a mandate or a payment that is there
SELECT f.code || ' ' || f.said || ' of ' || f.subject_id FROM autogiro_facts f
WHERE NOT EXISTS (SELECT FROM mandates m WHERE m.id = f.subject_id)
    AND NOT EXISTS (SELECT FROM direct_debits d WHERE d.id = f.subject_id)
    AND NOT EXISTS (SELECT FROM credit_transfers c WHERE c.id = f.subject_id AND c.mandate_id IS NOT NULL);

-- a refund waits for a collection that is there, and is no fact yet
SELECT e.content || ' of ' || e.payment_id FROM autogiro_early_refunds e
WHERE NOT EXISTS (SELECT FROM direct_debits d WHERE d.id = e.payment_id)
    OR EXISTS (SELECT FROM autogiro_facts f WHERE f.organization_id = e.organization_id AND f.digest = e.digest);

-- a sum that Bankgirot paid in is on an account that is there
SELECT s.name || ' on ' || s.account_id FROM autogiro_deposits s
WHERE NOT EXISTS (SELECT FROM accounts a WHERE a.id = s.account_id);

-- a sum that Bankgirot drew is on an account that is there
SELECT s.name || ' on ' || s.account_id FROM autogiro_withdrawals s
WHERE NOT EXISTS (SELECT FROM accounts a WHERE a.id = s.account_id);

-- a credit under a mandate pays the payer of an AUTOGIRO mandate, from the account that this collects into
SELECT c.id || ' under ' || c.mandate_id
FROM credit_transfers c
LEFT JOIN mandates m ON m.organization_id = c.organization_id AND m.id = c.mandate_id
WHERE c.mandate_id IS NOT NULL AND (m.id IS NULL OR m.scheme <> 'AUTOGIRO' OR c.scheme <> 'SE_A2A'
    OR m.external_account_id IS DISTINCT FROM c.external_account_id
    OR m.destination_account_id IS DISTINCT FROM c.source_account_id);

-- what stands in a file to Bankgirot as a credit is one, of the same amount, and nothing else is
SELECT o.reference || ' of ' || o.payment_id
FROM autogiro_payments o
LEFT JOIN credit_transfers c ON c.organization_id = o.organization_id AND c.id = o.payment_id
WHERE o.credit <> (c.id IS NOT NULL) OR c.mandate_id IS NULL AND c.id IS NOT NULL
    OR c.amount_minor <> o.amount_minor;

-- nothing is collected again that the payer wanted back, or that was given back, and no more than was collected
SELECT d.id || ' is made again of ' || o.id || ', ' || coalesce(r.kind, 'of less')
FROM direct_debits d
JOIN direct_debits o ON o.organization_id = d.organization_id AND o.id = d.retry_of
LEFT JOIN r_transactions r ON r.organization_id = o.organization_id AND r.payment_id = o.id
    AND r.kind IN ('REFUND', 'REVERSAL') AND r.created < d.created
WHERE r.id IS NOT NULL OR d.amount_minor > o.amount_minor;

-- what became of the rows of an import is told with the slice that they came in, each once
SELECT r.import_id || ' row ' || r.record_index || ' has no slice'
FROM mandate_import_rows r
WHERE NOT EXISTS (
    SELECT FROM mandate_import_slices s
    WHERE s.import_id = r.import_id AND s.first_record BETWEEN r.record_index - 499 AND r.record_index);

-- each word leads to a counterparty or an account that is there
SELECT w.resource || ' ' || w.resource_id || ' by ' || w.source_id
FROM search_words w
WHERE NOT EXISTS (SELECT FROM counterparties c WHERE c.id = w.resource_id AND NOT c.deleted)
    AND NOT EXISTS (SELECT FROM external_accounts a WHERE a.id = w.resource_id AND NOT a.deleted)
    OR NOT EXISTS (SELECT FROM counterparties c WHERE c.id = w.source_id AND NOT c.deleted)
    AND NOT EXISTS (SELECT FROM external_accounts a WHERE a.id = w.source_id AND NOT a.deleted);

-- a booking is found by each word of the name at its other side
SELECT t.id || ' by ' || w.word
FROM transactions t CROSS JOIN LATERAL unnest(string_to_array(t.party_key, ' ')) AS w (word)
WHERE t.party_key <> '' AND NOT EXISTS (
    SELECT FROM booked_names n
    WHERE n.organization_id = t.organization_id AND n.word = w.word AND n.party_key = t.party_key);
