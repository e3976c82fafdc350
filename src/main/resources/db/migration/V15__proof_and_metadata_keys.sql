-- By which rule an event is linked to the one before: 1 knows position, resource id, version, name and
-- snapshot; 2 binds every member (events/Digests). Old events keep the rule they were written with, since
-- to link them anew would be to rewrite history.
ALTER TABLE events ADD COLUMN link_version smallint NOT NULL DEFAULT 1 CHECK (link_version IN (1, 2));
ALTER TABLE events ALTER COLUMN link_version DROP DEFAULT;

-- Under rule 2 it covers message and details too, all that may be erased.
ALTER TABLE events RENAME COLUMN snapshot_digest TO payload_digest;

CREATE OR REPLACE FUNCTION kontor_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.snapshot IS NULL AND NEW.message IS NULL AND NEW.details IS NULL
        AND (NEW.organization_id, NEW.position, NEW.resource, NEW.resource_id, NEW.version, NEW.type, NEW.name,
             NEW.occurred, NEW.originator, NEW.request_id, NEW.payload_digest, NEW.digest, NEW.link_version)
        IS NOT DISTINCT FROM
            (OLD.organization_id, OLD.position, OLD.resource, OLD.resource_id, OLD.version, OLD.type, OLD.name,
             OLD.occurred, OLD.originator, OLD.request_id, OLD.payload_digest, OLD.digest, OLD.link_version) THEN
        RETURN NEW; -- erasing what was said, never that it was said
    END IF;
    RAISE EXCEPTION 'events are append-only';
END $$;
CREATE TRIGGER not_truncated BEFORE TRUNCATE ON events
    FOR EACH STATEMENT EXECUTE FUNCTION kontor_append_only();

-- The end of a feed only moves on: what it says is what a missing tail is found by.
CREATE FUNCTION kontor_only_onward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.organization_id = OLD.organization_id AND NEW.position > OLD.position THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a feed only moves on';
END $$;
CREATE TRIGGER only_onward BEFORE UPDATE OR DELETE ON feeds
    FOR EACH ROW EXECUTE FUNCTION kontor_only_onward();
CREATE TRIGGER not_truncated BEFORE TRUNCATE ON feeds
    FOR EACH STATEMENT EXECUTE FUNCTION kontor_only_onward();

-- The audit log is read newest first, by time, by who, by what and by request.
CREATE INDEX events_by_time ON events (organization_id, occurred, position);
CREATE INDEX events_by_request ON events (organization_id, request_id) WHERE request_id IS NOT NULL;
CREATE INDEX events_by_originator ON events (organization_id, originator, occurred, position);
CREATE INDEX events_by_kind ON events (organization_id, resource, occurred, position);
