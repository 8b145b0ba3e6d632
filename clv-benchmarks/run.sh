#!/usr/bin/env bash
# Measures the aggregation and prints its ratio to Collectors.groupingBy; takes JMH's options, for
# example -p rows=1000000, or the name of another benchmark in place of AggregationBenchmark.
set -euo pipefail
if [[ "${1:--}" == -* ]]; then
  set -- AggregationBenchmark "$@"
fi
exec "$(dirname "$0")/java.sh" org.clv4j.benchmarks.Ratios -foe true -rf json -rff target/jmh.json "$@"
