#!/usr/bin/env bash
# Orders with ids anywhere among 64 bits, in time order, from columns in memory to one row per customer: beside a program in
# C, which is compiled with gcc and reads the same columns from files. Takes its source, the number of orders and of turns.
# The program is called with the prefix of the files, threads and turns, and prints JSON with "wall" by "task".
set -euo pipefail
source=$(realpath "${1:?the source of the C program}")
cd "$(dirname "$0")"

rows=${2:-10000000}
turns=${3:-5}
jar=$(./built peers)
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
gcc -O3 -march=native -pthread "$source" -o "$dir/limit"
java=("${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xms6g -Xmx6g -XX:+AlwaysPreTouch -cp "$jar")
"${java[@]}" org.clv4j.benchmarks.ColumnFiles "$dir/orders" "$rows"
for threads in 1 2; do
  "$dir/limit" "$dir/orders" "$threads" "$turns" | grep hashagg_B
  "${java[@]}" org.clv4j.benchmarks.SummaryAgainstDuckDb "$rows" "$threads" "$turns" SPARSE SECONDS
done
