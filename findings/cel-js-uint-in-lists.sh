#!/bin/sh
# @marcbachmann/cel-js 8.0.0: a uint equals the int of the same size, but not inside of a list.
#
# CEL compares numbers of different types as one number line, also within lists, and with in. Here 1 and 1u are equal when both are
# dyn; two lists of them are not, and neither finds the other with in. An int and a double are equal in both places.
#
# Seen:
#   dyn(1) == dyn(1u) = true
#   dyn([1]) == dyn([1u]) = false
#   dyn(1u) in dyn([1]) = false
#   dyn([1]) == dyn([1.0]) = true
#   dyn(1.0) in dyn([1]) = true
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @marcbachmann/cel-js@8.0.0
cat >look.mjs <<'LOOK'
import { evaluate } from '@marcbachmann/cel-js'
for (const expression of [
  'dyn(1) == dyn(1u)',
  'dyn([1]) == dyn([1u])',
  'dyn(1u) in dyn([1])',
  'dyn([1]) == dyn([1.0])',
  'dyn(1.0) in dyn([1])',
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
dyn(1) == dyn(1u) = true
dyn([1]) == dyn([1u]) = false
dyn(1u) in dyn([1]) = false
dyn([1]) == dyn([1.0]) = true
dyn(1.0) in dyn([1]) = true
SEEN
diff expected seen && echo 'as it was seen'
