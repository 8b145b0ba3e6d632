#!/usr/bin/env bash
# Simulates 10 000 experiments of each kind and counts how often their intervals hold the true effect:
# the long tests of clv-segments, tagged "recovery". Prints the rows of the tables of docs/decisions.md.
set -euo pipefail
cd "$(dirname "$0")/.."
mvn -B -ntp -Precovery -pl clv-segments -am test "$@"
cat clv-segments/target/experiments-*.md
