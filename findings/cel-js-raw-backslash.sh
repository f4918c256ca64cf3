#!/bin/sh
# @marcbachmann/cel-js 8.0.0: a raw string can't end with a backslash.
#
# In CEL a backslash means nothing in a raw string, so the next quote of its kind ends it: r"C:\" is three characters. Here the
# character behind a backslash is skipped when the end is looked for, as in a usual string: that literal is unterminated, and
# r"C:\" + "x" fails at the x.
#
# Seen:
#   size(r"C:\a") = 4
#   size(r"C:\") = error
#   r"C:\" + "x" = error
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @marcbachmann/cel-js@8.0.0
cat >look.mjs <<'LOOK'
import { evaluate } from '@marcbachmann/cel-js'
for (const expression of [
  'size(r"C:\\a")',
  'size(r"C:\\")',
  'r"C:\\" + "x"',
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
size(r"C:\a") = 4
size(r"C:\") = error
r"C:\" + "x" = error
SEEN
diff expected seen && echo 'as it was seen'
