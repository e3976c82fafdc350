-- Whom the organization pays or collects from. Deleted rows stay: mandates and payments point at them.
CREATE TABLE counterparties (
    organization_id     uuid NOT NULL,
    id                  uuid NOT NULL,
    legal_name          text NOT NULL CHECK (length(legal_name) BETWEEN 1 AND 255),
    alias               text CHECK (length(alias) BETWEEN 1 AND 255),
    party_type          text CHECK (party_type IN ('INDIVIDUAL', 'COMPANY')),
    -- JSON of Address and of NationalIdentifier.
    address             text,
    national_identifier text,
    email               text CHECK (length(email) BETWEEN 1 AND 256),
    phone               text CHECK (length(phone) BETWEEN 1 AND 64),
    -- Empty: every entity may use it.
    entity_ids          uuid[] NOT NULL CHECK (cardinality(entity_ids) <= 100),
    external_id         text,
    metadata            text,
    deleted             boolean NOT NULL DEFAULT false,
    version             integer NOT NULL CHECK (version >= 1),
    created             timestamptz NOT NULL,
    updated             timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id)
);
CALL kontor_wall('counterparties');

CREATE TABLE external_accounts (
    organization_id uuid NOT NULL,
    id              uuid NOT NULL,
    counterparty_id uuid NOT NULL,
    market          text NOT NULL CHECK (market ~ '^[A-Z]{2}$'),
    alias           text CHECK (length(alias) BETWEEN 1 AND 255),
    -- JSON arrays of AccountIdentifier and RoutingIdentifier, as the API shows them.
    identifiers     text NOT NULL CHECK (identifiers LIKE '[{%}]'),
    routing         text NOT NULL CHECK (routing LIKE '[%]'),
    external_id     text,
    metadata        text,
    deleted         boolean NOT NULL DEFAULT false,
    version         integer NOT NULL CHECK (version >= 1),
    created         timestamptz NOT NULL,
    updated         timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, counterparty_id) REFERENCES counterparties (organization_id, id)
);
CREATE INDEX external_accounts_by_counterparty ON external_accounts (organization_id, counterparty_id, id);
CALL kontor_wall('external_accounts');

-- Free text: under a row-level policy PostgreSQL uses neither trigram nor full-text indexes, a range
-- over words it does. Collation C, so that all words with one beginning lie together.
CREATE TABLE search_words (
    organization_id uuid NOT NULL,
    resource        text NOT NULL,
    word            text NOT NULL COLLATE "C" CHECK (length(word) BETWEEN 1 AND 64),
    resource_id     uuid NOT NULL,
    -- Whose text holds the word: a counterparty is found by the words of its accounts too.
    source_id       uuid NOT NULL,
    PRIMARY KEY (organization_id, resource, word, resource_id, source_id)
);
CREATE INDEX search_words_by_source ON search_words (organization_id, source_id);
CALL kontor_wall('search_words');
