#!/usr/bin/env bash
# Runs one stage of the tests and says its name and how long it took.
#   scripts/stage.sh NAME COMMAND…
name=$1
shift
echo "== $name"
SECONDS=0
"$@"
status=$?
if [ $status -eq 0 ]; then echo "== $name: $SECONDS s"; else echo "== $name: failed after $SECONDS s"; fi
exit $status
