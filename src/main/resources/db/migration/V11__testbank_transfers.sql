-- The simulated bank takes credit transfers too. A collection and a transfer are both orders: they share the
-- tables, and a negative amount leaves the account. Nothing is updated here, since a migration belongs to no
-- organization and so sees no rows; what changes its meaning is rewritten by its type.
ALTER TABLE testbank.received_files
    -- pain.008 or pain.001, once it was read; older files are collections.
    ADD COLUMN message_name text CHECK (message_name IN ('pain.001', 'pain.008')),
    -- A magic party in it makes the bank say nothing of the file, then and later.
    ADD COLUMN silent boolean NOT NULL DEFAULT false;

ALTER TABLE testbank.collection_groups RENAME TO order_groups;
ALTER TABLE testbank.order_groups RENAME COLUMN scheme TO code;
ALTER TABLE testbank.order_groups RENAME COLUMN collection_date TO execution_date;
ALTER TABLE testbank.order_groups DROP CONSTRAINT collection_groups_scheme_check;
ALTER TABLE testbank.order_groups
    -- ISO bank transaction code under which it is booked: domain/family/sub-family.
    ALTER COLUMN code TYPE text USING CASE code WHEN 'B2B' THEN 'PMNT/IDDT/BBDD' ELSE 'PMNT/IDDT/ESDD' END,
    ADD CHECK (code ~ '^[A-Z]{4}/[A-Z]{4}/[A-Z]{4}$'),
    DROP COLUMN creditor_identifier,
    -- The account's owner as the file names it; the payee of an internal transfer reads it.
    ADD COLUMN owner_name text NOT NULL DEFAULT '',
    -- The bank executes it later than was asked, on its next day.
    ADD COLUMN moved boolean NOT NULL DEFAULT false;

ALTER TABLE testbank.collections RENAME TO orders;
ALTER TABLE testbank.orders RENAME COLUMN debtor_name TO party_name;
ALTER TABLE testbank.orders RENAME COLUMN debtor_iban TO party_account;
ALTER TABLE testbank.orders DROP CONSTRAINT collections_amount_minor_check;
ALTER TABLE testbank.orders
    -- Minor units; negative leaves the account.
    ADD CHECK (amount_minor <> 0),
    ALTER COLUMN mandate_reference DROP NOT NULL,
    -- IBAN of the payee's account when that is kept at this bank: both sides are booked.
    ADD COLUMN internal_iban text,
    -- A magic payee's transfer waits at the bank until this day, apart from its group.
    ADD COLUMN held_until date;
ALTER INDEX testbank.collections_to_return RENAME TO orders_to_return;
CREATE INDEX orders_held ON testbank.orders (organization_id, file_id, held_until) WHERE held_until IS NOT NULL;

ALTER TABLE testbank.entries RENAME COLUMN collection TO order_number;
ALTER TABLE testbank.entries RENAME COLUMN counterparty_iban TO counterparty_account;

ALTER TABLE testbank.agenda DROP CONSTRAINT agenda_action_check;
ALTER TABLE testbank.agenda ADD CHECK (action IN
    ('JUDGE', 'REFUSE_LATE', 'BOOK', 'BOOK_AT_ONCE', 'RELEASE', 'RETURN', 'STATE'));
