-- Organizations stand outside the tenant wall: they are how the wall knows where it stands.
CREATE TABLE organizations (
    id                   uuid PRIMARY KEY,
    name                 text NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
    sandbox              boolean NOT NULL,
    zone                 text NOT NULL,
    -- The sandbox clock is server time plus this; it only ever grows (checked in the update).
    clock_offset_seconds bigint NOT NULL DEFAULT 0 CHECK (clock_offset_seconds >= 0),
    requests_per_second  integer NOT NULL DEFAULT 100 CHECK (requests_per_second > 0),
    programmatic_owner_approval boolean NOT NULL DEFAULT false,
    created              timestamptz NOT NULL
);

-- The second wall: the tenant of this transaction, unset means no row at all.
CREATE FUNCTION kontor_organization() RETURNS uuid LANGUAGE sql STABLE AS
    $$ SELECT nullif(current_setting('kontor.organization', true), '')::uuid $$;

-- One call per tenant table, so that no table can have half a wall.
CREATE PROCEDURE kontor_wall(tenant_table regclass) LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('CREATE POLICY tenant ON %s USING (organization_id = (SELECT kontor_organization()))', tenant_table);
END $$;

-- Random secrets of this installation that every node must share (page-token signatures).
CREATE TABLE installation_secrets (
    name   text PRIMARY KEY,
    secret bytea NOT NULL
);

-- The feed: append-only, gap-free, in commit order, each event linked to the one before.
CREATE TABLE feeds (
    organization_id uuid PRIMARY KEY REFERENCES organizations,
    position        bigint NOT NULL,
    digest          bytea NOT NULL CHECK (length(digest) = 32)
);
CALL kontor_wall('feeds');

CREATE TABLE events (
    organization_id uuid NOT NULL,
    position        bigint NOT NULL,
    resource        text NOT NULL,
    resource_id     uuid NOT NULL,
    -- The counter of the resource: its version after the event.
    version         integer NOT NULL CHECK (version >= 1),
    type            text NOT NULL CHECK (type IN ('CREATED', 'UPDATED', 'DELETED')),
    name            text NOT NULL,
    occurred        timestamptz NOT NULL,
    originator      text NOT NULL,
    request_id      uuid,
    message         text,
    details         text,
    -- The resource after the event, as the API shows it; may be erased, the digest stays.
    snapshot        text,
    snapshot_digest bytea NOT NULL,
    digest          bytea NOT NULL,
    PRIMARY KEY (organization_id, position)
);
CREATE UNIQUE INDEX events_by_resource ON events (organization_id, resource_id, version);
CALL kontor_wall('events');

CREATE FUNCTION kontor_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.snapshot IS NULL AND NEW.message IS NULL AND NEW.details IS NULL
        AND (NEW.organization_id, NEW.position, NEW.resource, NEW.resource_id, NEW.version, NEW.type, NEW.name,
             NEW.occurred, NEW.originator, NEW.request_id, NEW.snapshot_digest, NEW.digest)
        IS NOT DISTINCT FROM
            (OLD.organization_id, OLD.position, OLD.resource, OLD.resource_id, OLD.version, OLD.type, OLD.name,
             OLD.occurred, OLD.originator, OLD.request_id, OLD.snapshot_digest, OLD.digest) THEN
        RETURN NEW; -- erasing what was said, never that it was said
    END IF;
    RAISE EXCEPTION 'events are append-only';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON events
    FOR EACH ROW EXECUTE FUNCTION kontor_append_only();

-- One row per used Idempotency-Key. claim = first 128 bits of SHA-256(method, path, key).
CREATE TABLE idempotency_claims (
    organization_id uuid NOT NULL,
    claim           uuid NOT NULL,
    request_digest  bytea NOT NULL,
    status          smallint NOT NULL,
    -- The answer is rebuilt from this event's snapshot, or is `answer`, or is empty (204).
    resource_id     uuid,
    version         integer,
    answer          text,
    claimed         timestamptz NOT NULL,
    PRIMARY KEY (organization_id, claim)
);
CREATE INDEX idempotency_claims_by_age ON idempotency_claims USING brin (claimed);
CALL kontor_wall('idempotency_claims');

-- External ids are unique across all resources of an organization.
CREATE TABLE external_ids (
    organization_id uuid NOT NULL,
    external_id     text NOT NULL CHECK (external_id ~ '^[a-zA-Z0-9._+=-]{1,64}$'),
    resource        text NOT NULL,
    resource_id     uuid NOT NULL,
    -- A deleted resource gives its external id free; until reused a look-up answers 410.
    released        boolean NOT NULL DEFAULT false,
    PRIMARY KEY (organization_id, external_id)
);
CREATE INDEX external_ids_by_resource ON external_ids (organization_id, resource_id);
CALL kontor_wall('external_ids');
