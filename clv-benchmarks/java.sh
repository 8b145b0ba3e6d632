#!/usr/bin/env bash
# java with the benchmarks on its class path; builds them first where they are missing.
set -euo pipefail
cd "$(dirname "$0")"

jar=$(./built)
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "$jar" "$@"
