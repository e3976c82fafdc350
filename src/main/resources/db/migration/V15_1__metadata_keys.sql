-- What the organization wants to find in the metadata of its resources. A deleted key binds nothing and
-- its name is free; the row stays so that a look-up says that it was deleted.
CREATE TABLE metadata_keys (
    organization_id uuid NOT NULL,
    id              uuid NOT NULL,
    -- As it stands in metadata and in the paths of patches, which allow these characters only.
    key             text NOT NULL CHECK (key ~ '^[A-Za-z0-9_.+-]{1,64}$'),
    description     text CHECK (length(description) BETWEEN 1 AND 255),
    resources       text[] NOT NULL CHECK (cardinality(resources) > 0),
    -- Those of the resources that cannot be without it.
    required        text[] NOT NULL CHECK (required <@ resources),
    -- Empty: any value.
    allowed_values  text[] NOT NULL,
    deleted         boolean NOT NULL,
    version         integer NOT NULL CHECK (version >= 1),
    created         timestamptz NOT NULL,
    updated         timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id)
);
CREATE UNIQUE INDEX metadata_keys_one_of_a_name ON metadata_keys (organization_id, key) WHERE NOT deleted;
CALL kontor_wall('metadata_keys');

-- How many live keys there are: told when a transaction opens, so that who has none pays nothing for them.
ALTER TABLE organizations ADD COLUMN metadata_keys integer NOT NULL DEFAULT 0 CHECK (metadata_keys >= 0);
