#!/usr/bin/env bash
# From a CSV file of orders to the table of customers, beside DuckDB (80 MB, fetched on first use): one new process after the
# other, turn by turn; medians (least to most) of wall seconds, then of CPU seconds, which alone compare on a busy machine.
# Both tables must have the same checksum. Takes the number of orders and of turns.
set -euo pipefail
cd "$(dirname "$0")"

rows=${1:-10000000}
turns=${2:-5}
jar=$(./built peers)
java=("${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xms6g -Xmx6g -cp "$jar" org.clv4j.benchmarks.CsvSummary)
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
"${java[@]}" generate "$dir/orders.csv" "$rows"
cat "$dir/orders.csv" > /dev/null # both find it in memory

spread() { # of a column of numbers: median (least to most)
  sort -n | awk '{a[NR] = $1} END {m = (a[int((NR + 1) / 2)] + a[int(NR / 2) + 1]) / 2; printf "%.2f (%.2f to %.2f)", m, a[1], a[NR]}'
}

echo "| rows | threads | clv4j s | DuckDB s | ratio | clv4j CPU s | DuckDB CPU s | ratio |"
echo "|---:|---:|---:|---:|---:|---:|---:|---:|"
for threads in 1 2; do
  : > "$dir/clv4j"
  : > "$dir/duckdb"
  for _ in $(seq "$turns"); do
    for side in clv4j duckdb; do
      "${java[@]}" "$side" "$dir/orders.csv" "$threads" >> "$dir/$side"
    done
  done
  if [ "$(cut -d' ' -f3 "$dir/clv4j" "$dir/duckdb" | sort -u | wc -l)" != 1 ]; then
    echo "the tables of customers differ" >&2
    exit 1
  fi
  line="| $rows | $threads "
  for clock in 1 2; do
    ours=$(cut -d' ' -f$clock "$dir/clv4j" | spread)
    theirs=$(cut -d' ' -f$clock "$dir/duckdb" | spread)
    line+="| $ours | $theirs | $(awk "BEGIN {printf \"%.1f\", ${theirs%% *} / ${ours%% *}}") "
  done
  echo "$line|"
done
