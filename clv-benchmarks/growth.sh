#!/usr/bin/env bash
# Time per order at 1, 10, 50 and 200 million orders (or the numbers given), streamed in parts by day, in a heap of 6 GiB.
set -euo pipefail
exec "$(dirname "$0")/java.sh" -Xms6g -Xmx6g -XX:+AlwaysPreTouch org.clv4j.benchmarks.Growth "$@"
