-- The schema as a PostgreSQL takes it that spreads organizations over several servers (Citus) and as one server
-- takes it: the same. What that asks of SQL stands in docs/decisions/0019.

-- The wall without a sub-select, which a distributed table does not take. Where a statement carries its
-- organization the planner asks once for all rows, before it reads any (One-Time Filter).
DO $$
DECLARE
    tenant_table text;
BEGIN
    FOR tenant_table IN SELECT polrelid::regclass::text FROM pg_policy WHERE polname = 'tenant' LOOP
        EXECUTE format('ALTER POLICY tenant ON %s USING (organization_id = kontor_organization())', tenant_table);
    END LOOP;
END $$;

CREATE FUNCTION kontor_is_distributed() RETURNS boolean LANGUAGE sql STABLE AS
    $$ SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'citus') $$;

-- Called once for every new table of the tenants, in the migration that makes it: the wall, and on a distributed
-- PostgreSQL the place of its rows, which is where all others of their organization are.
DROP PROCEDURE kontor_wall;
CREATE PROCEDURE kontor_tenant_table(tenant_table regclass) LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('CREATE POLICY tenant ON %s USING (organization_id = kontor_organization())', tenant_table);
    IF kontor_is_distributed() THEN
        PERFORM create_distributed_table(tenant_table, 'organization_id', colocate_with => 'feeds');
    END IF;
END $$;

-- The tables that are there already. A foreign key is refused while only one of its two tables is distributed,
-- so all go and come back; jobs and the history of the schema stay where they are.
DO $$
DECLARE
    one record;
    foreign_keys text[];
BEGIN
    IF NOT kontor_is_distributed() THEN
        RETURN;
    END IF;
    -- The triggers of the feed look at nothing but the row.
    SET LOCAL citus.enable_unsafe_triggers = on;
    SELECT array_agg(format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)))
    INTO foreign_keys FROM pg_constraint WHERE contype = 'f';
    FOR one IN SELECT conrelid::regclass AS tenant_table, conname FROM pg_constraint WHERE contype = 'f' LOOP
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', one.tenant_table, one.conname);
    END LOOP;
    FOR one IN SELECT unnest(ARRAY['organizations', 'credentials', 'signing_keys', 'installation_secrets']) AS name LOOP
        PERFORM create_reference_table(one.name);
    END LOOP;
    PERFORM create_distributed_table('feeds', 'organization_id', colocate_with => 'none');
    FOR one IN SELECT polrelid::regclass AS tenant_table FROM pg_policy
            WHERE polname = 'tenant' AND polrelid <> 'feeds'::regclass LOOP
        PERFORM create_distributed_table(one.tenant_table, 'organization_id', colocate_with => 'feeds');
    END LOOP;
    FOR one IN SELECT unnest(foreign_keys) AS statement LOOP
        EXECUTE one.statement;
    END LOOP;
END $$;
