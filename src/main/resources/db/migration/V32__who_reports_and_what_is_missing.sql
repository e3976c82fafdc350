-- JSON of the connections that report of the account beside its own, and of the gaps between its statements.
ALTER TABLE accounts ADD COLUMN reporting text NOT NULL DEFAULT '{}';

-- Numbers under which a statement was told again: they are not missing.
CREATE TABLE statement_repeats (
    organization_id uuid NOT NULL,
    account_id      uuid NOT NULL,
    as_of           date NOT NULL,
    -- As in statements.
    legal_sequence  bigint NOT NULL,
    sequence        bigint NOT NULL,
    PRIMARY KEY (organization_id, account_id, as_of, legal_sequence, sequence)
);
CALL kontor_tenant_table('statement_repeats');
