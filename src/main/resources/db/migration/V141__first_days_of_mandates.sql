-- The first day on which Bankgirot takes collections under a mandate, where its advice (old layout) says one.
CREATE TABLE autogiro_first_days (
    organization_id uuid NOT NULL,
    mandate_id      uuid NOT NULL,
    first_day       date NOT NULL,
    PRIMARY KEY (organization_id, mandate_id)
);
CALL kontor_tenant_table('autogiro_first_days');
