"""Every documented filter of every list over a million rows of each kind, one connection, 100 rows a page."""
import http.client, json, os, statistics, sys, time, urllib.parse

from common import DATA, PORT, RESULTS, Api, Sql, fresh, iban, need, start, stop

ROWS = int(os.environ.get("ROWS", "1000000"))
REQUESTS = int(os.environ.get("REQUESTS", "300"))
# Times the rows of the last run once more.
AGAIN = "AGAIN" in os.environ
# Only lists whose path holds this.
ONLY = os.environ.get("ONLY", "")
BOUND_MS = 20
# So far a list is walked to see its last page; behind that lie more pages of the same kind.
WALK = int(os.environ.get("WALK", "2100"))

# What makes the millions differ: SQL over n, the number of the copy, for the members that filters look at.
DAY = "(date '2026-01-01' + n % 300)"
WORDS = "(ARRAY['Alder','Birch','Cedar','Dogwood','Elm'])[1 + n % 5]"


def copies(sql, table, template, changes, rows=ROWS):
    """Multiplies one row that Kontor made itself; the changes are SQL over n."""
    members = ", ".join(f"'{name}', {value}" for name, value in changes.items())
    columns = sql.columns(table)
    bulk(sql, table, f"""INSERT INTO {table} ({columns}) SELECT {columns.replace(', ', ', r.').replace('', 'r.', 1)}
        FROM {table} t CROSS JOIN generate_series(1, {rows}) AS n
        CROSS JOIN LATERAL jsonb_populate_record(t, jsonb_build_object({members})) AS r WHERE t.id = '{template}'""")


def bulk(sql, table, insert):
    """Inserts without the secondary indexes and builds them again: sorting a million keys once is quicker."""
    indexes = sql.run(f"""SELECT indexrelid::regclass || '|' || pg_get_indexdef(indexrelid) FROM pg_index
        WHERE indrelid = '{table}'::regclass AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)""").splitlines()
    began = time.monotonic()
    sql.run("; ".join(["SET session_replication_role = replica", "SET maintenance_work_mem = '512MB'"]
                      + [f"DROP INDEX {one.split('|', 1)[0]}" for one in indexes] + [insert]
                      + [one.split("|", 1)[1] for one in indexes]))
    print(f"  {table}: {time.monotonic() - began:.0f} s", flush=True)


def uuid(kind, number="n"):
    return (f"(lpad(to_hex({number} >> 16), 8, '0') || '-' || lpad(to_hex({number} & 65535), 4, '0') || '-7000-8000-'"
            f" || '{kind:04x}' || '00000000')")


def pick(choices):
    """A value by the weights given: [(share in thousandths, value)...]."""
    cases, upto = [], 0
    for share, value in choices:
        upto += share
        cases.append(f"WHEN n % 1000 < {upto} THEN '{value}'")
    return f"(CASE {' '.join(cases)} ELSE '{choices[0][1]}' END)"


