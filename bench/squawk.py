"""Prints the table of bench/squawk.sh: FOLDER OURS SQUAWK, the last two as JSON reports."""

import collections
import json
import pathlib
import re
import sys

# Wanted of every statement, whatever it does: a matter of the tool that runs it.
GENERAL = {"require-lock-timeout", "require-statement-timeout", "prefer-robust-stmts"}


def named(text, mark):
    found = re.search(rf"^-- {mark}:(.*)$", text, re.MULTILINE)
    return set(found.group(1).split()) if found else None


def main(folder, ours_file, theirs_file):
    ours = collections.defaultdict(set)
    noted = collections.defaultdict(set)
    for finding in json.load(open(ours_file))["findings"]:
        weight = noted if finding["severity"] == "note" else ours
        weight[pathlib.Path(finding["file"]).name].add(finding["id"])
    theirs = collections.defaultdict(set)
    general = collections.Counter()
    for finding in json.load(open(theirs_file)):
        rule = finding["rule_name"]
        if rule in GENERAL:
            general[rule] += 1
        else:
            theirs[pathlib.Path(finding["file"]).name].add(rule)
    count = collections.Counter()
    print(f"{'sample':36} {'ours':28} squawk")
    for path in sorted(pathlib.Path(folder).glob("*.sql")):
        text = path.read_text()
        expected, right = named(text, "expect"), named(text, "squawk")
        if expected is None:
            continue
        all_ours = ours[path.name] | noted[path.name]
        missed = expected - all_ours
        # Where there is no hazard, an error or warning is a false alarm.
        alarms = set() if expected else ours[path.name]
        wrong = theirs[path.name] - right
        count["samples"] += 1
        count["hazards"] += bool(expected)
        count["ours found"] += bool(expected) and not missed
        count["ours false"] += len(alarms)
        count["squawk found"] += bool(expected) and bool(theirs[path.name] & right)
        count["squawk false"] += len(wrong)
        count["ours only"] += bool(expected) and not missed and not theirs[path.name] & right
        count["squawk only"] += bool(theirs[path.name] & right) and bool(missed)
        mine = " ".join(sorted(expected & all_ours)) or "-"
        if missed:
            mine += " MISSED " + " ".join(sorted(missed))
        if alarms:
            mine += " FALSE " + " ".join(sorted(alarms))
        other = " ".join(sorted(theirs[path.name] & right)) or "-"
        if wrong:
            other += " FALSE " + " ".join(sorted(wrong))
        print(f"{path.stem:36} {mine:28} {other}")
    print()
    for name, number in count.items():
        print(f"{name}: {number}")
    print("squawk, of every statement: " + ", ".join(f"{n} × {rule}" for rule, n in general.most_common()))
    sys.exit(1 if count["ours found"] < count["hazards"] or count["ours false"] else 0)


main(*sys.argv[1:])
