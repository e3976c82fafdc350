-- For whom users act: a person or a system. People are counted by these and not by users or keys.
CREATE TABLE principals (
    organization_id uuid NOT NULL REFERENCES organizations,
    id              uuid NOT NULL,
    -- Of a person: who signs in as them. Absent where they were revoked before principals were known.
    identity_id     uuid,
    -- Of a person: the first user that they had.
    user_id         uuid,
    system          text CHECK (length(system) BETWEEN 1 AND 300),
    created         timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id),
    CONSTRAINT principals_person_or_system CHECK ((user_id IS NULL) <> (system IS NULL)),
    CONSTRAINT principals_identity_of_person CHECK (identity_id IS NULL OR user_id IS NOT NULL)
);
CREATE UNIQUE INDEX principals_by_identity ON principals (organization_id, identity_id) WHERE identity_id IS NOT NULL;
CREATE UNIQUE INDEX principals_by_system ON principals (organization_id, lower(system)) WHERE system IS NOT NULL;
CALL kontor_tenant_table('principals');

-- What a user is counted as: the principal it acts for, and those that stand behind it besides. It only grows.
CREATE TABLE counted_principals (
    organization_id uuid NOT NULL,
    user_id         uuid NOT NULL,
    principal_id    uuid NOT NULL,
    PRIMARY KEY (organization_id, user_id, principal_id)
);
CREATE INDEX counted_principals_by_principal ON counted_principals (organization_id, principal_id);
CALL kontor_tenant_table('counted_principals');

-- Set once: for a program when it is made, for a person when they accept. The other two columns repeat what the
-- principal is, since every look at a user shows it.
ALTER TABLE users ADD COLUMN principal_id uuid;
ALTER TABLE users ADD COLUMN acts_for_user uuid;
ALTER TABLE users ADD COLUMN acts_for_system text;

-- Who is there already; the walls are opened for these statements only.
ALTER TABLE users NO FORCE ROW LEVEL SECURITY;
ALTER TABLE principals NO FORCE ROW LEVEL SECURITY;
ALTER TABLE counted_principals NO FORCE ROW LEVEL SECURITY;

-- A person who signs in here, with all of their users.
INSERT INTO principals (organization_id, id, identity_id, user_id, created)
SELECT DISTINCT ON (m.organization_id, m.identity_id) m.organization_id, m.user_id, m.identity_id, m.user_id, now()
FROM memberships m
ORDER BY m.organization_id, m.identity_id, m.joined, m.user_id;
UPDATE users u SET principal_id = p.id, acts_for_user = p.user_id
FROM memberships m
JOIN principals p ON p.organization_id = m.organization_id AND p.identity_id = m.identity_id
WHERE u.organization_id = m.organization_id AND u.id = m.user_id;

-- Somebody revoked has left no identity; the address tells who it was, also where it is used again.
UPDATE users u SET principal_id = o.principal_id, acts_for_user = o.acts_for_user
FROM (
    SELECT DISTINCT ON (organization_id, username) organization_id, username, principal_id, acts_for_user
    FROM users WHERE NOT programmatic AND principal_id IS NOT NULL
    ORDER BY organization_id, username, id
) AS o
WHERE u.organization_id = o.organization_id AND u.username = o.username AND NOT u.programmatic
    AND u.revoked IS NOT NULL AND u.principal_id IS NULL;
INSERT INTO principals (organization_id, id, user_id, created)
SELECT DISTINCT ON (organization_id, username) organization_id, id, id, now()
FROM users WHERE NOT programmatic AND revoked IS NOT NULL AND principal_id IS NULL
ORDER BY organization_id, username, id;
UPDATE users u SET principal_id = o.id, acts_for_user = o.id
FROM (
    SELECT DISTINCT ON (organization_id, username) organization_id, username, id
    FROM users WHERE NOT programmatic AND revoked IS NOT NULL AND principal_id IS NULL
    ORDER BY organization_id, username, id
) AS o
WHERE u.organization_id = o.organization_id AND u.username = o.username AND NOT u.programmatic
    AND u.revoked IS NOT NULL AND u.principal_id IS NULL;

-- A program: a system of its own, which has its name; where several programs have it, with the key's first letters.
UPDATE users u SET principal_id = u.id,
    acts_for_system = CASE WHEN s.several THEN u.name || ' ' || left(u.username, 8) ELSE u.name END
FROM (
    SELECT organization_id, id, count(*) OVER (PARTITION BY organization_id, lower(name)) > 1 AS several
    FROM users WHERE programmatic
) AS s
WHERE u.organization_id = s.organization_id AND u.id = s.id;
INSERT INTO principals (organization_id, id, system, created)
SELECT organization_id, id, acts_for_system, now() FROM users WHERE programmatic
ON CONFLICT DO NOTHING;

INSERT INTO counted_principals (organization_id, user_id, principal_id)
SELECT organization_id, id, principal_id FROM users WHERE principal_id IS NOT NULL;

ALTER TABLE users FORCE ROW LEVEL SECURITY;
ALTER TABLE principals FORCE ROW LEVEL SECURITY;
ALTER TABLE counted_principals FORCE ROW LEVEL SECURITY;
