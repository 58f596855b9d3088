#!/usr/bin/env python3
"""`postwright diff` beside `cargo semver-checks`: for pairs of collections, the weight that `diff` gives and the one that
the public API of both generated modules has. It must never be less.

    tests/semver.py --postwright target/release/postwright --work target/semver [--count 10] [--pairs FOLDER]

Pairs are made from `collections/`, by one change each. Of a folder that is given, collections of one name are versions of
one collection. The documentation of each module is made as JSON, in one crate whose dependencies are compiled once, and
handed to `cargo semver-checks`, which therefore builds nothing. Where `diff` says more, its heaviest changes must be of a
kind that stands in `MORE`, with the reason."""

import argparse
import collections
import copy
import fcntl
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
WEIGHTS = ["none", "patch", "minor", "major"]

# Why `diff` may say more than the shape of public items does. What is added is minor, as Cargo's rules have it; the tool
# looks for what breaks, and hardly for what is new.
MORE = {
    "answer-changed": "what a call gives has another type: no lint compares the types of results",
    "answer-removed": "a documented answer is gone: code that matches it does nothing any more",
    "answers-removed": "documented errors are gone: `error.api()` has nothing to give",
    "arguments-changed": "an argument has another type: lints count arguments, and do not compare their types",
    "arguments-moved": "arguments of one type changed places: callers' code compiles, and sends one for the other",
    "auth-added": "a call is signed now: callers' code compiles, and fails until it gives the credential",
    "auth-changed": "a call is signed with something else: callers' code compiles, and fails until it gives that credential",
    "auth-removed": "a credential is not sent any more: callers who gave it are not signed in",
    "constructor-changed": "an argument of `new` has another type or another meaning: lints count arguments only",
    "default-changed": "an address has no default any more: calls fail until callers give it",
    "field-changed": "a field has another type: no lint compares the types of fields",
    "operation-renamed": "the old name is that of another operation now: callers' code compiles, and calls that one",
    "parameter-changed": "what a setter takes or does is another thing: no lint compares types, and none knows what is sent",
    "params-changed": "a field of a struct of arguments has another type: no lint compares the types of fields",
    "server-changed": "the call goes to another server: callers must set that one's address",
    "setting-changed": "a method of the builder sets another thing: no lint knows what it does",
    "setting-needed": "calls fail at run time until callers give it",
    "setting-removed": "a method of the builder has the name, and sets another thing",
    "type-changed": "a type is another kind of thing: what callers write for it does not compile",
    "variant-changed": "a variant stands for another text: callers' code compiles, and sends or expects the other one",
}


# --- pairs: a collection into one that differs in one thing


def requests(group):
    for item in group.get("item", []):
        if "item" in item:
            yield from requests(item)
        elif isinstance(item.get("request"), dict):
            yield group, item


def first(collection, accepts=lambda item: True):
    return next((pair for pair in requests(collection) if accepts(pair[1])), None)


def url_of(item):
    url = item["request"].get("url")
    if not isinstance(url, dict):
        item["request"]["url"] = url = {"raw": url or ""}
    return url


def body_of(text):
    try:
        body = json.loads(text)
    except (TypeError, ValueError):
        return None
    return body if isinstance(body, dict) and body else None


def has_answer(item):
    return any(body_of(example.get("body")) for example in item.get("response", []))


def is_success(example):
    return example.get("code", 0) // 100 == 2 and body_of(example.get("body")) is not None


def has_body(item):
    return body_of(item["request"].get("body", {}).get("raw")) is not None


def change_answer(collection, change):
    found = first(collection, has_answer)
    if not found:
        return False
    for example in found[1]["response"]:
        body = body_of(example.get("body"))
        if body:
            change(body)
            example["body"] = json.dumps(body)
    return True


def change_body(collection, change):
    found = first(collection, has_body)
    if not found:
        return False
    raw = found[1]["request"]["body"]
    body = body_of(raw["raw"])
    change(body)
    raw["raw"] = json.dumps(body)
    return True


def on_request(change, accepts=lambda item: True):
    def work(collection):
        found = first(collection, accepts)
        return bool(found) and change(*found) is not False

    return work


