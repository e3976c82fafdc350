"""A camt.053 whose entries are open payments and expected transactions, among a million; beside it PostgreSQL; see `statements`."""
import json, os, statistics, sys, time

from common import DATA, RESULTS, Api, Sql, cpu_seconds, fresh, iban, need, resident_mb, start, stop
from lists import bulk, copies, uuid
from statements import TABLES, book, prepare, statement

ENTRIES = int(os.environ.get("ENTRIES", "100000"))
OPEN = int(os.environ.get("OPEN", "1000000"))
RUNS = int(os.environ.get("RUNS", "3"))
MANDATES = int(os.environ.get("MANDATES", "10000"))  # under which the open collections stand
WARM = min(ENTRIES, 20_000)  # entries of the first statement, which is the compilers'

INSERT = """
INSERT INTO expected_transactions (organization_id, id, account_id, amount_minor, currency, open_minor, date,
    reference_type, reference, end_to_end_id, status, version, created, updated)
SELECT a.organization_id, uuidv7(), a.id, c.cents, 'EUR', c.cents, '2026-01-01', 'UNSTRUCTURED', 'bench',
    'BENCH-{run}-' || n, 'CREATED', 1, now(), now()
FROM accounts a
JOIN account_numbers i ON i.organization_id = a.organization_id AND i.account_id = a.id AND i.number = '{number}'
CROSS JOIN generate_series({first}, {last}) n
CROSS JOIN LATERAL (SELECT (n % 900 + 1) * 100 + n % 100 AS cents) c
WHERE n % 2 = 1 OR '{run}' = 'more'
"""

# What one statement changes besides what it adds: the rows themselves, as they became.
MOVED = {
    "expected_transactions": ("status, open_minor, version, updated", "a.type = 'EXPECTED_TRANSACTION'"),
    "direct_debits": ("status, attached_transactions, version, updated", "a.type = 'DIRECT_DEBIT'"),
}
ATTACHED = """
    FROM transaction_attachments a JOIN transactions t ON t.organization_id = a.organization_id AND t.id = a.transaction_id
    WHERE t.statement_id = '{statement}'"""


def expect(sql, number, run, first, last):
    sql.run(INSERT.format(number=number, run=run, first=first, last=last))


def collection(api, account):
    """A collection into the account and its mandate, the templates of all others."""
    entity = api.call("GET", "/financial-data/v2/entities")["items"][0]["id"]
    party = api.call("POST", "/payments/v2/counterparties", {
        "legalName": "Payer of the bench", "entityIds": [entity],
        "accounts": [{"market": "DE", "identifiers": [{"type": "IBAN", "market": "DE", "number": iban(7)}]}]})
    mandate = api.call("POST", "/payments/v2/mandates", {
        "scheme": "SDD_CORE", "externalAccountId": party["accounts"][0]["id"], "mandateReference": "BENCH"})["id"]
    day = time.strftime("%Y-%m-%d", time.localtime(time.time() + 20 * 86400))
    return mandate, api.call("POST", "/payments/v2/direct-debits", {
        "amount": {"currency": "EUR", "value": 100}, "date": day, "scheme": "SDD_CORE", "mandateId": mandate,
        "source": {"type": "ACCOUNT", "id": account}, "reference": "bench"})["id"]