def fill(api, owner, sql):
    accounts = api.call("GET", "/financial-data/v2/accounts?limit=500")["items"]
    euros = [a["id"] for a in accounts if a["currency"] == "EUR"]
    day = (time.strftime("%Y-%m-%d", time.localtime(time.time() + 20 * 86400)))
    entities = [e["id"] for e in api.call("GET", "/financial-data/v2/entities")["items"]]
    party = api.call("POST", "/payments/v2/counterparties", {
        "legalName": "Template Ltd", "entityIds": entities,
        "accounts": [{"market": "DE", "identifiers": [{"type": "IBAN", "market": "DE", "number": iban(7)}]}]})
    account = party["accounts"][0]["id"]
    mandate = api.call("POST", "/payments/v2/mandates", {
        "scheme": "SDD_CORE", "externalAccountId": account, "mandateReference": "TEMPLATE"})["id"]
    debit = api.call("POST", "/payments/v2/direct-debits", {
        "amount": {"currency": "EUR", "value": 100}, "date": day, "scheme": "SDD_CORE", "mandateId": mandate,
        "source": {"type": "ACCOUNT", "id": euros[0]}, "reference": "template"})["id"]
    transfer = api.call("POST", "/payments/v2/credit-transfers", {
        "amount": {"currency": "EUR", "value": 100}, "date": day, "scheme": "SCT", "reference": "template",
        "source": {"type": "ACCOUNT", "id": euros[0]}, "destination": {"type": "EXTERNAL_ACCOUNT", "id": account}})
    owner.call("POST", f"/payments/v2/credit-transfers/{transfer['id']}:approve",
               {"approvalStepId": transfer["approvalSteps"][0]["id"]})
    batch = api.call("POST", "/payments/v2beta/credit-transfer-batches", {
        "treatment": "INDIVIDUAL_PAYMENTS", "payments": [{
        "amount": {"currency": "EUR", "value": 100}, "date": day, "scheme": "SCT", "reference": "template",
        "source": {"type": "ACCOUNT", "id": euros[0]}, "destination": {"type": "EXTERNAL_ACCOUNT", "id": account}}]})["id"]
    soon(lambda: api.call("GET", f"/payments/v2beta/credit-transfer-batches/{batch}")["status"] == "COMPLETED")
    owner.call("POST", "/v1/testbank/clock:advance", {"days": 24})
    transaction = soon(lambda: api.call("GET", "/financial-data/v2/transactions?limit=500")["items"])[0]["id"]
    by_share = f"(CASE WHEN n % 1000 < 900 THEN '{euros[0]}' WHEN n % 1000 < 999 THEN '{euros[1]}' ELSE '{euros[2]}' END)"
    status = pick([(700, "EXECUTED"), (200, "REJECTED"), (90, "CREATED"), (9, "RETURNED"), (1, "UNKNOWN")])
    some = f"(CASE WHEN n % 3 = 0 THEN to_jsonb(ARRAY['{entities[0]}']) ELSE '[]'::jsonb END)"
    print(f"filling {ROWS:,} rows each", flush=True)
    copies(sql, "counterparties", party["id"], {
        "id": uuid(1), "legal_name": f"{WORDS} || ' ' || n || (CASE WHEN n % 500 = 0 THEN ' Rare' ELSE ' Ltd' END)",
        "entity_ids": some})
    copies(sql, "external_accounts", account, {
        "id": uuid(2), "counterparty_id": uuid(1),
        "identifiers": "'[{\"type\":\"IBAN\",\"market\":\"DE\",\"number\":\"DE' || (10 + n % 89) || '37040044' || lpad(n::text, 10, '0') || '\"}]'"})
    bulk(sql, "search_words", f"""INSERT INTO search_words SELECT c.organization_id, 'counterparties', w.word, c.id, c.id
        FROM counterparties c CROSS JOIN LATERAL unnest(string_to_array(lower(c.legal_name), ' ')) AS w (word)
        WHERE c.legal_name <> 'Template Ltd'""")
    bulk(sql, "search_words", f"""INSERT INTO search_words
        SELECT a.organization_id, k.resource, lower(substr(a.identifiers, 41, 22)),
               CASE k.resource WHEN 'counterparties' THEN a.counterparty_id ELSE a.id END, a.id
        FROM external_accounts a CROSS JOIN (VALUES ('counterparties'), ('external_accounts')) AS k (resource)
        WHERE a.id <> '{account}'""")
    copies(sql, "mandates", mandate, {
        "id": uuid(3), "mandate_reference": "'M-' || n", "external_account_id": uuid(2), "counterparty_id": uuid(1),
        "status": pick([(900, "ACTIVE"), (99, "CREATED"), (1, "FAILED")]),
        "scheme": pick([(990, "SDD_CORE"), (10, "SDD_B2B")])})
    copies(sql, "direct_debits", debit, {
        "id": uuid(4), "date": DAY, "effective_date": DAY, "destination_account_id": by_share, "status": status,
        "scheme": pick([(990, "SDD_CORE"), (10, "SDD_B2B")]), "reference": "'collection ' || n"})
    bulk(sql, "approval_steps", f"""INSERT INTO approval_steps SELECT r.* FROM direct_debits d CROSS JOIN approval_steps s
        CROSS JOIN LATERAL jsonb_populate_record(s, jsonb_build_object('payment_id', d.id)) AS r WHERE s.payment_id = '{debit}' AND d.id <> '{debit}'""")
    copies(sql, "credit_transfers", transfer["id"], {
        "id": uuid(5), "date": DAY, "effective_date": DAY, "source_account_id": by_share, "status": status,
        "batch_id": f"(CASE WHEN n % 1000 = 7 THEN '{batch}' END)",
        "batch_treatment": "(CASE WHEN n % 1000 = 7 THEN 'INDIVIDUAL_PAYMENTS' END)", "reference": "'payment ' || n"})
    # What still waits has a step that nobody has decided.
    undecided = json.dumps({"status": "PENDING", **dict.fromkeys(
        ["decided", "approver_id", "approver_username", "approver_name", "approver_role_id"])})
    bulk(sql, "approval_steps", f"""INSERT INTO approval_steps SELECT r.* FROM credit_transfers c CROSS JOIN approval_steps s
        CROSS JOIN LATERAL jsonb_populate_record(s, jsonb_build_object('payment_id', c.id)
        || CASE WHEN c.status = 'CREATED' THEN '{undecided}'::jsonb ELSE '{{}}'::jsonb END) AS r WHERE s.payment_id = '{transfer['id']}' AND c.reference LIKE 'payment %'""")
    entry = {"account_id": by_share, "date": DAY, "value_date": DAY, "position": "n", "entry_key": "'entry ' || n",
             "amount_minor": pick([(999, "100"), (1, "777")])}
    copies(sql, "transactions", transaction, {"id": uuid(6), **entry, "reconciliation_status": pick(
        [(900, "RECONCILED"), (99, "NOT_RECONCILED"), (1, "PARTIALLY_RECONCILED")])})
    pending = sql.run("SELECT string_agg(column_name, ',') FROM information_schema.columns WHERE table_name ="
                      " 'pending_transactions' AND column_name NOT IN ('report', 'report_day', 'booked_intraday', 'end_to_end_id')")
    sql.run(f"""INSERT INTO pending_transactions ({pending}, report, report_day, booked_intraday)
        SELECT {pending}, 'template', date, false FROM transactions WHERE id = '{transaction}'""")
    copies(sql, "pending_transactions", transaction, {"id": uuid(7), **entry})
    copies(sql, "balances", sql.run("SELECT id FROM balances WHERE type = 'BOOKED' ORDER BY local_date DESC LIMIT 1"), {
        "id": uuid(8), "account_id": by_share, "local_date": "(date '2020-01-01' + n % 2400)", "source": "'file ' || n",
        "type": pick([(900, "BOOKED"), (100, "AVAILABLE")])})
    copies(sql, "batches", batch, {"id": uuid(9), "external_id": "NULL::text"})
    bulk(sql, "events", f"""INSERT INTO events SELECT r.* FROM events e
        CROSS JOIN generate_series(1, {ROWS}) AS n CROSS JOIN LATERAL jsonb_populate_record(e, jsonb_build_object('position', 1000000 + n,
            'resource_id', {uuid(10)}, 'occurred', timestamptz '2026-01-01' + n * interval '25 seconds',
            'originator', {pick([(900, "user:template"), (99, "kontor"), (1, "bank")])},
            'request_id', {uuid(11)})) AS r
        WHERE e.resource_id = '{transfer['id']}' AND e.version = 1""")
    sql.run("VACUUM ANALYZE")
    return {"euros": euros, "entity": entities[0], "party": party["id"], "account": account, "batch": batch,
            "resource": sql.run(f"SELECT {uuid(10)} FROM generate_series(777, 777) AS n"),
            "request": sql.run(f"SELECT {uuid(11)} FROM generate_series(777, 777) AS n")}


