"""Batches from POST to COMPLETED, each as a share of COPY of the same rows into twins of the same tables."""
import csv, datetime, http.client, io, itertools, json, os, statistics, sys, time, uuid

from common import DATA, PORT, RESULTS, Api, Sql, fresh, iban, need, resident_mb, start, stop

JSON_RECORDS = int(os.environ.get("JSON_RECORDS", "2000"))
FILE_RECORDS = int(os.environ.get("FILE_RECORDS", "100000"))
RUNS = int(os.environ.get("RUNS", "9"))
WARM_UP = int(os.environ.get("WARM_UP", "20"))
PARTIES = 1000
BATCHES = itertools.count()


def prepare(api):
    """An own EUR account, and payers with mandates."""
    own = next(a for a in api.call("GET", "/financial-data/v2/accounts?limit=500")["items"] if a["currency"] == "EUR")
    parties = []
    for number in range(PARTIES):
        party = api.call("POST", "/payments/v2/counterparties", {
            "legalName": f"Party {number} of the bench",
            "accounts": [{"market": "DE", "identifiers": [{"type": "IBAN", "market": "DE", "number": iban(number)}]}]})
        account = party["accounts"][0]["id"]
        mandate = api.call("POST", "/payments/v2/mandates", {
            "scheme": "SDD_CORE", "externalAccountId": account, "mandateReference": f"BENCH-{number}"})
        parties.append((account, mandate["id"]))
    return own["id"], parties


def records(kind, own, parties, count, day):
    """Of one batch: no two payments of a bench are alike, since Kontor looks at those that are."""
    batch = next(BATCHES)
    for number in range(count):
        account, mandate = parties[number % len(parties)]
        record = {"amount": {"currency": "EUR", "stringValue": f"{number % 900 + 1}.{number % 100:02d}"}, "date": day,
                  "reference": f"payment {batch}-{number:09d}"}
        if kind == "direct-debit":
            yield record | {"scheme": "SDD_CORE", "source": {"type": "EXTERNAL_ACCOUNT", "id": account},
                            "destination": {"type": "ACCOUNT", "id": own}, "mandateId": mandate}
        else:
            yield record | {"scheme": "SCT", "source": {"type": "ACCOUNT", "id": own},
                            "destination": {"type": "EXTERNAL_ACCOUNT", "id": account}}


def flat(record, prefix=""):
    for name, value in record.items():
        if isinstance(value, dict):
            yield from flat(value, prefix + name + ".")
        else:
            yield prefix + name, value


def json_body(all_records):
    return "application/json", json.dumps({"treatment": "INDIVIDUAL_PAYMENTS", "payments": list(all_records)}).encode()


def csv_body(kind, all_records):
    text = io.StringIO()
    writer = None
    for record in all_records:
        row = dict(flat(record))
        if writer is None:
            writer = csv.DictWriter(text, row.keys())
            writer.writeheader()
        writer.writerow(row)
    boundary = uuid.uuid4().hex
    fields = {"treatment": "INDIVIDUAL_PAYMENTS",
              "fileContentType": f"application/vnd.atlar.payments.v2.{kind}.batch+csv"}
    parts = "".join(f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
                    for name, value in fields.items())
    parts += (f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="bench.csv"\r\n'
              f"Content-Type: text/csv\r\n\r\n{text.getvalue()}\r\n--{boundary}--\r\n")
    return f"multipart/form-data; boundary={boundary}", parts.encode()


