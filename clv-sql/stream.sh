#!/usr/bin/env bash
# Ten million orders from a PostgreSQL server of its own in a heap of 512 MiB: rows a second.
# Two minutes; the server's binaries (20 MB) are fetched on first use. -Dclv.orders=N takes another number.
set -euo pipefail
cd "$(dirname "$0")/.."
exec mvn -B -ntp -q -P'!quality,!format' -pl clv-sql -am test -Dtest=PostgresStreamRun \
  -Dsurefire.failIfNoSpecifiedTests=false -DargLine="-Xmx512m" "$@"
