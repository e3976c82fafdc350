"""Autogiro files of 100,000 collections: the orders and the payment specification, written under their seals and read back."""
import os, statistics, subprocess, sys

from common import HERE, RESULTS, ROOT, fresh

COLLECTIONS = int(os.environ.get("COLLECTIONS", "100000"))
RUNS = int(os.environ.get("RUNS", "5"))
HEAP_MB = int(os.environ.get("HEAP_MB", "32"))


def main():
    jar = ROOT / "target" / "kontor.jar"
    if not jar.exists():
        sys.exit("bench needs a built Kontor: ./kontor build")
    fresh()
    java = os.path.join(os.environ["JAVA_HOME"], "bin", "java") if "JAVA_HOME" in os.environ else "java"
    path = os.environ.get("BENCH_CLASSES", f"{jar}{os.pathsep}{ROOT / 'target' / 'lib'}{os.sep}*")
    # The compiler of the bench runs apart, so that the heap is that of the files alone.
    subprocess.run([java + "c", "-d", str(RESULTS), "-cp", path, str(HERE / "Autogiro.java")], check=True)
    done = subprocess.run([java, f"-Xmx{HEAP_MB}m", "-XX:+UseSerialGC", "-cp", f"{RESULTS}{os.pathsep}{path}",
                           "Autogiro", str(RESULTS), str(COLLECTIONS), str(RUNS + 1)],
                          check=True, text=True, capture_output=True)
    rounds = [[int(word) for word in line.split()] for line in done.stdout.splitlines()]
    print(f"{COLLECTIONS:,} collections in a heap of {HEAP_MB} MB; the first round is the compilers': {rounds[0][:4]} ms")
    for name, column in (("orders written", 0), ("orders read", 1), ("specification written", 2),
                         ("specification read", 3)):
        print(f"{name}: {statistics.median(one[column] for one in rounds[1:]):,.0f} ms")
