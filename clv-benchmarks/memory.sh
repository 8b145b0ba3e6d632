#!/usr/bin/env bash
# Fifty million orders of 6.4 million customers in a heap of 2 GiB; then ten million orders in arrays, of every kind of
# numbers, in 1.6 times the heap that arrays and base take, and 16 MiB for new objects. Takes the number of orders of both.
set -euo pipefail
cd "$(dirname "$0")"
./java.sh -Xmx2g org.clv4j.benchmarks.FiftyMillion "${1:-50000000}"

rows=${2:-10000000}
customers=$((rows * 1273886 / 10000000))
in_small_heap() { # bytes of an id, kind
  id=$1
  shift
  amount=8
  case " $* " in *" BARE "*) amount=0 ;; esac
  bytes=$((rows * (id + 4 + amount) + customers * (28 + 2 * amount)))
  heap=$((bytes * 16 / 10 / 1048576 + 16))
  ./java.sh -Xmx${heap}m -Xmn16m -XX:+UseSerialGC org.clv4j.benchmarks.SmallHeap "$rows" "$@" |
    sed "s/$/, in $heap MiB/"
}
for order in "" SHUFFLED; do
  for crowd in "" GIANT; do
    for amounts in "" BARE; do
      in_small_heap 4 INT $order $crowd $amounts
      in_small_heap 8 DENSE $order $crowd $amounts
      in_small_heap 8 SPARSE $order $crowd $amounts
    done
  done
done
