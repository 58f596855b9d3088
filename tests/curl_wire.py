#!/usr/bin/env python3
"""Black-box check that the commands of `postwright snippets` for curl send the requests that Postman sends.

For every collection Postman's own engine says what it sends for each request, as in wire_check.py, whose tools this script
uses. Each command is carried out by `sh`, with the variables of the environment that replay would give to the SDK; a `curl`
in front of the real one replaces scheme, host and port of the URL by those of a recording server. What arrives is compared
with what Postman sends, by the rules of `wire_check.py --help`. curl answers a challenge and gives no digest without one: so the
server challenges it with what stands in Postman's header; where Postman, unchallenged, sends none, that of curl does not count.
A token that the collection leaves empty is one that its command asks for: where Postman sends no header for it, or an empty one,
that of curl does not count either.

Commands that say that curl lacks a scheme are placeholders: they are counted and listed apart. Differences that the SDK has,
too, by a report of wire_check.py, are marked.
"""

import argparse
import io
import json
import os
import re
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path

# Stands for a credential that is empty.
EMPTY = "PwEmptyCredential"
SHIM = r"""#!/bin/sh
# The URL, which stands last, goes to the recording server: all but its scheme, host and port stays.
count=$#
for word do
    count=$((count - 1))
    if [ "$count" -eq 0 ]; then
        rest=${word#*://}
        host=${rest%%[/?#]*}
        rest=${rest#"$host"}
        case $host in *@*) host=${host%@*}@ ;; *) host= ;; esac
        word="http://$host${CURL_WIRE_SERVER#http://}$rest"
    fi
    set -- "$@" "$word"
    shift
done
exec "$CURL_WIRE_CURL" --silent --show-error --noproxy '*' --max-time 20 --output /dev/null "$@"
"""


def challenge(expected):
    """What a digest is asked for by, as the header says that Postman sends."""
    headers = (value for request in expected["requests"] for name, value in request["headers"] if name.lower() == "authorization")
    given = next((value for value in headers if value.startswith("Digest ")), 'Digest realm="none", nonce="none"')
    found = dict(re.findall(r'\b(realm|nonce|algorithm|qop|opaque)="?([^",]*)', given))
    return "Digest " + ", ".join(f'{name}="{value}"' for name, value in found.items() if value)


class Challenger:
    """A loopback server in front of a recording one: it asks for a digest, and lets a request that has one through."""

    def __init__(self, recorder, asked):
        self.recorder, self.asked = recorder, asked

    def __enter__(self):
        connection, asked = self.recorder.RequestHandlerClass, self.asked

        class Asking(connection):
            """Reads the head of a request before the recording connection does."""

            def handle(self):
                head = self.rfile
                while (text := self.head(head)):
                    if b"\nauthorization: digest" in text.lower():
                        self.rfile = Joined(text, head)
                        super().handle()
                        return
                    length = re.search(rb"\ncontent-length: *(\d+)", text.lower())
                    head.read(int(length[1]) if length else 0)
                    self.wfile.write(b"HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: %s\r\nContent-Length: 0\r\n\r\n" % asked.encode("latin-1"))

            @staticmethod
            def head(stream):
                lines = []
                while line := stream.readline():
                    lines.append(line)
                    if not line.strip():
                        break
                return b"".join(lines)

        self.before, self.recorder.RequestHandlerClass = connection, Asking

    def __exit__(self, *_):
        self.recorder.RequestHandlerClass = self.before


class Joined:
    """Bytes that were read already, and the stream that they were read from."""

    def __init__(self, text, stream):
        self.read_already, self.stream = io.BytesIO(text), stream

    def readline(self):
        return self.read_already.readline() or self.stream.readline()

    def read(self, size):
        return self.stream.read(size)


