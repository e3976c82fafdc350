-- When each job is next done, by the clock of the database: whose node's clock was turned keeps none waiting. Outside
-- the tenants. Nodes of the version before have scheduled_tasks, which stays for them.
CREATE TABLE jobs (
    name text PRIMARY KEY,
    next timestamptz NOT NULL
);
