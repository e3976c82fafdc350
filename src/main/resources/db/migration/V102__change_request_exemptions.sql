-- Programs that need no second person in an area of the administration.
CREATE TABLE change_request_exemptions (
    organization_id uuid NOT NULL REFERENCES organizations,
    id              uuid NOT NULL,
    user_id         uuid NOT NULL,
    area            text NOT NULL,
    reason          text NOT NULL CHECK (length(reason) BETWEEN 1 AND 1000),
    deleted         boolean NOT NULL,
    version         integer NOT NULL CHECK (version >= 1),
    created         timestamptz NOT NULL,
    updated         timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, user_id) REFERENCES users
);
CREATE UNIQUE INDEX change_request_exemptions_in_force
    ON change_request_exemptions (organization_id, user_id, area) WHERE NOT deleted;
CALL kontor_tenant_table('change_request_exemptions');
