"""What the parts of the bench share: a Kontor of their own, its API, its PostgreSQL, its use of the machine."""
import base64, json, os, pathlib, shutil, signal, subprocess, sys, time, urllib.error, urllib.request

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
RESULTS = HERE / "results"
DATA = RESULTS / "data"
PORT = int(os.environ.get("BENCH_PORT", "8099"))
TICKS = os.sysconf("SC_CLK_TCK")


def need(tool):
    if not shutil.which(tool):
        sys.exit(f"bench needs {tool}; on Debian: apt-get install wrk postgresql-contrib python3")


def fresh():
    shutil.rmtree(RESULTS, ignore_errors=True)
    RESULTS.mkdir()


def start(**settings):
    """Starts Kontor and returns (process, seconds to the first answer)."""
    environment = dict(os.environ, KONTOR_PORT=str(PORT), KONTOR_DATA=str(DATA), KONTOR_RATE_LIMIT="off", **settings)
    began = time.monotonic()
    process = subprocess.Popen([str(ROOT / "kontor"), "start"], env=environment,
                               stdout=open(RESULTS / "kontor.log", "a"), stderr=subprocess.STDOUT)
    while True:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/.well-known/oauth-authorization-server", timeout=1)
            answered = time.monotonic() - began
            while not (DATA / "sandbox.json").exists():
                time.sleep(0.02)
            return process, answered
        except OSError:
            if process.poll() is not None:
                sys.exit("Kontor did not start; see " + str(RESULTS / "kontor.log"))
            time.sleep(0.02)


def stop(process):
    process.send_signal(signal.SIGTERM)
    process.wait(60)


class Api:
    def __init__(self, user):
        self.credentials = base64.b64encode(f"{user['accessKey']}:{user['secret']}".encode()).decode()

    def call(self, method, path, body=None):
        request = urllib.request.Request(f"http://127.0.0.1:{PORT}{path}", method=method,
                                         data=None if body is None else json.dumps(body).encode(),
                                         headers={"Authorization": "Basic " + self.credentials,
                                                  "Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as refused:
            sys.exit(f"{method} {path}: {refused.code} {refused.read().decode()}")


def iban(number):
    bban = "37040044" + f"{number + 1:010d}"
    check = 98 - int(bban + "131400") % 97
    return f"DE{check:02d}{bban}"


def cpu_seconds(java):
    """CPU seconds so far of this Java, of its PostgreSQL with all backends, and of the load generator."""
    postmaster = int((DATA / "postgres" / "postmaster.pid").read_text().splitlines()[0])
    total = {"java": 0.0, "postgres": 0.0, "load": 0.0}
    for entry in pathlib.Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            text = (entry / "stat").read_text()
        except OSError:
            continue
        name = text[text.index("(") + 1:text.rindex(")")]
        fields = text[text.rindex(")") + 2:].split()
        used = (int(fields[11]) + int(fields[12])) / TICKS
        pid, parent = int(entry.name), int(fields[1])
        if pid == postmaster:
            used += (int(fields[13]) + int(fields[14])) / TICKS  # backends that have ended
        kind = ("java" if pid == java else "postgres" if postmaster in (pid, parent)
                else "load" if name == "wrk" else None)
        if kind:
            total[kind] += used
    return total


def resident_mb(pid):
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024


class Sql:
    def __init__(self):
        self.environment = dict(os.environ)
        port = (DATA / "postgres" / "postmaster.pid").read_text().splitlines()[3]
        superuser = (DATA / "postgres.passwords").read_text().split()[0]
        self.environment.update(PGHOST="127.0.0.1", PGPORT=port, PGUSER="postgres", PGDATABASE="kontor",
                                PGPASSWORD=superuser)

    def run(self, text):
        return self.psql("-c", text)

    def file(self, path):
        self.psql("-f", str(path))

    def twin(self, table, rows):
        """An empty copy of a table with its indexes, and the command that copies these rows into it."""
        self.run(f"CREATE SCHEMA IF NOT EXISTS twin; DROP TABLE IF EXISTS twin.{table};"
                 f" CREATE TABLE twin.{table} (LIKE public.{table} INCLUDING ALL)")
        folder = RESULTS / "copy"
        folder.mkdir(exist_ok=True)
        file = folder / f"{table}.copy"
        columns = self.columns(table)
        self.run(f"\\copy (SELECT {columns} FROM ({rows}) AS made) TO '{file}'")
        return f"\\copy twin.{table} ({columns}) FROM '{file}'"

    def seconds(self, commands):
        """How long these take in one transaction."""
        script = RESULTS / "copy.sql"
        script.write_text("BEGIN;\n" + "\n".join(commands) + "\nCOMMIT;\n")
        began = time.perf_counter()
        self.file(script)
        return time.perf_counter() - began

    def columns(self, table):
        """All that can be written, in their order: not those that are generated."""
        return self.run("SELECT string_agg(quote_ident(column_name), ', ' ORDER BY ordinal_position)"
                        " FROM information_schema.columns WHERE is_generated = 'NEVER'"
                        f" AND table_schema = 'public' AND table_name = '{table}'")

    def psql(self, *what):
        done = subprocess.run(["psql", "-XqAt", "-v", "ON_ERROR_STOP=1", *what], env=self.environment, text=True,
                              capture_output=True)
        if done.returncode:
            sys.exit(f"{what[1][:2000]}\n{done.stderr}")
        return done.stdout.strip()
