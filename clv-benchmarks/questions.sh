#!/usr/bin/env bash
# Health, monthly cohorts, RFM and behaviour segments of one log together, beside the monthly cohorts and the RFM
# scores alone in DuckDB (80 MB, fetched on first use); takes the number of orders, of threads, and "shuffled".
set -euo pipefail
cd "$(dirname "$0")"

jar=$(./built peers)
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xms6g -Xmx6g -XX:+AlwaysPreTouch -cp "$jar" \
  org.clv4j.benchmarks.CustomerQuestions "$@"