def run(api, kind, body):
    """(seconds from the first byte sent to COMPLETED, id)"""
    content_type, data = body
    path = f"/payments/v2beta/{kind}-batches"
    connection = http.client.HTTPConnection("127.0.0.1", PORT)
    headers = {"Authorization": "Basic " + api.credentials}
    began = time.perf_counter()
    connection.request("POST", path, data, headers | {"Content-Type": content_type})
    answer = connection.getresponse()
    batch = json.loads(answer.read())
    if answer.status != 201:
        sys.exit(f"{answer.status} {batch}")
    while True:
        connection.request("GET", f"{path}/{batch['id']}", headers=headers)
        now = json.loads(connection.getresponse().read())
        if now["status"] == "COMPLETED":
            break
        time.sleep(0.005)
    took = time.perf_counter() - began
    if now["resultSummary"]["failed"] or now["resultSummary"]["skipped"]:
        sys.exit(json.dumps(now)[:2000])
    return took, batch["id"]


TABLES = {
    "payments": "SELECT * FROM {payments} WHERE batch_id = '{batch}'",
    "approval_steps": "SELECT s.* FROM approval_steps s JOIN {payments} p ON p.organization_id = s.organization_id"
                      " AND p.id = s.payment_id WHERE p.batch_id = '{batch}'",
    "events": "SELECT e.* FROM events e JOIN {payments} p ON p.organization_id = e.organization_id"
              " AND p.id = e.resource_id WHERE p.batch_id = '{batch}'",
    "duplicate_keys": "SELECT k.* FROM duplicate_keys k JOIN {payments} p ON p.organization_id = k.organization_id"
                      " AND p.id = k.payment_id WHERE p.batch_id = '{batch}'",
}


def copy(sql, kind, batch):
    """Seconds that COPY takes for the rows of a batch, into twins with the same indexes, in one transaction."""
    payments = kind.replace("-", "_") + "s"
    commands = []
    for table, query in TABLES.items():
        name = payments if table == "payments" else table
        commands.append(sql.twin(name, query.format(payments=payments, batch=batch)))
        # LIKE copies everything of a table but its storage parameters.
        options = sql.run(f"SELECT array_to_string(reloptions, ', ') FROM pg_class WHERE oid = 'public.{name}'::regclass")
        if options:
            sql.run(f"ALTER TABLE twin.{name} SET ({options})")
    if payments == "direct_debits":
        sql.run("ALTER TABLE twin.direct_debits ADD FOREIGN KEY (organization_id, mandate_id)"
                " REFERENCES mandates (organization_id, id)")
    return sql.seconds(commands)


def measure(api, sql, java, kind, name, body, count, runs):
    rates, shares = [], []
    for _ in range(runs):
        took, batch = run(api, kind, body())
        rates.append(count / took)
        shares.append(copy(sql, kind, batch) / took)
    print(f"{kind:16}{name:5}{count:8,} records: {statistics.median(rates):8,.0f}/s (each run: "
          f"{', '.join(f'{rate:,.0f}' for rate in rates)}), {statistics.median(shares):.2f} of COPY,"
          f" Java resident {resident_mb(java):.0f} MB", flush=True)


def main():
    need("psql")
    fresh()
    process, _ = start(KONTOR_JAVA_OPTIONS="-Xmx256m " + os.environ.get("KONTOR_JAVA_OPTIONS", ""))
    try:
        api = Api(json.loads((DATA / "sandbox.json").read_text())["developer"])
        own, parties = prepare(api)
        sql = Sql()
        day = (datetime.date.today() + datetime.timedelta(days=30)).isoformat()
        sql.run("ANALYZE")
        for kind in ("direct-debit", "credit-transfer"):
            def small():
                return json_body(records(kind, own, parties, JSON_RECORDS, day))

            def large():
                return csv_body(kind, records(kind, own, parties, FILE_RECORDS, day))

            cold = JSON_RECORDS / run(api, kind, small())[0]
            print(f"{kind:16}JSON, the first after the start: {cold:,.0f}/s", flush=True)
            for _ in range(WARM_UP):  # the compilers' time is not what is measured
                run(api, kind, small())
            measure(api, sql, process.pid, kind, "JSON", small, JSON_RECORDS, RUNS)
            measure(api, sql, process.pid, kind, "CSV", large, FILE_RECORDS, min(RUNS, 3))
    finally:
        stop(process)
