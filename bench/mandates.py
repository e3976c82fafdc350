"""Portfolios of mandates by CSV: each with its counterparty and account, beside COPY of the same rows; and for accounts that are there."""
import datetime, http.client, json, os, statistics, sys, time, uuid

from common import DATA, PORT, RESULTS, Api, Sql, cpu_seconds, fresh, iban, need, resident_mb, start, stop

ROWS = int(os.environ.get("ROWS", "100000"))
RUNS = int(os.environ.get("RUNS", "3"))
PATH = "/payments/v2beta/mandate-imports"

MADE = "SELECT mandate_id FROM mandate_import_rows WHERE import_id = '{imported}'"
ACCOUNTS = "SELECT external_account_id FROM mandates WHERE id IN (" + MADE + ") ORDER BY id"
TABLES = {
    "mandates": "SELECT * FROM mandates WHERE id IN (" + MADE + ")",
    "external_accounts": "SELECT * FROM external_accounts WHERE id IN"
                         " (SELECT external_account_id FROM mandates WHERE id IN (" + MADE + "))",
    "counterparties": "SELECT * FROM counterparties WHERE id IN"
                      " (SELECT counterparty_id FROM mandates WHERE id IN (" + MADE + "))",
    "search_words": "SELECT * FROM search_words WHERE source_id IN (SELECT unnest(ARRAY[external_account_id,"
                    " counterparty_id]) FROM mandates WHERE id IN (" + MADE + "))",
    "events": "SELECT e.* FROM events e WHERE e.resource_id IN (SELECT unnest(ARRAY[id, external_account_id,"
              " counterparty_id]) FROM mandates WHERE id IN (" + MADE + "))",
}


def rows(references, payers, columns):
    """A file of mandates: references and what each row says of its payer, in these columns."""
    signed = (datetime.date.today() - datetime.timedelta(days=400)).isoformat()
    last = (datetime.date.today() - datetime.timedelta(days=20)).isoformat()
    lines = ["scheme,mandateReference,signatureDate,active,lastCollection," + columns]
    lines += [f"SDD_CORE,{reference},{signed},true,{last},{payer}" for reference, payer in zip(references, payers)]
    return "\n".join(lines).encode()


def portfolio(run, count):
    """Mandates of new payers."""
    return rows((f"BENCH-{run}-{number:06d}" for number in range(count)),
                (f"Payer {number} of the bench,INDIVIDUAL,{iban(run * 1_000_000 + number)}" for number in range(count)),
                "legalName,partyType,iban")


def second(sql, run, imported):
    """A second mandate of each payer of an import."""
    accounts = sql.run(ACCOUNTS.format(imported=imported)).split()
    return rows((f"SECOND-{run}-{number:06d}" for number in range(len(accounts))), accounts, "externalAccountId")


def send(api, text):
    """(seconds from the first byte sent to COMPLETED, id)"""
    boundary = uuid.uuid4().hex
    head = (f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="bench.csv"\r\n'
            "Content-Type: text/csv\r\n\r\n")
    body = head.encode() + text + f"\r\n--{boundary}--\r\n".encode()
    headers = {"Authorization": "Basic " + api.credentials}
    connection = http.client.HTTPConnection("127.0.0.1", PORT)
    began = time.perf_counter()
    connection.request("POST", PATH, body, headers | {"Content-Type": f"multipart/form-data; boundary={boundary}"})
    answer = connection.getresponse()
    imported = json.loads(answer.read())
    if answer.status != 201:
        sys.exit(f"{answer.status} {imported}")
    while True:
        connection.request("GET", f"{PATH}/{imported['id']}", headers=headers)
        now = json.loads(connection.getresponse().read())
        if now["status"] not in ("CREATED", "PROCESSING_STARTED"):
            break
        time.sleep(0.02)
    took = time.perf_counter() - began
    if now["results"]["succeeded"] != now["input"]["recordCount"]:
        sys.exit(json.dumps(now))
    return took, imported["id"]


def copy(sql, imported):
    """Seconds that COPY takes for the rows of an import, into twins with the same indexes, in one transaction."""
    return sql.seconds([sql.twin(table, rows.format(imported=imported)) for table, rows in TABLES.items()])


def main():
    need("psql")
    fresh()
    process, _ = start(KONTOR_JAVA_OPTIONS="-Xmx256m " + os.environ.get("KONTOR_JAVA_OPTIONS", ""))
    try:
        api = Api(json.loads((DATA / "sandbox.json").read_text())["developer"])
        sql = Sql()
        first = min(ROWS, 20_000)
        print(f"{first:,} mandates, the first after the start: {first / send(api, portfolio(0, first))[0]:,.0f}/s", flush=True)
        rates, shares, java, postgres, known = [], [], [], [], []
        for run in range(1, RUNS + 1):
            before = cpu_seconds(process.pid)
            took, imported = send(api, portfolio(run, ROWS))
            used = cpu_seconds(process.pid)
            java.append((used["java"] - before["java"]) / ROWS * 1e6)
            postgres.append((used["postgres"] - before["postgres"]) / ROWS * 1e6)
            rates.append(ROWS / took)
            shares.append(copy(sql, imported) / took)
            known.append(ROWS / send(api, second(sql, run, imported))[0])
        print(f"{ROWS:,} mandates with counterparties and accounts: {statistics.median(rates):,.0f}/s (each run: "
              f"{', '.join(f'{rate:,.0f}' for rate in rates)}), {statistics.median(shares):.2f} of COPY,"
              f" Java resident {resident_mb(process.pid):.0f} MB; CPU of a row {statistics.median(java):.0f} us in Java,"
              f" {statistics.median(postgres):.0f} us in PostgreSQL", flush=True)
        print(f"{ROWS:,} mandates of accounts that are there: {statistics.median(known):,.0f}/s (each run: "
              f"{', '.join(f'{rate:,.0f}' for rate in known)})", flush=True)
    finally:
        stop(process)
