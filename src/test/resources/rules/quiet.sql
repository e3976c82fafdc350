-- What must hold besides when the house is quiet: all users have stopped, and the bank's days have gone by.

-- what was acknowledged is in the feed as it was told
SELECT t.kind || ' ' || t.name || ': ' || t.id || ' version ' || t.version
FROM told t LEFT JOIN events e ON e.resource_id = t.id AND e.version = t.version
WHERE t.id IS NOT NULL
    AND encode(sha256(convert_to(e.snapshot, 'UTF8')), 'hex') IS DISTINCT FROM t.digest;

-- what was acknowledged exists, under the id that was told
SELECT t.kind || ' ' || t.name || ': ' || t.id FROM told t
WHERE t.id IS NOT NULL AND t.kind IN ('COUNTERPARTY', 'MANDATE', 'PAYMENT', 'BATCH')
    AND NOT EXISTS (SELECT FROM made m WHERE m.name = t.name AND m.id = t.id);

-- what was refused does not exist
SELECT t.kind || ' ' || t.name || ': ' || m.id FROM told t JOIN made m USING (name)
WHERE t.id IS NULL;

-- one Idempotency-Key made one resource
SELECT name || ': ' || string_agg(id::text, ', ') FROM made GROUP BY name HAVING count(*) > 1;

-- one Idempotency-Key renamed once, and only if that was acknowledged
SELECT coalesce(t.name, e.name) || ': ' || coalesce(e.times, 0) || ' times'
FROM (SELECT * FROM told WHERE kind = 'RENAMING') AS t
FULL JOIN (SELECT snapshot::json ->> 'alias' AS name, count(*) AS times FROM events
    WHERE type = 'UPDATED' AND resource_id IN (SELECT id FROM counterparties)
    GROUP BY 1) AS e USING (name)
WHERE coalesce(e.times, 0) <> CASE WHEN t.id IS NULL THEN 0 ELSE 1 END;

-- decisions that were acknowledged were taken
SELECT t.kind || ' ' || t.name || ': ' || p.payment || ' is ' || p.status
FROM told t JOIN payments p ON t.id IN (p.id, p.batch_id)
WHERE t.kind = 'APPROVAL' AND p.status = 'CREATED'
    OR t.kind = 'REJECTION' AND t.id = p.id AND p.status <> 'REJECTED'
    OR t.kind = 'REJECTION' AND p.status IN ('CREATED', 'APPROVED');

-- every payment has come to an end, or waits for a decision
SELECT payment || ' is ' || status FROM payments p
WHERE status NOT IN ('CREATED', 'REJECTED', 'EXECUTED', 'FAILED', 'RETURNED')
    -- What a silent bank refuses, nobody is ever told.
    AND NOT (status = 'UNKNOWN' AND EXISTS (SELECT FROM testbank.orders o
        JOIN testbank.received_files f ON f.id = o.file_id
        WHERE o.end_to_end_id = p.end_to_end_id AND f.silent AND o.refusal IS NOT NULL));

-- the files for the bank hold what was sent, and nothing else
SELECT coalesce(p.payment, f.end_to_end_id) || ' is ' || coalesce(p.status, 'unknown')
    || ' and in ' || coalesce(f.file_id::text, 'no file')
FROM payments p FULL JOIN filed f USING (end_to_end_id)
WHERE p.file_id IS DISTINCT FROM f.file_id
    OR p.status IN ('EXECUTED', 'RETURNED') AND f.file_id IS NULL
    OR p.status IN ('CREATED', 'REJECTED') AND f.file_id IS NOT NULL;

-- the bank took each payment of the files once
SELECT end_to_end_id || ': ' || count(o.number) || ' times' FROM filed
LEFT JOIN testbank.orders o USING (end_to_end_id)
GROUP BY end_to_end_id HAVING count(o.number) <> 1;

-- the bank's ledger is what was executed, to the cent
SELECT account_id || ': booked ' || coalesce(b.sum, 0) || ', executed ' || coalesce(p.sum, 0)
FROM (SELECT account_id, sum(booked) AS sum FROM (
        SELECT account_id, booked FROM payments WHERE status = 'EXECUTED'
        UNION ALL SELECT own_account_id, -booked FROM payments
            WHERE status = 'EXECUTED' AND own_account_id IS NOT NULL) AS moves
    GROUP BY account_id) AS p
FULL JOIN (SELECT n.account_id, sum(amount_minor) AS sum FROM testbank.entries e
    JOIN account_numbers n ON n.number = e.iban
    WHERE posted_id IS NULL GROUP BY n.account_id) AS b USING (account_id)
