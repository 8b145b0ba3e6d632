#!/usr/bin/env bash
# From a Parquet file of 10 million orders (or the number given) to one row per customer: DuckDB's own SQL for the same
# columns and for less, the log and base read in Java, and the summary that DuckDB makes for it. Each way is a process of its
# own, one after the other; takes the number of turns as well. DuckDB (80 MB) is fetched on first use.
set -euo pipefail
cd "$(dirname "$0")"

jar=$(./built peers)
file=target/orders-${1:-10000000}.parquet
run() {
  "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xms6g -Xmx6g -cp "$jar" org.clv4j.benchmarks.ParquetAgainstDuckDb "$file" "$@"
}
if [ ! -f "$file" ]; then
  run generate "${1:-10000000}"
fi
table=$(mktemp)
trap 'rm -f "$table"' EXIT
echo "| way | threads | seconds: median (least to most) | CPU seconds | checksum |"
echo "|---|---:|---:|---:|---|"
for threads in 1 2; do
  for way in less same read summarize; do
    run "$way" "$threads" "${2:-5}" | tee -a "$table"
  done
done
if [ "$(grep -v '^| less ' "$table" | cut -d'|' -f6 | sort -u | wc -l)" != 1 ]; then
  echo "the tables of customers differ" >&2
  exit 1
fi
