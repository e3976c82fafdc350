"""A camt.053 from the moment it lies in the bank's folder until it is PROCESSED, beside COPY of the same rows."""
import json, os, pathlib, statistics, sys, time

from common import DATA, RESULTS, Api, Sql, fresh, iban, need, resident_mb, start, stop

ENTRIES = int(os.environ.get("ENTRIES", "100000"))
RUNS = int(os.environ.get("RUNS", "3"))
FOLDER = "bench"

TABLES = {
    "transactions": "SELECT * FROM transactions WHERE statement_id = '{statement}'",
    "transaction_details": "SELECT d.* FROM transaction_details d JOIN transactions t"
                           " ON t.organization_id = d.organization_id AND t.id = d.transaction_id"
                           " WHERE t.statement_id = '{statement}'",
    "events": "SELECT e.* FROM events e JOIN transactions t ON t.organization_id = e.organization_id"
              " AND t.id = e.resource_id WHERE t.statement_id = '{statement}'",
}


def prepare(api):
    """An own account at a bank with a folder: (connection, its IBAN, the folder)."""
    connection = api.call("POST", "/connectivity/v2beta/connections",
                          {"name": "Bench", "bic": "COBADEFFXXX", "channel": "FOLDER", "folder": FOLDER})
    entity = api.call("GET", "/financial-data/v2/entities")["items"][0]["id"]
    number = iban(7_000_000)
    api.call("POST", "/financial-data/v2beta/accounts", {
        "connectionId": connection["id"], "entityId": entity, "market": "DE", "currency": "EUR", "name": "Bench",
        "identifiers": [{"type": "IBAN", "number": number}], "routing": [{"type": "BIC", "number": "COBADEFFXXX"}]})
    while True:
        found = [one for one in pathlib.Path(DATA).rglob(FOLDER + "/in") if one.is_dir()]
        if found:
            return connection["id"], number, found[0]
        time.sleep(0.1)


def balance(code, cents, day):
    return (f'<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">{cents // 100}.{cents % 100:02d}</Amt>'
            f"<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>{day}</Dt></Dt></Bal>")


def mark(run, number):
    return f"BENCH-{run}-{number}"


def entry(run, number, day, mark):
    amount = f'<Amt Ccy="EUR">{number % 900 + 1}.{number % 100:02d}</Amt>'
    return (f"<Ntry>{amount}<CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>{day}</Dt></BookgDt>"
            f"<ValDt><Dt>{day}</Dt></ValDt><AcctSvcrRef>{run:03d}{number:09d}</AcctSvcrRef><BkTxCd><Domn><Cd>PMNT</Cd><Fmly>"
            "<Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd><NtryDtls><TxDtls><Refs><EndToEndId>"
            f"{mark(run, number)}</EndToEndId></Refs>{amount}<CdtDbtInd>CRDT</CdtDbtInd><RltdPties><Dbtr><Pty><Nm>Payer "
            f"{number % 1000} of the bench</Nm></Pty></Dbtr></RltdPties><RmtInf><Ustrd>invoice {number:09d}</Ustrd></RmtInf>"
            "</TxDtls></NtryDtls></Ntry>")


def statement(run, number, opening, count, mark=mark):
    """(text, closing balance in cents): a day of its own for each run; `mark` is what each entry is named."""
    day = f"2026-{run // 28 % 12 + 1:02d}-{run % 28 + 1:02d}"
    closing = opening + sum((n % 900 + 1) * 100 + n % 100 for n in range(count))
    head = (f'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>BENCH-{run}'
            f"</MsgId><CreDtTm>{day}T20:00:00</CreDtTm></GrpHdr><Stmt><Id>BENCH-{run}</Id><ElctrncSeqNb>{run + 1}</ElctrncSeqNb>"
            f"<CreDtTm>{day}T20:00:00</CreDtTm><Acct><Id><IBAN>{number}</IBAN></Id><Ccy>EUR</Ccy></Acct>")
    entries = "".join(entry(run, n, day, mark) for n in range(count))
    text = head + balance("OPBD", opening, day) + balance("CLBD", closing, day) + entries
    return text + "</Stmt></BkToCstmrStmt></Document>", closing


def book(api, connection, folder, name, text):
    """Seconds until the file is read to its end."""
    part = folder / (name + ".part")
    part.write_text(text)
    began = time.perf_counter()
    part.rename(folder / name)
    while True:
        files = api.call("GET", f"/connectivity/v2beta/connections/{connection}/inbox-files")["items"]
        now = next((one for one in files if one["fileName"] == name), {"status": "RECEIVING"})
        if now["status"] not in ("RECEIVING", "RECEIVED"):
            took = time.perf_counter() - began
            return took if now["status"] == "PROCESSED" else sys.exit(json.dumps(now))
        time.sleep(0.05)


def copy(sql, statement_id):
    """Seconds that COPY takes for the rows of a statement, into twins with the same indexes, in one transaction."""
    return sql.seconds([sql.twin(table, rows.format(statement=statement_id)) for table, rows in TABLES.items()])


def main():
    need("psql")
    fresh()
    process, _ = start(KONTOR_JAVA_OPTIONS="-Xmx256m " + os.environ.get("KONTOR_JAVA_OPTIONS", ""))
    try:
        api = Api(json.loads((DATA / "sandbox.json").read_text())["owner"])
        connection, number, folder = prepare(api)
        sql = Sql()
        balance_now, rates, shares = 0, [], []
        for run in range(RUNS + 1):  # the first is the compilers' and is printed alone
            count = ENTRIES if run else min(ENTRIES, 20_000)
            text, balance_now = statement(run, number, balance_now, count)
            took = book(api, connection, folder, f"bench-{run}.xml", text)
            if not run:
                print(f"camt.053 {count:,} entries, the first after the start: {count / took:,.0f}/s", flush=True)
                continue
            which = sql.run(f"SELECT id FROM statements WHERE bank_id = 'BENCH-{run}'")
            rates.append(count / took)
            shares.append(copy(sql, which) / took)
        print(f"camt.053 {ENTRIES:,} entries: {statistics.median(rates):,.0f}/s (each run:"
              f" {', '.join(f'{rate:,.0f}' for rate in rates)}), {statistics.median(shares):.2f} of COPY,"
              f" Java resident {resident_mb(process.pid):.0f} MB", flush=True)
    finally:
        stop(process)
