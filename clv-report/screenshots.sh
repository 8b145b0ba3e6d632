#!/usr/bin/env bash
# Takes the pictures of the README, docs/images/report-*.png, of the page as it is now. Needs chromium and chromedriver.
set -euo pipefail
cd "$(dirname "$0")/.."
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
./clv report samples/orders.csv --quiet --out "$dir/en"
./clv report samples/orders.csv --quiet --lang fr --out "$dir/fr"
mvn -B -q -P '!quality,!format' test -pl clv-report -am -Dtest=Screenshots -Dsurefire.failIfNoSpecifiedTests=false \
  -Dclv.browser=required -Dclv.screenshots="$dir"
