-- Since when each reason is named, so that naming another one loses nothing that still waits.
ALTER TABLE retry_policies ADD COLUMN named_since timestamptz[];
-- What is there already; the wall is opened for this statement only.
ALTER TABLE retry_policies NO FORCE ROW LEVEL SECURITY;
UPDATE retry_policies SET named_since = array_fill(since, ARRAY[cardinality(reason_codes)]);
ALTER TABLE retry_policies FORCE ROW LEVEL SECURITY;
ALTER TABLE retry_policies ALTER COLUMN named_since SET NOT NULL;
ALTER TABLE retry_policies ADD CHECK (cardinality(named_since) = cardinality(reason_codes));
