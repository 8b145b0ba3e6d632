#!/usr/bin/env bash
# java with the benchmarks on its class path; builds them first where they are missing.
set -euo pipefail
cd "$(dirname "$0")"

jar=target/benchmarks.jar
if [ ! -f "$jar" ]; then
  mvn -B -ntp -q -Dquick -f .. -pl clv-benchmarks -am package
fi
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "$jar" "$@"
