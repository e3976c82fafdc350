"""Holds what linters found against the findings that are named with their reasons."""
import csv
import json
import re
import sys


def found(redocly, spectral):
    """Tool, rule, place and message of each finding."""
    for problem in json.load(open(redocly))["problems"]:
        yield "redocly", problem["ruleId"], problem["location"][0].get("pointer", ""), problem["message"]
    for problem in json.load(open(spectral)):
        yield "spectral", problem["code"], "/".join(map(str, problem["path"])), problem["message"]


def main(redocly, spectral, named):
    rows = list(csv.DictReader(open(named)))
    counts = [0] * len(rows)
    wrong = 0
    for tool, rule, place, message in found(redocly, spectral):
        at = [i for i, row in enumerate(rows)
              if (row["tool"], row["rule"]) == (tool, rule) and re.fullmatch(row["where"], place)]
        for i in at:
            counts[i] += 1
        if not at:
            wrong += 1
            print(f"{tool} {rule} at {place}: {message}")
    for row, count in zip(rows, counts):
        wrong += count == 0
        print(f"{row['tool']} {row['rule']}: " + (f"{count}, named: {row['reason']}" if count else "named, and gone"))
    sys.exit(bool(wrong))


main(*sys.argv[1:])
