#!/bin/sh
# @marcbachmann/cel-js 8.0.0: lowerAscii() and upperAscii() change letters that are not ASCII, and the length of the text.
#
# The strings extension of CEL says that both work on ASCII letters only, and its conformance tests keep Æ as it is. Here they are
# JavaScript's toLowerCase and toUpperCase: É becomes é, and ß becomes two letters. A text that was normalised by another CEL
# implementation is not equal to this one's.
#
# Seen:
#   "ÉCOLE".lowerAscii() = école
#   "straße".upperAscii() = STRASSE
#   size("straße") == size("straße".upperAscii()) = false
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @marcbachmann/cel-js@8.0.0
cat >look.mjs <<'LOOK'
import { evaluate } from '@marcbachmann/cel-js'
for (const expression of [
  '"ÉCOLE".lowerAscii()',
  '"straße".upperAscii()',
  'size("straße") == size("straße".upperAscii())',
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
"ÉCOLE".lowerAscii() = école
"straße".upperAscii() = STRASSE
size("straße") == size("straße".upperAscii()) = false
SEEN
diff expected seen && echo 'as it was seen'
