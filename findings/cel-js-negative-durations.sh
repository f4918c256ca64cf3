#!/bin/sh
# @marcbachmann/cel-js 8.0.0: two durations of the same length below zero are not equal.
#
# Minus one and a half second is kept as -1 s and -0.5 s where it is written, and as -2 s and +0.5 s where it is the result of a
# difference. Equality compares the two parts, order compares the sum: such durations are neither equal, nor is one of them less or
# more, so that a <= b and b <= a hold and a == b does not. In seconds one of them is -1 and the other -2.
#
# Seen:
#   duration("1s") - duration("2.5s") == duration("-1.5s") = false
#   duration("1s") - duration("2.5s") <= duration("-1.5s") = true
#   duration("1s") - duration("2.5s") >= duration("-1.5s") = true
#   (duration("1s") - duration("2.5s")).getSeconds() = -2
#   duration("-1.5s").getSeconds() = -1
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @marcbachmann/cel-js@8.0.0
cat >look.mjs <<'LOOK'
import { evaluate } from '@marcbachmann/cel-js'
for (const expression of [
  'duration("1s") - duration("2.5s") == duration("-1.5s")',
  'duration("1s") - duration("2.5s") <= duration("-1.5s")',
  'duration("1s") - duration("2.5s") >= duration("-1.5s")',
  '(duration("1s") - duration("2.5s")).getSeconds()',
  'duration("-1.5s").getSeconds()',
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
duration("1s") - duration("2.5s") == duration("-1.5s") = false
duration("1s") - duration("2.5s") <= duration("-1.5s") = true
duration("1s") - duration("2.5s") >= duration("-1.5s") = true
(duration("1s") - duration("2.5s")).getSeconds() = -2
duration("-1.5s").getSeconds() = -1
SEEN
diff expected seen && echo 'as it was seen'
