#!/usr/bin/env python3
"""Compiles the programs that documentation shows (`postwright snippets`) for real collections.

For each collection a crate is generated, and all its programs become one example of that crate: so they see the SDK as its
users do. They are held to `deny(warnings)`. Some crates at a time are one workspace, so that dependencies compile once.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

LINTS = "#![deny(warnings)]\n#![allow(dead_code, deprecated)]\n"


class Collection:
    """A collection on its way through the check."""

    def __init__(self, number, path, work):
        self.path, self.name = path, f"sdk_{number}"
        self.crate = work / "crates" / self.name
        self.programs, self.lines, self.problem, self.errors = [], [], None, {}

    def write(self, options):
        """Generates the crate, and writes its programs into an example."""
        shutil.rmtree(self.crate, ignore_errors=True)
        common = ["--quiet", str(self.path)]
        done = run([options.postwright, "generate", *common, "--crate", self.crate, "--name", self.name,
                    "--runtime-path", options.runtime.resolve()])
        shown = run([options.postwright, "snippets", *common, "--name", self.name])
        if done.returncode or shown.returncode:
            self.problem = (done.stderr + shown.stderr).strip().splitlines()[0]
            return
        self.programs = [json.loads(line) for line in shown.stdout.splitlines()]
        text = LINTS
        for number, program in enumerate(self.programs):
            self.lines.append(text.count("\n") + 1)
            code = program["rust"].replace("#[tokio::main]\n", "")
            text += f"mod program_{number} {{\n{code}}}\n"
        (self.crate / "examples" / "programs.rs").write_text(text + "fn main() {}\n", "utf-8")

    def blame(self, line, message):
        """Notes an error of the program that stands in this line."""
        number = sum(start <= line for start in self.lines) - 1
        self.errors.setdefault(number, message)


def run(command, **more):
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, encoding="utf-8", check=False, **more)


def check(batch, options):
    """Compiles the programs of some collections."""
    root = options.work / "crates"
    members = [collection.name for collection in batch if not collection.problem]
    if not members:
        return
    (root / "Cargo.toml").write_text(f'[workspace]\nresolver = "2"\nmembers = {json.dumps(members)}\n', "utf-8")
    lock = next((folder / "Cargo.lock" for folder in options.runtime.resolve().parents if (folder / "Cargo.lock").exists()), None)
    if lock and not (root / "Cargo.lock").exists():
        shutil.copyfile(lock, root / "Cargo.lock")
    environment = {**os.environ, "CARGO_TARGET_DIR": str(options.work.resolve() / "target"), "CARGO_INCREMENTAL": "0"}
    done = run(["cargo", "check", "--workspace", "--example", "programs", "--keep-going", "--message-format=json",
                f"--jobs={options.jobs}"], cwd=root, env=environment)
    by_name, finished = {collection.name: collection for collection in batch}, set()
    for line in done.stdout.splitlines():
        message = json.loads(line) if line.startswith("{") else {}
        if message.get("reason") == "compiler-artifact" and message["target"]["name"] == "programs":
            finished.add(Path(message["manifest_path"]).parent.name)
        if message.get("reason") != "compiler-message" or message["message"]["level"] != "error":
            continue
        collection = by_name[Path(message["manifest_path"]).parent.name]
        for span in message["message"]["spans"]:
            if span["is_primary"] and span["file_name"].endswith("programs.rs"):
                code = span["text"][0]["text"].strip() if span["text"] else ""
                collection.blame(span["line_start"], f"{message['message']['message']}: {code}")
    for name in members:
        if name not in finished and not by_name[name].errors:
            by_name[name].problem = "the crate does not compile: " + done.stderr.strip().splitlines()[-1]


def report(collections):
    """Prints the figures; gives the share of programs that compile."""
    count = sum(len(collection.programs) for collection in collections)
    bad = sum(len(collection.errors) if not collection.problem else len(collection.programs) for collection in collections)
    for collection in collections:
        if collection.problem:
            print(f"PROBLEM {collection.path.name}: {collection.problem}")
        for number, error in sorted(collection.errors.items()):
            print(f"BROKEN {collection.path.name}: {collection.programs[number]['function']}: {error[:220]}")
    kinds = Counter(re.sub(r"`[^`]*`", "`…`", error.split(": ")[0]) for it in collections for error in it.errors.values())
    for kind, number in kinds.most_common():
        print(f"  {number:6} {kind}")
    share = 100 * (count - bad) / count if count else 0
    print(f"{count} programs of {len(collections)} collections, {bad} do not compile: {share:.2f}% compile")
    return share


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("--postwright", required=True, type=Path, metavar="BIN", help="the postwright binary under test")
    add("--runtime", required=True, type=Path, metavar="DIR", help="folder of the postwright-runtime crate")
    add("--corpus", required=True, type=Path, nargs="+", metavar="PATH", help="collections, or folders with their *.json")
    add("--only", action="append", default=[], metavar="SUBSTR", help="only files with SUBSTR in their name; may be repeated")
    add("--work", type=Path, default=Path("target/corpus-programs"), metavar="DIR", help="where to work (default: %(default)s)")
    add("--batch", type=int, default=20, metavar="N", help="collections compiled at once (default: %(default)s)")
    add("--jobs", type=int, default=2, metavar="N", help="parallel jobs (default: %(default)s)")
    options = parser.parse_args()
    options.postwright = options.postwright.resolve()
    found = {path for it in options.corpus for path in (it.glob("*.json") if it.is_dir() else [it])}
    paths = [path for path in sorted(found) if not options.only or any(part in path.name for part in options.only)]
    (options.work / "crates").mkdir(parents=True, exist_ok=True)
    collections = [Collection(number, path.resolve(), options.work) for number, path in enumerate(paths)]
    for start in range(0, len(collections), options.batch):
        batch = collections[start:start + options.batch]
        print(f"collections {start + 1} to {start + len(batch)} of {len(collections)} …", file=sys.stderr, flush=True)
        with ThreadPoolExecutor(options.jobs) as pool:
            list(pool.map(lambda collection: collection.write(options), batch))
        check(batch, options)
        for collection in batch:
            shutil.rmtree(collection.crate, ignore_errors=True)
    return 0 if report(collections) == 100 else 1


if __name__ == "__main__":
    sys.exit(main())
