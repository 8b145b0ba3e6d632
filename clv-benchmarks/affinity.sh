#!/usr/bin/env bash
# Rules of a million generated baskets of ten thousand products (or the number of baskets given), on one thread with a collector
# of one thread, in a heap of 512 MiB: seconds from columns to baskets and from baskets to rules, and that the planted rules are
# those found.
set -euo pipefail
exec "$(dirname "$0")/java.sh" -Xms512m -Xmx512m -XX:+UseSerialGC org.clv4j.benchmarks.AffinityTime "$@"