WHERE coalesce(p.sum, 0) <> coalesce(b.sum, 0);

-- transactions are the bank's entries, to the cent
SELECT account_id || ': ' || coalesce(t.sum, 0) || ' of ' || coalesce(b.sum, 0)
FROM (SELECT account_id, sum(amount_minor) AS sum FROM transactions GROUP BY account_id) AS t
FULL JOIN (SELECT n.account_id, sum(amount_minor) AS sum FROM testbank.entries e
    JOIN account_numbers n ON n.number = e.iban GROUP BY n.account_id) AS b USING (account_id)
WHERE coalesce(t.sum, 0) <> coalesce(b.sum, 0);

-- a final payment is reconciled with the entries that it caused, and no other
SELECT p.payment || ' is ' || p.status || ', attached: '
    || coalesce(string_agg(a.transaction_id::text, ', '), 'nothing')
FROM payments p LEFT JOIN attached a ON a.attached_id = p.id
GROUP BY p.payment, p.status, p.account_id, p.own_account_id, p.booked, p.attached_transactions
HAVING count(a) FILTER (WHERE NOT a.returned) <> CASE
        WHEN p.status NOT IN ('EXECUTED', 'RETURNED') THEN 0
        WHEN p.own_account_id IS NULL THEN 1 ELSE 2 END
    OR count(a) FILTER (WHERE a.returned) <> CASE WHEN p.status = 'RETURNED' THEN 1 ELSE 0 END
    OR bool_or(a.amount_minor <> abs(p.booked))
    OR bool_or(a.account_id NOT IN (p.account_id, p.own_account_id))
    OR count(a) <> coalesce(cardinality(p.attached_transactions), 0);

-- an entry that payments caused is explained by them wholly
SELECT t.id || ' of ' || t.amount_minor || ' is ' || t.reconciliation_status
    || ', attached ' || sum(a.amount_minor)
FROM transactions t JOIN attached a ON a.transaction_id = t.id
GROUP BY t.id, t.amount_minor, t.reconciliation_status
HAVING sum(a.amount_minor) <> abs(t.amount_minor) OR t.reconciliation_status <> 'RECONCILED';

-- statements add up, each from where the one before ended
SELECT id || ' ' || status || ' of ' || as_of || ': ' || coalesce(reason, '') || before || ', '
    || opening_minor || ' + ' || sum || ' = ' || closing_minor
FROM (SELECT s.*, coalesce(t.sum, 0) AS sum, coalesce(lag(closing_minor)
        OVER (PARTITION BY account_id ORDER BY as_of, sequence), opening_minor) AS before
    FROM statements s LEFT JOIN (SELECT statement_id, sum(amount_minor) AS sum FROM transactions
        GROUP BY statement_id) AS t ON t.statement_id = s.id) AS s
WHERE status <> 'BOOKED' OR opening_minor + sum <> closing_minor OR before <> opening_minor;

-- batches are complete: each record made a payment, or says why not
SELECT b.id || ' ' || b.status || CASE WHEN b.open THEN ', work left' ELSE '' END || ': '
    || b.succeeded || ' + ' || b.failed || ' + ' || b.skipped || ' of ' || b.records
    || ', payments ' || count(p.id)
FROM batches b LEFT JOIN payments p ON p.batch_id = b.id
GROUP BY b.organization_id, b.id
HAVING b.status <> 'COMPLETED' OR b.open OR b.succeeded <> count(p.id)
    OR b.succeeded + b.failed + b.skipped <> b.records
        -- One faulty record fails a batch as a whole, and only the faulty ones are counted.
        AND NOT (b.failed > 0 AND b.succeeded = 0 AND NOT b.skip_faulty);

-- decisions of batches were carried out
SELECT batch_id || ' ' || number FROM batch_decisions WHERE NOT finished;

-- no file is left on the way
SELECT 'to the bank: ' || id || ' ' || state FROM instructions WHERE state <> 'SENT'
UNION ALL
SELECT 'from the bank: ' || id || ' ' || state || ' ' || coalesce(note, '') FROM inbox_files
WHERE state NOT IN ('PROCESSED', 'DUPLICATE')
UNION ALL
SELECT 'at the bank: ' || id || ' ' || name FROM testbank.outgoing_files WHERE NOT fetched;

-- no entry that is booked is still announced
SELECT id || ' of ' || date FROM pending_transactions;

-- no lease is held
SELECT 'batch ' || id FROM batches WHERE leased_until > now();