def soon(answer):
    """The first answer that is not empty; Kontor works on these things by itself."""
    until = time.monotonic() + 60
    while not (got := answer()):
        if time.monotonic() > until:
            sys.exit("waited a minute in vain")
        time.sleep(0.05)
    return got


def filters(made):
    euros = made["euros"]
    date = "date%5Bgte%5D=2026-03-01&date%5Blte%5D=2026-03-31"
    rare, common = "amount%5Bgte%5D=700&amount%5Blte%5D=800", "amount%5Bgte%5D=1&amount%5Blte%5D=200"
    return {
        "/payments/v2/counterparties": ["", "query=alder", "query=rare", "query=elm+rare", "query=123456", "query=DE37",
                                        "query=DE42370400440000999", "query=DE4", f"entityIdsIn={made['entity']}",
                                        "externalId=nobody"],
        "/payments/v2/external-accounts": ["", "query=DE37", "query=DE4", "query=DE423704004400009",
                                           f"counterpartyId={made['party']}", f"entityIdsIn={made['entity']}",
                                           "externalId=nobody"],
        "/payments/v2/mandates": ["", "status=ACTIVE", "status=FAILED", "scheme=SDD_CORE", "scheme=SDD_B2B",
                                  f"externalAccountId={made['account']}", f"counterpartyId={made['party']}",
                                  "externalId=nobody"],
        "/payments/v2/direct-debits": ["", f"accountId={euros[0]}", f"accountId={euros[2]}", "status=EXECUTED", "status=UNKNOWN",
                                       "scheme=SDD_B2B", "date=2026-05-05", date, f"status=UNKNOWN&accountId={euros[0]}"],
        "/payments/v2/credit-transfers": ["", f"accountId={euros[0]}", f"accountId={euros[2]}", "status=EXECUTED", "status=UNKNOWN",
                                          "date=2026-05-05", date, f"batchId={made['batch']}",
                                          f"status=UNKNOWN&accountId={euros[0]}", f"status=EXECUTED&accountId={euros[2]}"],
        "/payments/v2beta/credit-transfer-batches": [""],
        "/financial-data/v2/transactions": ["", f"accountId={euros[0]}", f"accountId={euros[2]}", "reconciliationStatus=RECONCILED",
                                            "reconciliationStatus=PARTIALLY_RECONCILED", "date=2026-05-05", date,
                                            f"reconciliationStatus=NOT_RECONCILED&accountId={euros[2]}&{date}",
                                            rare, common, f"{common}&accountId={euros[2]}"],
        "/financial-data/v2/pending-transactions": ["", f"accountId={euros[0]}", f"accountId={euros[2]}", "date=2026-05-05", date,
                                                    rare, common],
        f"/financial-data/v2/accounts/{euros[0]}/balances": ["", "type=AVAILABLE", "mostRecent=true"],
        "/iam/v2beta/audit-log-entries": ["", "originator=bank", "originator=kontor", "resource=credit_transfers",
                                          "resource=mandates", f"resourceId={made['resource']}", f"requestId={made['request']}",
                                          "from=2026-03-01T00:00:00Z&to=2026-04-01T00:00:00Z",
                                          "originator=kontor&from=2026-03-01T00:00:00Z&to=2026-04-01T00:00:00Z"],
    }