def add_query(value, description):
    def change(_, item):
        url = url_of(item)
        mark = "&" if "?" in url["raw"] else "?"
        url["raw"] += f"{mark}depth={value}"
        url.setdefault("query", []).append({"key": "depth", "value": value, "description": description})

    return on_request(change)


def rename_path(_, item):
    url = url_of(item)
    if not re.search(r"/:\w+", url["raw"]):
        return False
    name = re.search(r"/:(\w+)", url["raw"]).group(1)
    text = json.dumps(url).replace(f":{name}", f":{name}New").replace(f'"key": "{name}"', f'"key": "{name}New"')
    item["request"]["url"] = json.loads(text)


def set_auth(kind, *keys):
    def change(collection):
        values = [{"key": key, "value": "{{%s}}" % key, "type": "string"} for key in keys]
        collection["auth"] = {"type": kind, kind: values}

    return change


def in_folder(change):
    def work(collection):
        folders = [item for item in collection["item"] if "item" in item]
        return bool(folders) and change(collection, folders[0]) is not False

    return work


def enum(values):
    def change(collection):
        # A table of what is answered does not speak of errors.
        found = first(collection, lambda item: any(map(is_success, item.get("response", []))))
        if not found:
            return False
        item = found[1]
        example = next(filter(is_success, item["response"]))
        item["response"] = [copy.deepcopy(example) for _ in values]
        for example, value in zip(item["response"], values):
            example["body"] = json.dumps({"quarryName": "x", "quarryState": value})
        stated = ", ".join(f"`{value}`" for value in values)
        rows = ["| quarryName | string | Its name. |", f"| quarryState | string | One of: {stated} |"]
        table = ["## Response", "", "| Field | Type | Description |", "| --- | --- | --- |", *rows]
        item["request"]["description"] = "\n".join(table)

    return change


def first_key(body):
    return next(iter(body))


NEW = {
    "name": "Inspect quarry",
    "request": {
        "method": "POST",
        "url": "https://quarries.example/quarries/:quarryId?deep=true",
        "body": {"mode": "raw", "raw": '{"depth": 2.5}', "options": {"raw": {"language": "json"}}},
    },
    "response": [{"name": "OK", "code": 200, "header": [{"key": "Content-Type", "value": "application/json"}],
        "body": '{"id": 1, "stones": [{"kind": "x"}]}'}],
}


def set_member(where, key, value):
    where[key] = value


