#!/bin/sh
# @marcbachmann/cel-js 8.0.0: sums are held to 64 bits, literals, conversions, quotients and the minus sign are not.
#
# CEL's int is a signed 64-bit number; what leaves its range is an error, in literals (at parse time), in int(double), and in
# each operator. Here only + - * look: a literal one above the largest int, int(1e19), and the negation or the quotient by -1
# of the smallest int give integers that no CEL int can be. Adding 0 to the same value is then refused.
#
# Seen:
#   9223372036854775807 + 1: error
#   9223372036854775808: 9223372036854775808
#   9223372036854775808 + 0: error
#   int(1e19): 10000000000000000000
#   -(-9223372036854775808): 9223372036854775808
#   -9223372036854775808 / -1: 9223372036854775808
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @marcbachmann/cel-js@8.0.0
cat >look.mjs <<'LOOK'
import { evaluate } from '@marcbachmann/cel-js'
for (const expression of [
  '9223372036854775807 + 1',
  '9223372036854775808',
  '9223372036854775808 + 0',
  'int(1e19)',
  '-(-9223372036854775808)',
  '-9223372036854775808 / -1',
]) {
  let said
  try {
    said = String(evaluate(expression))
  } catch {
    said = 'error'
  }
  console.log(`${expression}: ${said}`)
}
LOOK
node look.mjs | tee seen
cat >expected <<'SEEN'
9223372036854775807 + 1: error
9223372036854775808: 9223372036854775808
9223372036854775808 + 0: error
int(1e19): 10000000000000000000
-(-9223372036854775808): 9223372036854775808
-9223372036854775808 / -1: 9223372036854775808
SEEN
diff expected seen && echo 'as it was seen'
