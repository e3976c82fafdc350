-- The folder in which all connections have theirs, by the identity that its file .kontor-folder tells: one row, of the
-- installation and not of a tenant. A database and a folder that do not know each other never work together.
CREATE TABLE bank_folder (
    only_one boolean NOT NULL DEFAULT true,
    identity uuid NOT NULL,
    -- False while the file is being written: whoever starts next writes it.
    written  boolean NOT NULL,
    PRIMARY KEY (only_one),
    CONSTRAINT bank_folder_only_one CHECK (only_one)
);