# Each makes the new side of the old one; `False`: there is nothing that could change so.
CHANGES = {
    "nothing": lambda c: None,
    "a request is added": lambda c: c["item"].append(copy.deepcopy(NEW)),
    "a request is removed": on_request(lambda group, item: group["item"].remove(item)),
    "a request is renamed": on_request(lambda _, item: set_member(item, "name", "Survey it")),
    "a required query parameter is new": add_query("{{depth}}", "(Required) How deep."),
    "a query parameter is new": add_query("2", "How deep."),
    "a query parameter is gone": on_request(lambda _, item: (
        url_of(item).pop("query", None), url_of(item).update(raw=url_of(item)["raw"].split("?")[0])) and None,
        lambda item: "?" in url_of(item).get("raw", "")),
    "a path parameter is renamed": on_request(rename_path, lambda item: "/:" in url_of(item).get("raw", "")),
    "the method is another": on_request(lambda _, item: set_member(item["request"], "method", "PUT")),
    "an answer has a new field": lambda c: change_answer(c, lambda body: body.update(quarryDepth=1)),
    "an answer lacks a field": lambda c: change_answer(c, lambda body: body.pop(first_key(body))),
    "a field of an answer is null": lambda c: change_answer(c, lambda body: body.update({first_key(body): None})),
    "a field of an answer is another type": lambda c: change_answer(c, lambda body: body.update({first_key(body): [True]})),
    "a field of an answer is renamed": lambda c: change_answer(
        c, lambda body: body.update(quarryName=body.pop(first_key(body)))),
    "a body has a new field": lambda c: change_body(c, lambda body: body.update(quarryDepth=1)),
    "a body lacks a field": lambda c: change_body(c, lambda body: body.pop(first_key(body))),
    "a field of a body is another type": lambda c: change_body(c, lambda body: body.update({first_key(body): [True]})),
    "an example of another status is new": on_request(
        lambda _, item: item["response"].append({**NEW["response"][0], "code": 418, "name": "Teapot"}), has_answer),
    "all examples are gone": on_request(lambda _, item: set_member(item, "response", []), has_answer),
    "a header is new": on_request(lambda _, item: item["request"].setdefault("header", []).append(
        {"key": "X-Depth", "value": "{{depth}}"})),
    "signed by a bearer token": set_auth("bearer", "token"),
    "signed by basic auth": set_auth("basic", "username", "password"),
    "not signed": lambda c: set_member(c, "auth", {"type": "noauth"}),
    "one request is not signed": on_request(lambda _, item: set_member(item["request"], "auth", {"type": "noauth"})),
    "another server": lambda c: json.loads(json.dumps(c).replace("{{baseUrl}}", "{{mineUrl}}")
        .replace("{{url}}", "{{mineUrl}}").replace("{{tideUrl}}", "{{mineUrl}}")),
    "one request has another server": on_request(
        lambda _, item: set_member(item["request"], "url", "https://quarries.example/quarries")),
    "a folder is renamed": in_folder(lambda _, folder: set_member(folder, "name", "Quarries")),
    "a folder is gone": in_folder(lambda c, folder: c["item"].remove(folder)),
    "a request leaves its folder": in_folder(lambda c, folder: c["item"].append(folder["item"].pop(0))),
    "variables are gone": lambda c: set_member(c, "variable", []),
    "a description is new": on_request(lambda _, item: set_member(item["request"], "description", "Words.")),
    "deprecated": on_request(lambda _, item: set_member(item["request"], "description", "Deprecated. Use another one.")),
    "the items are turned around": lambda c: c["item"].reverse(),
}

# A state before and after.
STATES = {
    "an enum gets a value": (enum(["open", "closed"]), enum(["open", "closed", "lost"])),
    "an enum loses a value": (enum(["open", "closed", "lost"]), enum(["open", "closed"])),
}


def changed(collection, change):
    new = copy.deepcopy(collection)
    result = change(new)
    if result is False:
        return None
    return result if isinstance(result, dict) else new


def made_pairs():
    names = ["tides.v2.1", "sunshine", "api_keys", "kitchen_sink"]
    for what, change in [*CHANGES.items(), *STATES.items()]:
        for name in names:
            path = ROOT / "collections" / f"{name}.postman_collection.json"
            old = json.loads(path.read_text(encoding="utf-8"))
            before, after = change if isinstance(change, tuple) else (lambda _: None, change)
            old = changed(old, before)
            new = old and changed(old, after)
            if new:
                yield f"{name}: {what}", old, new


def versions(folder):
    """Collections of one name are versions of one; the smaller is the older."""
    named = collections.defaultdict(list)
    for path in sorted(pathlib.Path(folder).glob("*.json")):
        try:
            collection = json.loads(path.read_text(encoding="utf-8-sig"))
            collection = collection.get("collection", collection)
            named[(collection.get("info") or collection).get("name")].append((path.stat().st_size, path))
        except (AttributeError, ValueError):
            continue
    for name, paths in named.items():
        paths.sort()
        for (_, old), (_, new) in zip(paths, paths[1:]):
            yield f"{old.name} and {new.name}", old, new


# --- what each tool says


def run(command, **options):
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, **options)


