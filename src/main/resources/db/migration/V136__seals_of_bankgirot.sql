-- With what files to Bankgirot are sealed over a connection: the value by which both sides know the key, and the key
-- itself, encrypted with a secret of the installation.
ALTER TABLE connections ADD COLUMN seal_verification text;
ALTER TABLE connections ADD COLUMN seal_key text;
ALTER TABLE connections ADD CONSTRAINT connections_seal_verification CHECK (seal_verification ~ '^[0-9A-F]{32}$');
ALTER TABLE connections ADD CONSTRAINT connections_seal CHECK ((seal_verification IS NULL) = (seal_key IS NULL));
