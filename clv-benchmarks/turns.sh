#!/usr/bin/env bash
# The library as it is beside another revision, question by question in turns within one process, in a heap of 8 GiB. Takes
# the revision and, if not ten million orders, 25 turns, one thread and TIME_ORDER, these.
set -euo pipefail
revision=${1:?a revision}
shift
cd "$(dirname "$0")"

jar=$(./built)
old=$(mktemp -d)
trap 'git worktree remove --force "$old/main" 2>/dev/null || true; rm -rf "$old"' EXIT
git worktree add -q --detach "$old/main" "$revision"
old_jar=$("$old/main/clv-benchmarks/built")
"${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xms8g -Xmx8g -XX:+AlwaysPreTouch -cp "$jar" \
  org.clv4j.benchmarks.OldBesideNew "$old_jar" "$@"
