#!/usr/bin/env bash
# Simulates customers of known parameters, fits them and compares: the long tests, tagged "recovery".
set -euo pipefail
cd "$(dirname "$0")/.."
exec mvn -B -ntp -Precovery -pl clv-models -am test "$@"
