#!/bin/sh
# @marcbachmann/cel-js 8.0.0: the difference of two timestamps more than 18 years apart is off by nanoseconds.
#
# Both are whole milliseconds. Their difference is reckoned in nanoseconds as a double, which holds no more than 53 bits, and then cut:
# 1 ms becomes 999,936 ns. The result is not equal to the duration with the same length, and the sum of it with the earlier
# timestamp is a millisecond before the later one.
#
# Seen:
#   timestamp("2026-01-01T00:00:00.001Z") - timestamp("2010-01-01T00:00:00Z") == duration("504921600.001s") = true
#   timestamp("2026-01-01T00:00:00.001Z") - timestamp("1970-01-01T00:00:00Z") == duration("1767225600.001s") = false
#   timestamp("2026-01-01T00:00:00.001Z") - timestamp("1970-01-01T00:00:00Z") = 1767225600.000999936s
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @marcbachmann/cel-js@8.0.0
cat >look.mjs <<'LOOK'
import { evaluate } from '@marcbachmann/cel-js'
for (const expression of [
  'timestamp("2026-01-01T00:00:00.001Z") - timestamp("2010-01-01T00:00:00Z") == duration("504921600.001s")',
  'timestamp("2026-01-01T00:00:00.001Z") - timestamp("1970-01-01T00:00:00Z") == duration("1767225600.001s")',
  'timestamp("2026-01-01T00:00:00.001Z") - timestamp("1970-01-01T00:00:00Z")',
]) {
  let said
  try {
    said = String(evaluate(expression))
  } catch {
    said = 'error'
  }
  console.log(`${expression} = ${said}`)
}
LOOK
node look.mjs | tee seen
cat >expected <<'SEEN'
timestamp("2026-01-01T00:00:00.001Z") - timestamp("2010-01-01T00:00:00Z") == duration("504921600.001s") = true
timestamp("2026-01-01T00:00:00.001Z") - timestamp("1970-01-01T00:00:00Z") == duration("1767225600.001s") = false
timestamp("2026-01-01T00:00:00.001Z") - timestamp("1970-01-01T00:00:00Z") = 1767225600.000999936s
SEEN
diff expected seen && echo 'as it was seen'
