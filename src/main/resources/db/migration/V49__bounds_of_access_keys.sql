-- Within which bounds the access key of a program is good. The networks stand in one text, with blanks between; the
-- secret before the present one is good for a while, so that a program can be given the new one without a break.
ALTER TABLE users ADD COLUMN allowed_addresses text NOT NULL DEFAULT '';
ALTER TABLE users ADD COLUMN secret_expires timestamptz;
ALTER TABLE users ADD COLUMN earlier_secret_expires timestamptz;
ALTER TABLE credentials ADD COLUMN earlier_digest bytea;
ALTER TABLE credentials ADD CONSTRAINT credentials_earlier_digest
    CHECK (earlier_digest IS NULL OR length(earlier_digest) = 32 AND secret_digest IS NOT NULL);
