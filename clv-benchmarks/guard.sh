#!/usr/bin/env bash
# Fails when the aggregation is less than 3 times faster than streams or takes other than its bytes.
set -euo pipefail
exec "$(dirname "$0")/java.sh" org.clv4j.benchmarks.Guard