class Documented:
    """Modules into what `cargo semver-checks` reads, each once."""

    def __init__(self, postwright, work):
        self.postwright, self.work = postwright, work
        self.crate, self.json = work / "sdk", work / "json"
        self.json.mkdir(parents=True, exist_ok=True)

    def of(self, collection):
        arguments = ["--crate", self.crate, "--name", "sdk", "--runtime-path", ROOT / "runtime", "--quiet"]
        result = run([self.postwright, "generate", collection, *arguments])
        if result.returncode:
            raise ValueError(f"{collection}: {result.stderr}")
        text = (self.crate / "src/lib.rs").read_text(encoding="utf-8")
        # Its first line names the file.
        digest = hashlib.sha256(text.split("\n", 1)[1].encode()).hexdigest()
        target = self.json / f"{digest}.json"
        if not target.exists():
            environment = {**os.environ, "RUSTC_BOOTSTRAP": "1", "CARGO_TARGET_DIR": str(self.work / "target")}
            arguments = ["-Zunstable-options", "--output-format=json", "--document-hidden-items", "--cap-lints=allow"]
            command = ["cargo", "rustdoc", "--lib", "--no-default-features", "--manifest-path", self.crate / "Cargo.toml"]
            result = run([*command, "--", *arguments], env=environment)
            if result.returncode:
                raise ValueError(f"{collection}: {result.stderr[-2000:]}")
            (self.work / "target/doc/sdk.json").rename(target)
        return target


def semver_checks(old, new):
    """The weight that the public API has, and the lints that say so."""
    if old == new:
        return "none", []
    command = ["cargo", "semver-checks", "check-release", "--color=never", "--release-type=patch"]
    result = run([*command, "--baseline-rustdoc", old, "--current-rustdoc", new])
    text = result.stdout + result.stderr
    lints = re.findall(r"^--- failure (\w+):", text, re.M)
    found = re.search(r"semver requires new (major|minor) version", text)
    if found:
        return found.group(1), lints
    if result.returncode:
        raise ValueError(text[-2000:])
    return "none", lints


def diff(postwright, old, new):
    result = run([postwright, "diff", old, new, "--format", "json", "--quiet"])
    if result.returncode:
        raise ValueError(result.stderr)
    return json.loads(result.stdout)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--postwright", type=pathlib.Path, required=True)
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--count", type=int, help="so many pairs, spread over all")
    parser.add_argument("--pairs", type=pathlib.Path, help="a folder of collections, some of one name")
    parser.add_argument("--only", default="", help="a part of the pair's name")
    options = parser.parse_args()
    work = options.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    # Two runs at once would document each other's modules.
    lock = open(work / "lock", "w", encoding="utf-8")
    fcntl.flock(lock, fcntl.LOCK_EX)
    documented = Documented(options.postwright.resolve(), work)
    pairs = list(made_pairs()) + (list(versions(options.pairs)) if options.pairs else [])
    pairs = [pair for pair in pairs if options.only in pair[0]]
    if options.count and options.count < len(pairs):
        pairs = [pairs[place * len(pairs) // options.count] for place in range(options.count)]
    less, unexplained, more, refused = [], [], collections.Counter(), 0
    for name, old, new in pairs:
        sides = []
        for side, collection in ("old", old), ("new", new):
            if isinstance(collection, dict):
                path = work / f"{side}.json"
                path.write_text(json.dumps(collection), encoding="utf-8")
                collection = path
            sides.append(collection)
        try:
            result = diff(documented.postwright, *sides)
            wanted, lints = semver_checks(*(documented.of(side) for side in sides))
        except ValueError as error:
            refused += 1
            print(f"refused: {name}: {error}")
            continue
        said = result["verdict"]
        heaviest = sorted({change["kind"] for change in result["changes"] if change["weight"] == said})
        order = (WEIGHTS.index(said) > WEIGHTS.index(wanted)) - (WEIGHTS.index(said) < WEIGHTS.index(wanted))
        print(f"{['as much', 'more', 'LESS'][order]}: {name}: diff {said} {heaviest}, semver-checks {wanted} {lints}", flush=True)
        if order < 0:
            less.append(name)
        elif order > 0 and said == "major":
            more.update(heaviest)
            # One reason is enough: each kind alone would have the weight.
            if not any(kind in MORE for kind in heaviest):
                unexplained.append(f"{name}: {heaviest}")
    for kind, count in more.most_common():
        print(f"more in {count} pairs: {kind}: {MORE.get(kind, '?')}")
    print(f"{len(pairs)} pairs: {len(less)} where diff says less, {len(unexplained)} where it says more without a reason, {refused} refused")
    sys.exit(1 if less or unexplained or refused else 0)


if __name__ == "__main__":
    main()
