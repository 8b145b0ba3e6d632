#!/usr/bin/env bash
# The page of many orders: how long ./clv report takes, how large its page is and after how many milliseconds a browser has opened
# it; fails from 5 MB or 2 seconds on. Needs chromium and chromedriver. Takes the number of orders.
set -euo pipefail
cd "$(dirname "$0")"

rows=${1:-10000000}
jar=$(./built)
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
"${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "$jar" org.clv4j.benchmarks.CsvSummary generate "$dir/orders.csv" "$rows"
time ../clv report "$dir/orders.csv" --out "$dir/report" --quiet
mvn -B -q -P '!quality,!format' -f .. test -pl clv-report -am -Dtest=PageTime -Dsurefire.failIfNoSpecifiedTests=false \
  -Dclv.browser=required -Dclv.page="$dir/report/report.html"
