#!/bin/sh
# @marcbachmann/cel-js 8.0.0: serialize() loses the brackets behind a minus, and so changes what an expression means.
#
# serialize(parse(text).ast) is there to print an expression again. Of a subtraction or a sum inside brackets at the right of a
# minus the brackets are left out, because both sides are equally strong; of a division or a remainder they are kept. What is
# printed parses well and gives another number.
#
# Seen:
#   10 - (3 - 2) = 9, printed as 10 - 3 - 2 = 5
#   7 - (3 + 2) = 2, printed as 7 - 3 + 2 = 6
#   8 / (4 / 2) = 4, printed as 8 / (4 / 2) = 4
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @marcbachmann/cel-js@8.0.0
cat >look.mjs <<'LOOK'
import { evaluate, parse, serialize } from '@marcbachmann/cel-js'
for (const expression of ['10 - (3 - 2)', '7 - (3 + 2)', '8 / (4 / 2)']) {
  const printed = serialize(parse(expression).ast)
  console.log(`${expression} = ${evaluate(expression)}, printed as ${printed} = ${evaluate(printed)}`)
}
LOOK
node look.mjs | tee seen
cat >expected <<'SEEN'
10 - (3 - 2) = 9, printed as 10 - 3 - 2 = 5
7 - (3 + 2) = 2, printed as 7 - 3 + 2 = 6
8 / (4 / 2) = 4, printed as 8 / (4 / 2) = 4
SEEN
diff expected seen && echo 'as it was seen'
