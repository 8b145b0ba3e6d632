#!/usr/bin/env bash
# Simulates 10 000 experiments of each kind and counts how often their intervals hold the true effect:
# the long tests of clv-segments, tagged "recovery".
set -euo pipefail
cd "$(dirname "$0")/.."
exec mvn -B -ntp -Precovery -pl clv-segments -am test "$@"
