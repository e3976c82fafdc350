"""Creates against pgbench on the same PostgreSQL; what and why stands in README.md beside."""
import datetime, json, os, re, statistics, subprocess, sys, time

from common import DATA, HERE, PORT, RESULTS, Api, Sql, cpu_seconds, fresh, iban, need, resident_mb, start, stop

SECONDS = int(os.environ.get("SECONDS_EACH", "60"))
RUNS = int(os.environ.get("RUNS", "3"))
CONNECTIONS = int(os.environ.get("CONNECTIONS", "64"))
MANDATES = int(os.environ.get("MANDATES", "1000"))


def prepare(api):
    """An own EUR account and as many payers with mandates as the load will draw from."""
    accounts = api.call("GET", "/financial-data/v2/accounts?limit=500")["items"]
    own = next(a for a in accounts if a["currency"] == "EUR")
    ids = []
    for number in range(MANDATES):
        party = api.call("POST", "/payments/v2/counterparties", {
            "legalName": f"Payer {number} of the bench", "partyType": "INDIVIDUAL",
            "accounts": [{"market": "DE", "identifiers": [{"type": "IBAN", "market": "DE", "number": iban(number)}]}]})
        mandate = api.call("POST", "/payments/v2/mandates", {
            "scheme": "SDD_CORE", "externalAccountId": party["accounts"][0]["id"], "mandateReference": f"BENCH-{number}"})
        ids.append(mandate["id"])
    (RESULTS / "mandates").write_text("\n".join(ids) + "\n")
    return own, ids


def wrk(java, own, api, day, pause_microseconds=0, seconds=SECONDS):
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency", "-s", str(HERE / "create.lua"),
               f"http://127.0.0.1:{PORT}", "--", str(RESULTS / "mandates"), own["id"], api.credentials, day,
               str(pause_microseconds)]
    before = cpu_seconds(java)
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    time.sleep(seconds * 0.9)
    during = cpu_seconds(java)
    text = process.communicate()[0]
    if "unexpected" in text or "Non-2xx" in text:
        sys.exit(text)
    shares = {kind: (during[kind] - before[kind]) / (seconds * 0.9) for kind in during}
    return float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1]), latency(text, "50%"), latency(text, "99%"), shares


def latency(text, percentile):
    value, unit = re.search(rf"{percentile}\s+([\d.]+)(us|ms|s)\s", text).groups()
    return float(value) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def prepare_pgbench(sql, organization, own):
    """Twins of Kontor's tables, with the same indexes and without the wall, and the lengths of its texts."""
    sql.run("""
        DROP SCHEMA IF EXISTS bench CASCADE; CREATE SCHEMA bench;
        CREATE TABLE bench.direct_debits (LIKE direct_debits INCLUDING ALL);
        CREATE TABLE bench.approval_steps (LIKE approval_steps INCLUDING ALL);
        CREATE TABLE bench.idempotency_claims (LIKE idempotency_claims INCLUDING ALL);
        CREATE TABLE bench.events (LIKE events INCLUDING ALL) WITH (toast_tuple_target = 8160);
        CREATE TABLE bench.mandates (LIKE mandates INCLUDING ALL EXCLUDING GENERATED);
        CREATE TABLE bench.accounts (LIKE accounts INCLUDING ALL);
        INSERT INTO bench.mandates SELECT * FROM mandates;
        UPDATE bench.mandates m SET id = ('00000000-0000-7000-8000-' || lpad(u.n::text, 12, '0'))::uuid
            FROM (SELECT id, row_number() OVER () AS n FROM bench.mandates) u WHERE u.id = m.id;
        INSERT INTO bench.accounts SELECT * FROM accounts;
        ALTER TABLE bench.direct_debits ADD FOREIGN KEY (organization_id, mandate_id) REFERENCES bench.mandates (organization_id, id);
        CREATE TABLE bench.credentials (access_key text PRIMARY KEY, id uuid, organization_id uuid, role_id uuid, secret_hash bytea);
        INSERT INTO bench.credentials VALUES ('key-1', uuidv7(), uuidv7(), uuidv7(), sha256('x'));
        CREATE SEQUENCE bench.positions CACHE 100;
        ANALYZE;""")
    lengths = sql.run("""
        SELECT avg(length(destination))::int, avg(length(destination_holder))::int, avg(length(source))::int,
               avg(length(source_holder))::int, avg(length(mandate))::int, avg(length(reference))::int
        FROM (SELECT * FROM direct_debits LIMIT 1000) d""").split("|")
    snapshot = sql.run("SELECT avg(length(snapshot))::int FROM (SELECT snapshot FROM events WHERE resource = 'direct_debits' LIMIT 1000) e")
    names = ["destination", "destination_holder", "source", "source_holder", "mandate", "reference", "snapshot"]
    variables = dict(zip(names, lengths + [snapshot]))
    variables.update(org=organization, account=own["id"], mandates=str(MANDATES))
    return variables


