#!/usr/bin/env bash
# Fails when the aggregation is less than 8 times faster than streams (4 with ids anywhere) or takes other than its bytes.
set -euo pipefail
exec "$(dirname "$0")/java.sh" org.clv4j.benchmarks.Guard