class Connection:
    def __init__(self, api):
        self.http = http.client.HTTPConnection("127.0.0.1", PORT)
        self.headers = {"Authorization": "Basic " + api.credentials}

    def get(self, path):
        began = time.perf_counter()
        self.http.request("GET", path, headers=self.headers)
        answer = self.http.getresponse()
        body = answer.read()
        took = (time.perf_counter() - began) * 1000
        if answer.status != 200:
            sys.exit(f"{path}: {answer.status} {body[:300]}")
        return took, json.loads(body)


def timed(connection, path):
    times = sorted(connection.get(path)[0] for _ in range(REQUESTS))
    return statistics.median(times), times[int(len(times) * 0.99) - 1]


def last_page(connection, path):
    """The token of the last page, found by walking, and how many pages of 500 it took."""
    token, pages = "", 0
    while pages < WALK:
        _, page = connection.get(f"{path}&limit=500&token={urllib.parse.quote(token)}")
        pages += 1
        if not page["nextToken"]:
            break
        token = page["nextToken"]
    return token, pages


def main():
    need("psql")
    if not AGAIN:
        fresh()
    process, _ = start()
    try:
        sandbox = json.loads((DATA / "sandbox.json").read_text())
        owner = Api(sandbox["owner"])
        filled = RESULTS / "lists.json"
        if not AGAIN:
            filled.write_text(json.dumps(fill(Api(sandbox["developer"]), owner, Sql())))
        made = json.loads(filled.read_text())
        connection = Connection(owner)
        slow = 0
        for path, queries in filters(made).items():
            timed(connection, f"{path}?{queries[-1]}&limit=100")  # the compilers' time is not what is measured
        print(f"{'list':34}{'filter':50}{'first p50':>10}{'p99':>8}{'last p50':>10}{'p99':>8}  ms")
        for path, queries in filters(made).items():
            for query in queries if ONLY in path else []:
                base = f"{path}?{query}"
                first = timed(connection, base + "&limit=100")
                token, pages = last_page(connection, base)
                last = timed(connection, f"{base}&limit=100&token={urllib.parse.quote(token)}")
                slow += first[1] > BOUND_MS or last[1] > BOUND_MS
                print(f"{path[path.rindex('/') + 1:]:34}{query[:48]:50}{first[0]:10.1f}{first[1]:8.1f}{last[0]:10.1f}{last[1]:8.1f}"
                      f"  ({pages} pages of 500)", flush=True)
        print(f"{slow} filters over {BOUND_MS} ms")
    finally:
        stop(process)
