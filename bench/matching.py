"""A camt.053 whose entries are all expected, among many more open expected transactions; see `statements`."""
import json, os, statistics

from common import DATA, Api, Sql, fresh, need, resident_mb, start, stop
from statements import book, prepare, statement

ENTRIES = int(os.environ.get("ENTRIES", "100000"))
EXPECTED = int(os.environ.get("EXPECTED", "1000000"))
RUNS = int(os.environ.get("RUNS", "3"))

INSERT = """
INSERT INTO expected_transactions (organization_id, id, account_id, amount_minor, currency, open_minor, date,
    reference_type, reference, end_to_end_id, status, version, created, updated)
SELECT a.organization_id, uuidv7(), a.id, c.cents, 'EUR', c.cents, '2026-01-01', 'UNSTRUCTURED', 'bench',
    'BENCH-{run}-' || n, 'CREATED', 1, now(), now()
FROM accounts a
JOIN account_numbers i ON i.organization_id = a.organization_id AND i.account_id = a.id AND i.number = '{number}'
CROSS JOIN generate_series({first}, {last}) n
CROSS JOIN LATERAL (SELECT (n % 900 + 1) * 100 + n % 100 AS cents) c
"""


def expect(sql, number, run, first, last):
    sql.run(INSERT.format(number=number, run=run, first=first, last=last))


def main():
    need("psql")
    fresh()
    process, _ = start(KONTOR_JAVA_OPTIONS="-Xmx256m " + os.environ.get("KONTOR_JAVA_OPTIONS", ""))
    try:
        api = Api(json.loads((DATA / "sandbox.json").read_text())["owner"])
        connection, number, folder = prepare(api)
        sql = Sql()
        expect(sql, number, "more", 0, max(0, EXPECTED - ENTRIES) - 1)
        balance, rates = 0, []
        for run in range(RUNS + 1):  # the first is the compilers' and is printed alone
            count = ENTRIES if run else min(ENTRIES, 20_000)
            expect(sql, number, run, 0, count - 1)
            sql.run("ANALYZE expected_transactions")
            text, balance = statement(run, number, balance, count)
            took = book(api, connection, folder, f"bench-{run}.xml", text)
            left = sql.run(f"SELECT count(*) FROM expected_transactions WHERE status = 'CREATED'"
                           f" AND end_to_end_id LIKE 'BENCH-{run}-%'")
            name = "the first after the start: " if not run else ""
            print(f"{count:,} entries among {EXPECTED:,} expected, {name}{count / took:,.0f}/s, not matched: {left}", flush=True)
            if run:
                rates.append(count / took)
        print(f"matched {statistics.median(rates):,.0f}/s, Java resident {resident_mb(process.pid):.0f} MB", flush=True)
    finally:
        stop(process)