def shown(record, binary, name):
    """The commands of a collection by the pointers of their requests, or why there are none."""
    done = subprocess.run([str(binary), "snippets", str(record.path), "--environment", str(record.environment), "--quiet",
                           "--name", name], capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        return {}, (done.stderr.strip().splitlines() or [f"status {done.returncode}"])[0]
    return {line["pointer"]: line for line in map(json.loads, done.stdout.splitlines())}, None


def forget(arrived, expected):
    """Takes what stands for empty credentials out of what arrived; a header that Postman sends empty becomes empty."""
    names = {name.lower() for request in expected["requests"] for name, _ in request["headers"]}
    for request in arrived:
        kept = []
        for name, value in request["headers"]:
            if EMPTY not in value:
                kept.append((name, value))
            elif name.lower() in names:
                kept.append((name, value.replace(EMPTY, "")))
        request["headers"] = kept


def carry_out(line, record, recorder, options):
    """Runs a command; gives what arrived, and what it said if nothing did."""
    recorder.take()
    # An empty name or password is one, an empty token is none.
    filler = "" if " --user " in line["curl"] else EMPTY
    variables = {name: value or filler for name, value in line["variables"].items()}
    environment = {**os.environ, **variables, "PATH": f"{options.shim}{os.pathsep}{os.environ['PATH']}",
                   "CURL_WIRE_SERVER": recorder.base_url, "CURL_WIRE_CURL": options.curl, "HOME": str(options.work)}
    try:
        # As an argument it may be too long.
        done = subprocess.run(["sh"], input=line["curl"].encode(), cwd=record.path.parent, env=environment, timeout=30,
                              capture_output=True, check=False)
        said = done.stderr.decode("utf-8", "replace").strip()
    except (subprocess.TimeoutExpired, OSError, ValueError) as error:
        said = str(error)
    return recorder.take(), said[:200]


def check(record, options, tools):
    """Fills the items of a collection."""
    recorder = tools.Recorder()
    record.prepare(recorder.base_url, 600)
    if record.problem:
        return
    lines, record.problem = shown(record, options.postwright, "sdk")
    for expected in record.expected:
        if record.problem or expected["skipped"]:
            continue
        item = {"pointer": expected["pointer"], "name": expected["name"], "differences": [], "curl": ""}
        record.items.append(item)
        line = lines.get(expected["pointer"])
        if line is None:
            item["verdict"] = "missing"
            continue
        item |= {"curl": line["curl"], "notes": line["notes"]}
        is_digest = " --digest " in line["curl"]
        with Challenger(recorder, challenge(expected)) if is_digest else nullcontext():
            arrived, said = carry_out(line, record, recorder, options)
        forget(arrived, expected)
        if is_digest and not any(name.lower() == "authorization" for it in expected["requests"] for name, _ in it["headers"]):
            for request in arrived:
                request["headers"] = [pair for pair in request["headers"] if pair[0].lower() != "authorization"]
        result = tools.compare_item(expected, arrived, f"curl said: {said}" if said else "nothing arrived")
        item |= {"verdict": result.verdict, "differences": result.differences}
        if line["notes"]:
            item["verdict"] = "placeholder"
    recorder.shutdown()
    recorder.server_close()


def known(paths):
    """What the SDK sends differently, by the reports of wire_check.py."""
    found = set()
    for path in paths:
        for collection in json.loads(path.read_text("utf-8"))["collections"]:
            found |= {(collection["file"], item["pointer"]) for item in collection["items"] if item.get("verdict") == "different"}
    return found


def report(records, of_sdk, limit):
    """Prints the figures; gives the share of commands that send the same."""
    items = [(record, item) for record in records for item in record.items]
    verdicts = Counter(item["verdict"] for _, item in items)
    different = [(record, item) for record, item in items if item["verdict"] in ("different", "missing")]
    shared = [pair for pair in different if (pair[0].path.name, pair[1]["pointer"]) in of_sdk]
    compared = len(items) - verdicts["placeholder"]
    for record in records:
        if record.problem:
            print(f"PROBLEM {record.path.name}: {record.problem}")
    for note, number in Counter(note for _, item in items for note in item.get("notes", ())).most_common():
        print(f"PLACEHOLDER {number} x {note}")
    kinds = Counter((d["category"], d["note"][:60]) for _, item in different for d in item["differences"])
    for (category, note), number in kinds.most_common():
        print(f"  {number:6} {category}: {note}")
    for record, item in different[:limit]:
        mark = "AS THE SDK" if (record.path.name, item["pointer"]) in of_sdk else "DIFFERENT"
        print(f"{mark} {record.path.name} {item['pointer']} {item['name'][:60]!r}")
        for difference in item["differences"]:
            print(f"    {difference['category']}: {difference['note'][:300]}")
            print(f"      Postman {difference['expected'][:200]!r}\n      curl    {difference['received'][:200]!r}")
    same = compared - len(different)
    share = 100 * (same + len(shared)) / compared if compared else 0
    print(f"{len(items)} commands of {len(records)} collections: compared {compared}, same {same}, different {len(different)} "
          f"(of which {len(shared)} as the SDK), placeholders {verdicts['placeholder']}: {share:.2f}%")
    return share


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("--postwright", required=True, type=Path, metavar="BIN", help="the postwright binary under test")
    add("--tools", required=True, type=Path, metavar="DIR", help="folder of wire_check.py, with its Node packages")
    add("--corpus", required=True, type=Path, nargs="+", metavar="PATH", help="collections, or folders with their *.json")
    add("--only", action="append", default=[], metavar="SUBSTR", help="only files with SUBSTR in their name; may be repeated")
    add("--sdk-report", type=Path, nargs="+", default=[], metavar="FILE", help="reports of wire_check.py for these collections")
    add("--work", type=Path, default=Path("target/curl-wire"), metavar="DIR", help="where to work (default: %(default)s)")
    add("--curl", default="curl", metavar="BIN", help="the real curl (default: %(default)s)")
    add("--jobs", type=int, default=2, metavar="N", help="collections at once (default: %(default)s)")
    add("--show", type=int, default=20, metavar="N", help="differences that are shown (default: %(default)s)")
    add("--require", type=float, metavar="PERCENT", help="fail if fewer commands send the same")
    options = parser.parse_args()
    sys.stdout.reconfigure(errors="backslashreplace")
    sys.path.insert(0, str(options.tools.resolve()))
    import wire_check as tools  # pylint: disable=import-outside-toplevel

    options.postwright, options.work = options.postwright.resolve(), options.work.resolve()
    options.curl = subprocess.run(["sh", "-c", f"command -v {options.curl}"], capture_output=True, text=True, check=True).stdout.strip()
    options.shim = options.work / "bin"
    options.shim.mkdir(parents=True, exist_ok=True)
    (options.shim / "curl").write_text(SHIM, "utf-8")
    (options.shim / "curl").chmod(0o755)
    found = {path.resolve() for it in options.corpus for path in (it.glob("*.json") if it.is_dir() else [it])}
    paths = [path for path in sorted(found) if not options.only or any(part in path.name for part in options.only)]
    records = [tools.Record(path, options.work) for path in paths]
    with ThreadPoolExecutor(options.jobs) as pool:
        list(pool.map(lambda record: check(record, options, tools), records))
    share = report(records, known(options.sdk_report), options.show)
    return 1 if options.require is not None and share < options.require else 0


if __name__ == "__main__":
    sys.exit(main())