def pgbench(sql, variables, day, number):
    command = ["pgbench", "-n", "-M", "prepared", "-c", str(CONNECTIONS), "-j", "2", "-T", str(SECONDS),
               "-f", str(HERE / "create.sql"), "-D", f"day={day}", "-D", f"run={number}", "-D", "i=0"]
    for name, value in variables.items():
        command += ["-D", f"{name}={value}"]
    done = subprocess.run(command, env=sql.environment, text=True, capture_output=True)
    found = re.search(r"tps = ([\d.]+) \(without", done.stdout)
    if not found:
        sys.exit(done.stdout + done.stderr[:1000])
    return float(found[1])


def bytes_per_row(sql, schema):
    tables = ["direct_debits", "approval_steps", "idempotency_claims", "events"]
    size = sum(int(sql.run(f"SELECT pg_total_relation_size('{schema}.{table}')")) for table in tables)
    return size / max(1, int(sql.run(f"SELECT count(*) FROM {schema}.direct_debits")))


def main():
    for tool in ("wrk", "pgbench", "psql"):
        need(tool)
    fresh()
    process, first = start()
    sandbox = json.loads((DATA / "sandbox.json").read_text())
    api = Api(sandbox["developer"])
    day = (datetime.date.today() + datetime.timedelta(days=30)).isoformat()
    own, _ = prepare(api)
    sql = Sql()
    api.call("POST", "/payments/v2/direct-debits", {
        "amount": {"currency": "EUR", "value": 100}, "date": day, "scheme": "SDD_CORE",
        "source": {"type": "ACCOUNT", "id": own["id"]}, "reference": "collection 000000001",
        "mandateId": (RESULTS / "mandates").read_text().split()[0]})
    variables = prepare_pgbench(sql, sandbox["organizationId"], own)
    print(f"{CONNECTIONS} connections, {SECONDS} s each, {RUNS} alternating runs, {os.cpu_count()} cores", flush=True)
    wrk(process.pid, own, api, day, seconds=min(SECONDS, 15))  # the compilers' time is not what is measured
    ratios, creates = [], []
    for number in range(1, RUNS + 1):
        rate, p50, p99, shares = wrk(process.pid, own, api, day)
        plain = pgbench(sql, variables, day, number)
        ratios.append(rate / plain)
        creates.append(rate)
        print(f"run {number}: kontor {rate:,.0f}/s (p50 {p50:.1f} ms, p99 {p99:.1f} ms; CPU java {shares['java']:.2f} "
              f"postgres {shares['postgres']:.2f} wrk {shares['load']:.2f}), pgbench {plain:,.0f}/s, ratio {rate / plain:.2f}",
              flush=True)
    resident = resident_mb(process.pid)
    # A connection sends every C/rate seconds: the pause is what its answer, some 4 ms then, leaves of that.
    pause = int(max(0, CONNECTIONS / (statistics.median(creates) / 2) - 0.004) * 1e6)
    half, p50, p99, _ = wrk(process.pid, own, api, day, pause)
    print(f"median ratio {statistics.median(ratios):.2f}")
    print(f"at {half:,.0f}/s, about half: p50 {p50:.1f} ms, p99 {p99:.1f} ms")
    print(f"bytes per payment: kontor {bytes_per_row(sql, 'public'):,.0f}, pgbench {bytes_per_row(sql, 'bench'):,.0f}")
    print(f"resident memory of Java under load: {resident:.0f} MB")
    stop(process)
    process, again = start()
    print(f"first answer: {first:.1f} s on an empty folder, {again:.1f} s on this one")
    stop(process)
