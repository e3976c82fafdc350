-- The legal entities of the organization: who holds accounts, who is creditor.
CREATE TABLE entities (
    organization_id          uuid NOT NULL,
    id                       uuid NOT NULL,
    parent_id                uuid,
    legal_name               text NOT NULL CHECK (length(legal_name) BETWEEN 1 AND 255),
    -- JSON of NationalIdentifier and of Address.
    national_identifier      text,
    address                  text,
    sepa_creditor_identifier text CHECK (length(sepa_creditor_identifier) BETWEEN 8 AND 35),
    autogiro_customer_number text CHECK (autogiro_customer_number ~ '^[0-9]{6}$'),
    version                  integer NOT NULL CHECK (version >= 1),
    created                  timestamptz NOT NULL,
    updated                  timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, parent_id) REFERENCES entities (organization_id, id),
    CHECK (parent_id <> id)
);
CREATE INDEX entities_by_parent ON entities (organization_id, parent_id) WHERE parent_id IS NOT NULL;
CALL kontor_wall('entities');

-- The organization's own accounts at banks.
CREATE TABLE accounts (
    organization_id          uuid NOT NULL,
    id                       uuid NOT NULL,
    entity_id                uuid NOT NULL,
    third_party_id           uuid NOT NULL,
    affiliation_id           uuid NOT NULL,
    connection_id            uuid NOT NULL,
    market                   text NOT NULL CHECK (market ~ '^[A-Z]{2}$'),
    currency                 text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    name                     text NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
    alias                    text CHECK (length(alias) BETWEEN 1 AND 255),
    -- JSON arrays of AccountIdentifier and RoutingIdentifier; account_numbers is the way in by number.
    identifiers              text NOT NULL,
    routing                  text NOT NULL,
    fictive                  boolean NOT NULL,
    external_id              text,
    metadata                 text,
    zone                     text NOT NULL,
    -- Where set, they stand before those of the entity.
    sepa_creditor_identifier text CHECK (length(sepa_creditor_identifier) BETWEEN 8 AND 35),
    autogiro_customer_number text CHECK (autogiro_customer_number ~ '^[0-9]{6}$'),
    -- JSON array of Instrument.
    instruments              text,
    status                   text NOT NULL CHECK (status IN ('ACTIVE', 'INACTIVE')),
    version                  integer NOT NULL CHECK (version >= 1),
    created                  timestamptz NOT NULL,
    updated                  timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, entity_id) REFERENCES entities (organization_id, id)
);
CREATE INDEX accounts_by_entity ON accounts (organization_id, entity_id);
CREATE INDEX accounts_by_connection ON accounts (organization_id, connection_id);
CALL kontor_wall('accounts');

-- Several accounts may share a number: one IBAN with an account per currency.
CREATE TABLE account_numbers (
    organization_id uuid NOT NULL,
    number          text NOT NULL,
    account_id      uuid NOT NULL,
    PRIMARY KEY (organization_id, number, account_id),
    FOREIGN KEY (organization_id, account_id) REFERENCES accounts (organization_id, id)
);
CALL kontor_wall('account_numbers');

CREATE TABLE balances (
    organization_id uuid NOT NULL,
    id              uuid NOT NULL,
    account_id      uuid NOT NULL,
    type            text NOT NULL CHECK (type IN ('BOOKED', 'AVAILABLE')),
    reported_type   text NOT NULL CHECK (reported_type IN ('OPEN', 'CLOSE', 'INTERIM')),
    -- The order of one day: 0 OPEN, 1 INTERIM, 2 CLOSE.
    day_order       smallint NOT NULL GENERATED ALWAYS AS
                        (CASE reported_type WHEN 'OPEN' THEN 0 WHEN 'INTERIM' THEN 1 ELSE 2 END) STORED,
    amount_minor    bigint NOT NULL,
    currency        text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    local_date      date NOT NULL,
    reported        timestamptz NOT NULL,
    -- What reported it, e.g. a statement: the same source read twice adds nothing.
    source          text NOT NULL CHECK (length(source) BETWEEN 1 AND 255),
    version         integer NOT NULL CHECK (version >= 1),
    PRIMARY KEY (organization_id, id),
    UNIQUE (organization_id, account_id, type, reported_type, local_date, source),
    FOREIGN KEY (organization_id, account_id) REFERENCES accounts (organization_id, id)
);
CREATE INDEX balances_of_account ON balances (organization_id, account_id, type, local_date, day_order, reported, id);
CREATE INDEX balances_by_date ON balances (organization_id, local_date, day_order, id);
CALL kontor_wall('balances');