def fill(api, sql, number):
    """Collections that a bank has, each second entry of all runs and more up to half a million; the other half is expected."""
    account = sql.run(f"SELECT account_id FROM account_numbers WHERE number = '{number}'")
    mandate, template = collection(api, account)
    copies(sql, "mandates", mandate, {
        "id": uuid(5), "mandate_reference": "'BENCH ' || n", "external_id": "NULL::text"}, MANDATES)
    copies(sql, "direct_debits", template, {
        "id": uuid(4), "mandate_id": uuid(5, f"(n % {MANDATES} + 1)"), "status": "'SENT'", "reference": "'collection ' || n", "external_id": "NULL::text",
        "amount_minor": "((k % 900 + 1) * 100 + k % 100)".replace("k", f"((n - 1) % {ENTRIES})")}, OPEN // 2)
    bulk(sql, "approval_steps", f"""INSERT INTO approval_steps SELECT r.* FROM direct_debits d CROSS JOIN approval_steps s
        CROSS JOIN LATERAL jsonb_populate_record(s, jsonb_build_object('payment_id', d.id)) AS r
        WHERE s.payment_id = '{template}' AND d.id <> '{template}'""")
    expect(sql, number, "more", 0, max(0, OPEN // 2 - ENTRIES // 2) - 1)


def strange(run, number):
    """The same for entries that nobody has ordered or expects."""
    return f"STRANGE-{run}-{number}"


def mark(run, number):
    """What an entry is named: each second by a collection, the others by what is expected."""
    if number % 2:
        return f"BENCH-{run}-{number}"
    n = run * ENTRIES + number + 1
    return f"{n >> 16:08x}{n & 65535:04x}7000" "8000" "0004" "00000000"


def twins(sql):
    """The open rows as they are before a statement, with the same indexes."""
    for table in MOVED:
        columns = sql.columns(table)
        sql.run(f"CREATE SCHEMA IF NOT EXISTS twin; DROP TABLE IF EXISTS twin.{table};"
                f" CREATE TABLE twin.{table} (LIKE public.{table} INCLUDING ALL);"
                f" INSERT INTO twin.{table} ({columns}) SELECT {columns} FROM public.{table}; ANALYZE twin.{table}")


def postgres(sql, statement_id):
    """Seconds that PostgreSQL takes in one transaction: COPY of what a statement added, UPDATE of what it changed."""
    added = dict(TABLES, transaction_attachments="SELECT a.*" + ATTACHED, events="SELECT e.* FROM events e WHERE e.resource_id IN"
                 " (SELECT a.attached_id" + ATTACHED + ") OR e.resource_id IN"
                 " (SELECT id FROM transactions WHERE statement_id = '{statement}')")
    commands = [sql.twin(table, rows.format(statement=statement_id)) for table, rows in added.items()]
    for table, (columns, which) in MOVED.items():
        moved = f"twin.moved_{table}"
        sql.run(f"DROP TABLE IF EXISTS {moved}; CREATE TABLE {moved} AS SELECT * FROM {table} WHERE id IN (SELECT a.attached_id"
                + ATTACHED.format(statement=statement_id) + f" AND {which}); ANALYZE {moved}")
        sets = ", ".join(f"{one} = m.{one}" for one in columns.split(", "))
        commands.append(f"UPDATE twin.{table} t SET {sets} FROM {moved} m"
                        " WHERE t.organization_id = m.organization_id AND t.id = m.id;")
    return sql.seconds(commands)


def main():
    need("psql")
    if (RUNS + 1) * ENTRIES > OPEN // 2:
        sys.exit(f"{RUNS} runs of {ENTRIES:,} entries need {2 * (RUNS + 1) * ENTRIES:,} OPEN")
    fresh()
    process, _ = start(KONTOR_JAVA_OPTIONS="-Xmx256m " + os.environ.get("KONTOR_JAVA_OPTIONS", ""))
    try:
        api = Api(json.loads((DATA / "sandbox.json").read_text())["owner"])
        connection, number, folder = prepare(api)
        sql = Sql()
        fill(api, sql, number)
        balance, rates, booked, alone, shares = 0, [], [], [], []
        for run in range(RUNS + 1):
            count = ENTRIES if run else WARM
            expect(sql, number, run, 0, count - 1)
            sql.run("VACUUM ANALYZE expected_transactions")
            sql.run("VACUUM ANALYZE direct_debits")
            if run:
                twins(sql)
            sql.run("CHECKPOINT")
            text, balance = statement(2 * run, number, balance, count, lambda _, entry: strange(run, entry))
            strangers = count / book(api, connection, folder, f"strange-{run}.xml", text)
            text, balance = statement(2 * run + 1, number, balance, count, lambda _, entry: mark(run, entry))
            before = cpu_seconds(process.pid)
            took = book(api, connection, folder, f"bench-{run}.xml", text)
            used = {who: (now - before[who]) * 1000 / count for who, now in cpu_seconds(process.pid).items()}
            which = sql.run(f"SELECT id FROM statements WHERE bank_id = 'BENCH-{2 * run + 1}'")
            left = sql.run(f"SELECT count(*) FROM transactions WHERE statement_id = '{which}' AND reconciliation_status <> 'RECONCILED'")
            name = "" if run else "the first after the start: "
            print(f"{count:,} entries among {OPEN:,} open, {name}{count / took:,.0f}/s, CPU of an entry: Java {used['java']:.3f} ms,"
                  f" PostgreSQL {used['postgres']:.3f} ms, not matched: {left}; of strangers {strangers:,.0f}/s", flush=True)
            if run:
                rates.append(count / took)
                booked.append(strangers)
                alone.append(1 / (1 / rates[-1] - 1 / strangers))
                shares.append(postgres(sql, which) / took)
                print(f"  {shares[-1]:.2f} of PostgreSQL's own", flush=True)
        print(f"booked and matched {statistics.median(rates):,.0f}/s, {statistics.median(shares):.2f} of PostgreSQL's own COPY and"
              f" UPDATE; what nothing is found for {statistics.median(booked):,.0f}/s, so what is found takes another"
              f" 1/{statistics.median(alone):,.0f} s; Java resident {resident_mb(process.pid):.0f} MB", flush=True)
    finally:
        stop(process)
