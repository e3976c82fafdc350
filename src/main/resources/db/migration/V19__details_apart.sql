-- What entries consist of, told apart from them: by a notification (camt.054) before or after the statement that
-- books them, or by a statement whose entry is too large to be booked at once. The details wait in
-- transaction_details under the id of the row here and move to the transaction in parts.
CREATE TABLE notified_entries (
    organization_id    uuid NOT NULL,
    id                 uuid NOT NULL,
    account_id         uuid NOT NULL,
    -- The file that waits with it; none where a statement tells details of its own entry.
    inbox_file_id      uuid,
    -- Place in that file, from 1.
    position           bigint NOT NULL CHECK (position >= 1),
    -- What it says, so that told again under another name it is the same.
    entry_key          text NOT NULL,
    occurrence         integer NOT NULL CHECK (occurrence >= 1),
    date               date NOT NULL,
    amount_minor       bigint NOT NULL,
    currency           text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    servicer_reference text,
    -- Of its first transaction.
    end_to_end_id      text,
    details            bigint NOT NULL CHECK (details >= 0),
    moved              bigint NOT NULL CHECK (moved BETWEEN 0 AND details),
    status             text NOT NULL CHECK (status IN ('TELLING', 'WAITING', 'JOINING', 'JOINED', 'NEEDLESS')),
    transaction_id     uuid,
    created            timestamptz NOT NULL,
    updated            timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, account_id) REFERENCES accounts (organization_id, id),
    FOREIGN KEY (organization_id, transaction_id) REFERENCES transactions (organization_id, id),
    CHECK ((transaction_id IS NOT NULL) = (status IN ('JOINING', 'JOINED')))
);
-- The key before the account: see V14_3.
CREATE UNIQUE INDEX notified_entries_once ON notified_entries (organization_id, entry_key, account_id, occurrence);
CREATE INDEX notified_entries_open ON notified_entries (organization_id, account_id, status, id)
    WHERE status IN ('WAITING', 'JOINING');
CREATE INDEX notified_entries_of_file ON notified_entries (organization_id, inbox_file_id)
    WHERE status IN ('TELLING', 'WAITING');
CALL kontor_wall('notified_entries');

-- By what a booked entry without its details and the details without their entry know each other.
CREATE TABLE entry_links (
    organization_id    uuid NOT NULL,
    link               text NOT NULL,
    side               text NOT NULL CHECK (side IN ('BOOKED', 'NOTIFIED')),
    entry_id           uuid NOT NULL,
    date               date NOT NULL,
    servicer_reference text,
    details            bigint NOT NULL CHECK (details >= 0),
    PRIMARY KEY (organization_id, link, side, entry_id)
);
CREATE INDEX entry_links_of ON entry_links (organization_id, entry_id);
CALL kontor_wall('entry_links');

ALTER TABLE transaction_details DROP CONSTRAINT transaction_details_organization_id_transaction_id_fkey;

-- Pages of a statement that prove nothing alone: each waits in its file until all are there.
CREATE TABLE statement_pages (
    organization_id uuid NOT NULL,
    account_id      uuid NOT NULL,
    -- Name, number and period of the statement: what its pages have in common.
    statement       text NOT NULL,
    first_page      bigint NOT NULL CHECK (first_page >= 1),
    last_page       bigint NOT NULL CHECK (last_page >= first_page),
    is_last         boolean NOT NULL,
    inbox_file_id   uuid NOT NULL,
    -- The how-manieth statement of its file, from 0.
    place           integer NOT NULL CHECK (place >= 0),
    bank_id         text NOT NULL,
    entries         bigint NOT NULL CHECK (entries >= 0),
    booked_minor    bigint NOT NULL,
    -- Null while it waits.
    statement_id    uuid,
    -- Why all pages together were not booked.
    refused         text,
    received        timestamptz NOT NULL,
    PRIMARY KEY (organization_id, account_id, statement, first_page),
    FOREIGN KEY (organization_id, account_id) REFERENCES accounts (organization_id, id)
);
CREATE INDEX statement_pages_of_file ON statement_pages (organization_id, inbox_file_id) WHERE statement_id IS NULL;
CALL kontor_wall('statement_pages');

ALTER TABLE inbox_files DROP CONSTRAINT inbox_files_state_check;
ALTER TABLE inbox_files ADD CONSTRAINT inbox_files_state_check
    CHECK (state IN ('RECEIVING', 'RECEIVED', 'WAITING', 'PROCESSED', 'DUPLICATE', 'QUARANTINED'));
CREATE INDEX inbox_files_for_others ON inbox_files (organization_id, id) WHERE state = 'WAITING';
