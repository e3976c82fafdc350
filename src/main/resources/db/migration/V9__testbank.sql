-- The simulated bank keeps its books apart: nothing here refers to a table of Kontor.
CREATE SCHEMA testbank;

-- Which accounts exist is written in the bank's code; here stands how far its books have come.
CREATE TABLE testbank.accounts (
    organization_id  uuid NOT NULL,
    iban             text NOT NULL,
    -- Closing balance of the last statement, minor units of the account's currency.
    balance_minor    bigint NOT NULL,
    statement_number integer NOT NULL CHECK (statement_number >= 0),
    -- The last day that is closed: nothing is booked on or before it any more.
    stated_until     date NOT NULL,
    PRIMARY KEY (organization_id, iban)
);
CALL kontor_wall('testbank.accounts');

CREATE TABLE testbank.received_files (
    organization_id uuid NOT NULL,
    id              uuid NOT NULL,
    login           text NOT NULL,
    name            text NOT NULL,
    -- The bank's own time: cut-offs are judged by it.
    received        timestamptz NOT NULL,
    -- MsgId of the file once it was read; refused twins have none.
    message_id      text,
    PRIMARY KEY (organization_id, id),
    UNIQUE (organization_id, login, name),
    UNIQUE (organization_id, login, message_id)
);
CALL kontor_wall('testbank.received_files');

CREATE TABLE testbank.outgoing_files (
    organization_id uuid NOT NULL,
    id              uuid NOT NULL,
    login           text NOT NULL,
    name            text NOT NULL,
    kind            text NOT NULL CHECK (kind IN ('PAIN_002', 'CAMT_053')),
    issued          timestamptz NOT NULL,
    -- The customer said that it has the file safe.
    fetched         boolean NOT NULL DEFAULT false,
    PRIMARY KEY (organization_id, id),
    UNIQUE (organization_id, login, name)
);
CREATE INDEX outgoing_files_waiting ON testbank.outgoing_files (organization_id, login, id) WHERE NOT fetched;
CALL kontor_wall('testbank.outgoing_files');

-- Bytes of both kinds of files in pieces, so that no file has to fit into memory.
CREATE TABLE testbank.file_chunks (
    organization_id uuid NOT NULL,
    file_id         uuid NOT NULL,
    position        integer NOT NULL CHECK (position >= 0),
    bytes           bytea NOT NULL,
    PRIMARY KEY (organization_id, file_id, position)
);
CALL kontor_wall('testbank.file_chunks');

-- A PmtInf of a received pain.008.
CREATE TABLE testbank.collection_groups (
    organization_id        uuid NOT NULL,
    file_id                uuid NOT NULL,
    number                 integer NOT NULL CHECK (number >= 1),
    payment_information_id text NOT NULL,
    iban                   text NOT NULL,
    scheme                 text NOT NULL CHECK (scheme IN ('CORE', 'B2B')),
    creditor_identifier    text NOT NULL,
    collection_date        date NOT NULL,
    batch_booking          boolean NOT NULL,
    -- Reason code when the whole group was refused.
    refusal                text,
    booked                 boolean NOT NULL DEFAULT false,
    PRIMARY KEY (organization_id, file_id, number)
);
CALL kontor_wall('testbank.collection_groups');

-- A DrctDbtTxInf of a received pain.008.
CREATE TABLE testbank.collections (
    organization_id   uuid NOT NULL,
    file_id           uuid NOT NULL,
    group_number      integer NOT NULL,
    number            integer NOT NULL CHECK (number >= 1),
    instruction_id    text,
    end_to_end_id     text NOT NULL,
    amount_minor      bigint NOT NULL CHECK (amount_minor > 0),
    mandate_reference text NOT NULL,
    debtor_name       text NOT NULL,
    debtor_iban       text NOT NULL,
    remittance        text,
    -- Reason code when this one was refused, at once or late.
    refusal           text,
    -- What a magic debtor does later: reason code and bank day.
    late_refusal      text,
    return_reason     text,
    return_date       date,
    PRIMARY KEY (organization_id, file_id, group_number, number)
);
CREATE INDEX collections_to_return ON testbank.collections (organization_id, file_id, return_date)
    WHERE return_date IS NOT NULL;
CALL kontor_wall('testbank.collections');

CREATE TABLE testbank.entries (
    organization_id  uuid NOT NULL,
    id               bigint GENERATED ALWAYS AS IDENTITY,
    iban             text NOT NULL,
    booking_date     date NOT NULL,
    value_date       date NOT NULL,
    -- Minor units; negative leaves the account.
    amount_minor     bigint NOT NULL CHECK (amount_minor <> 0),
    -- ISO bank transaction code: domain/family/sub-family.
    code             text NOT NULL CHECK (code ~ '^[A-Z]{4}/[A-Z]{4}/[A-Z]{4}$'),
    return_reason    text,
    -- Where it comes from: a group (collection absent), one collection of it, or what was posted.
    file_id          uuid,
    group_number     integer,
    collection       integer,
    -- Collections behind it.
    transactions     integer NOT NULL DEFAULT 1 CHECK (transactions >= 1),
    posted_id        uuid,
    -- Of the one collection, repeated so that a statement is read from one table; a batch has none.
    counterparty     text,
    counterparty_iban text,
    remittance       text,
    instruction_id   text,
    end_to_end_id    text,
    mandate_reference text,
    -- The day whose statement shows it, and that statement's number once it is issued.
    statement_date   date NOT NULL,
    statement_number integer,
    PRIMARY KEY (organization_id, id),
    CHECK ((file_id IS NULL) = (group_number IS NULL)),
    CHECK (collection IS NULL OR file_id IS NOT NULL)
);
-- Nothing is booked, or taken back, twice.
CREATE UNIQUE INDEX entries_once ON testbank.entries
    (organization_id, file_id, group_number, collection, (return_reason IS NULL)) NULLS NOT DISTINCT
    WHERE file_id IS NOT NULL;
CREATE INDEX entries_to_state ON testbank.entries (organization_id, iban, statement_date)
    WHERE statement_number IS NULL;
CREATE INDEX entries_by_statement ON testbank.entries (organization_id, iban, statement_number, id);
CALL kontor_wall('testbank.entries');

-- What the bank will do and when; a bank with an empty agenda costs nothing.
CREATE TABLE testbank.agenda (
    organization_id uuid NOT NULL,
    due             timestamptz NOT NULL,
    action          text NOT NULL CHECK (action IN ('JUDGE', 'REFUSE_LATE', 'BOOK', 'RETURN', 'STATE')),
    -- The received file's id, or the account's IBAN for STATE.
    subject         text NOT NULL,
    PRIMARY KEY (organization_id, due, action, subject)
);
CALL kontor_wall('testbank.agenda');
