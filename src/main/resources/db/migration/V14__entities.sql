-- A deleted entity stays as a stone: its id answers 410, and what once named it still does.
ALTER TABLE entities
    ADD COLUMN deleted boolean NOT NULL DEFAULT false,
    -- What makes two entities equivalent, compared without case and layout; see EntityLikeness.
    ADD COLUMN name_key text,
    ADD COLUMN national_key text;

-- Entities of earlier days: the wall is opened for this statement only.
ALTER TABLE entities NO FORCE ROW LEVEL SECURITY;
UPDATE entities SET
    name_key = lower(regexp_replace(btrim(legal_name), '\s+', ' ', 'g')),
    national_key = (national_identifier::json ->> 'type') || ' ' || (national_identifier::json ->> 'market') || ' '
        || upper(regexp_replace(national_identifier::json ->> 'number', '[\s-]', '', 'g'));
ALTER TABLE entities FORCE ROW LEVEL SECURITY;
ALTER TABLE entities ALTER COLUMN name_key SET NOT NULL;

CREATE INDEX entities_by_name ON entities (organization_id, name_key);
CREATE INDEX entities_by_national_number ON entities (organization_id, national_key) WHERE national_key IS NOT NULL;
