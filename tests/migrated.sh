#!/bin/sh
# Collections of format v2.1 into what differs between their SDK and that of their migration to format v3.
#
# usage: tests/migrated.sh POSTWRIGHT COLLECTION.json…
#
# The migration is that of Postman's own command line (`npm install postman-cli`, offline afterwards); without it in the
# path there is nothing to compare, and the script says so. It exits 1 if one SDK differs by more than its header.
# The migration loses: the version, disabled bodies, `disableBodyPruning`, settings of folders, cookies. It gives examples
# without a code the code 200 and requests without a name the name `New Request`, takes path and server from `raw` where
# that says others, puts parameters whose names are numbers first, and takes the `id` of a variable without a `key` for
# its name, which Postman's engine does not.
set -u
postwright=$1
shift
if ! command -v postman >/dev/null; then
    echo "skipped: the command \`postman\` is not in the path" >&2
    exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0
for collection; do
    rm -rf "$work/v3"
    if ! postman collection migrate "$collection" -o "$work/v3" >"$work/log" 2>&1 || [ ! -d "$work/v3" ]; then
        echo "$collection: not migrated: $(tail -n 1 "$work/log")"
        continue
    fi
    "$postwright" generate "$collection" --quiet -o - | tail -n +2 >"$work/old" &&
        "$postwright" generate "$work/v3" --quiet -o - | tail -n +2 >"$work/new" || status=1
    if diff "$work/old" "$work/new" >"$work/diff"; then
        echo "$collection: same"
    else
        echo "$collection: differs"
        cat "$work/diff"
        status=1
    fi
done
exit $status
