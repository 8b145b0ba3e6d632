#!/usr/bin/env bash
# Fifty million orders of 6.4 million customers in a heap of 2 GiB.
set -euo pipefail
exec "$(dirname "$0")/java.sh" -Xmx2g org.clv4j.benchmarks.FiftyMillion "$@"
