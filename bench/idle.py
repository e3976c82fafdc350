"""CPU of Java and PostgreSQL in which nothing happens: an installation of one sandbox, then with many organizations."""
import os, time

from common import Sql, cpu_seconds, fresh, need, start, stop

ORGANIZATIONS = int(os.environ.get("ORGANIZATIONS", "1000"))
SECONDS = int(os.environ.get("SECONDS_EACH", "60"))
# After a start and after it learns of an organization Kontor makes one round of each line within a minute.
SETTLE = int(os.environ.get("SETTLE", "90"))


def multiply(sql):
    """Organizations with a feed, the sandbox's connections to the test bank, and one to a bank behind a folder."""
    def columns(table, *others):
        return sql.run("SELECT string_agg(column_name, ', ') FROM information_schema.columns WHERE table_schema = 'public'"
                       f" AND table_name = '{table}' AND column_name NOT IN ({', '.join(repr(one) for one in others)})")
    some = columns("organizations", "id")
    sql.run(f"""INSERT INTO organizations (id, {some}) SELECT md5('idle ' || n)::uuid, {some}
        FROM organizations CROSS JOIN generate_series(1, {ORGANIZATIONS}) AS n WHERE name = 'Sandbox'""")
    some = columns("feeds", "organization_id")
    sql.run(f"""INSERT INTO feeds (organization_id, {some}) SELECT md5('idle ' || n)::uuid, {some}
        FROM feeds CROSS JOIN generate_series(1, {ORGANIZATIONS}) AS n""")
    some = columns("connections", "organization_id", "id")
    sql.run(f"""INSERT INTO connections (organization_id, id, {some})
        SELECT md5('idle ' || n)::uuid, md5(c.id || ' ' || n)::uuid, {some}
        FROM connections c CROSS JOIN generate_series(1, {ORGANIZATIONS}) AS n""")
    some = columns("connections", "organization_id", "id", "channel", "address")
    sql.run(f"""INSERT INTO connections (organization_id, id, channel, address, {some})
        SELECT organization_id, md5('folder ' || organization_id)::uuid, 'folder', 'bank', {some}
        FROM (SELECT DISTINCT ON (organization_id) * FROM connections ORDER BY organization_id) AS c""")


def measure(java, what):
    before, began = cpu_seconds(java), time.perf_counter()
    time.sleep(SECONDS)
    after, took = cpu_seconds(java), time.perf_counter() - began
    used = {kind: (after[kind] - before[kind]) / took * 1000 for kind in ("java", "postgres")}
    print(f"{what:40} Java {used['java']:8.1f}   PostgreSQL {used['postgres']:8.1f}   ms of CPU per second", flush=True)
    return used["java"] + used["postgres"]


def main():
    need("psql")
    fresh()
    process, _ = start()
    try:
        time.sleep(SETTLE)
        empty = measure(process.pid, "one sandbox")
        multiply(Sql())
        time.sleep(SETTLE)
        full = measure(process.pid, f"with {ORGANIZATIONS:,} idle organizations")
        print(f"each idle organization costs {(full - empty) / ORGANIZATIONS * 1000:.0f} microseconds per second")
    finally:
        stop(process)
