-- Collections that Bankgirot tells as paid back before it has told them as paid: each waits for the payment.
CREATE TABLE autogiro_early_refunds (
    organization_id uuid NOT NULL,
    -- That of the fact that it becomes.
    digest          uuid NOT NULL,
    payment_id      uuid NOT NULL,
    inbox_file_id   uuid NOT NULL,
    file_name       text NOT NULL,
    line            integer NOT NULL CHECK (line > 0),
    bankgiro        text NOT NULL,
    -- The record, which is read again when it is applied.
    content         text NOT NULL,
    -- The last bank day on which it waits in silence.
    until           date NOT NULL,
    -- People were told in a case; it is applied all the same when the payment comes.
    doubted         boolean NOT NULL DEFAULT false,
    PRIMARY KEY (organization_id, digest)
);
CREATE INDEX autogiro_early_refunds_of ON autogiro_early_refunds (organization_id, payment_id);
CALL kontor_tenant_table('autogiro_early_refunds');
