"""The main pages over a million payments of each kind, by one person and by 32, and the bytes of a first visit."""
import gzip, http.client, json, os, re, statistics, subprocess, sys, threading, time, urllib.parse

import lists
from common import DATA, PORT, RESULTS, Api, Sql, fresh, need, start, stop

SECONDS = int(os.environ.get("SECONDS_EACH", "10"))
PEOPLE = 32
BOUND_MS = 100
BOUND_BYTES = 200_000


class Person:
    """A browser without script that is signed in."""

    def __init__(self, sandbox):
        self.cookies = {}
        page = self.answer("GET", "/login")[1].decode()
        fields = dict(re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', page))
        fields.update(email=sandbox["owner"]["email"], password=sandbox["owner"]["password"])
        status, body, _ = self.answer("POST", "/login", urllib.parse.urlencode(fields))
        if status != 303:
            sys.exit(f"cannot sign in: {status} {body.decode()[:500]}")

    def answer(self, method, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", PORT)
        headers = {"Cookie": self.cookie(), "Sec-Fetch-Site": "same-origin", "Accept-Encoding": "gzip"}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        content = answer.read()
        for text in answer.headers.get_all("Set-Cookie") or []:
            name, value = text.split(";")[0].split("=", 1)
            self.cookies[name] = value
        connection.close()
        plain = gzip.decompress(content) if answer.headers.get("Content-Encoding") == "gzip" else content
        return answer.status, plain, len(content)

    def cookie(self):
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())


def pages(made, sql):
    debit, party = sql.run("SELECT id FROM direct_debits ORDER BY id DESC LIMIT 1"), made["party"]
    return {
        "Home": "/", "Approvals": "/approvals", "Direct debits": "/direct-debits",
        "Direct debits, executed": "/direct-debits?status=EXECUTED", "A direct debit": f"/direct-debits/{debit}",
        "Credit transfers": "/credit-transfers", "Mandates": "/mandates", "Counterparties": "/counterparties",
        "A counterparty": f"/counterparties/{party}", "Transactions": "/transactions",
        "An account": f"/accounts/{made['euros'][0]}", "Bank files": "/files", "Audit log": "/audit-log",
        "Find": "/find?q=collection+4711"}


def one(person, path):
    """Each page asked for over one connection, one after the other; milliseconds."""
    connection = http.client.HTTPConnection("127.0.0.1", PORT)
    times, until = [], time.monotonic() + SECONDS
    while time.monotonic() < until or len(times) < 20:
        began = time.perf_counter()
        connection.request("GET", path, headers={"Cookie": person.cookie()})
        answer = connection.getresponse()
        body = answer.read()
        times.append((time.perf_counter() - began) * 1000)
        if answer.status not in (200, 303):
            sys.exit(f"{path}: {answer.status} {body.decode()[:500]}")
    return times


def together(people, path):
    """The same by all of them at once, each asking again as soon as it has an answer."""
    done = subprocess.run(["wrk", "-t1", f"-c{len(people)}", f"-d{SECONDS}s", "--latency", "--timeout", "60s", "-H",
                           "Cookie: " + people[0].cookie(), f"http://127.0.0.1:{PORT}{path}"],
                          capture_output=True, text=True, check=True).stdout
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", done)
    share = int(refused.group(1)) / int(re.search(r"(\d+) requests in", done).group(1)) if refused else 0
    return [milliseconds(re.search(rf"\n +{part}% +(\S+)", done).group(1)) for part in (50, 99)] + [share]


def milliseconds(text):
    number, unit = re.fullmatch(r"([0-9.]+)(us|ms|s|m)", text).groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000, "m": 60000}[unit]


def spread(people, path):
    """By all of them, each opening the page once a second."""
    times, lock = [], threading.Lock()

    def visit(number):
        time.sleep(number / PEOPLE)
        connection = http.client.HTTPConnection("127.0.0.1", PORT)
        for _ in range(SECONDS):
            began = time.perf_counter()
            connection.request("GET", path, headers={"Cookie": people[number].cookie()})
            connection.getresponse().read()
            took = (time.perf_counter() - began) * 1000
            with lock:
                times.append(took)
            time.sleep(max(0, 1 - took / 1000))

    threads = [threading.Thread(target=visit, args=(number,)) for number in range(PEOPLE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


def first_visit(person):
    """Bytes on the wire of the first page with all that it loads, fonts included."""
    _, page, total = person.answer("GET", "/")
    todo, seen = re.findall(r'"(/assets/[^"#]+)', page.decode()), set()
    while todo:
        path = todo.pop()
        if path in seen or "latin-ext" in path:
            continue
        seen.add(path)
        _, body, size = person.answer("GET", path)
        total += size
        if path.endswith(".css"):
            todo += re.findall(r"url\((/assets/[^)]+)\)", body.decode())
    return total


def figures(times):
    times = sorted(times)
    return statistics.median(times), times[int(len(times) * 0.99) - 1]


def main():
    need("psql")
    need("wrk")
    if not lists.AGAIN:
        fresh()
    process, _ = start()
    try:
        sandbox = json.loads((DATA / "sandbox.json").read_text())
        filled = RESULTS / "lists.json"
        if not lists.AGAIN:
            filled.write_text(json.dumps(lists.fill(Api(sandbox["developer"]), Api(sandbox["owner"]), Sql())))
        made = json.loads(filled.read_text())
        people = [Person(sandbox) for _ in range(PEOPLE)]
        all_pages, slow = pages(made, Sql()), 0
        for path in all_pages.values():
            for _ in range(50):  # the compilers' time is not what is measured
                people[0].answer("GET", path)
        total = first_visit(people[0])
        print(f"first visit {total:,} bytes, aim {BOUND_BYTES:,}")
        print(f"{'page':26}{'one p50':>9}{'p99':>8}{'32 a second p50':>17}{'p99':>8}{'32 at once p50':>16}{'p99':>8}  ms")
        for name, path in all_pages.items():
            if lists.ONLY not in path:
                continue
            alone, paced, rush = figures(one(people[0], path)), figures(spread(people, path)), together(people, path)
            slow += alone[1] > BOUND_MS or paced[1] > BOUND_MS
            print(f"{name:26}{alone[0]:9.1f}{alone[1]:8.1f}{paced[0]:17.1f}{paced[1]:8.1f}{rush[0]:16.1f}{rush[1]:8.1f}"
                  f"{'' if not rush[2] else f'  {rush[2]:.0%} told to come later'}",
                  flush=True)
        print(f"{slow} pages over {BOUND_MS} ms")
    finally:
        stop(process)
