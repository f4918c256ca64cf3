#!/bin/sh
# @marcbachmann/cel-js 8.0.0: size() counts code points, the other functions of texts count UTF-16 units.
#
# CEL's strings are sequences of code points. size() of one sign outside of the first 65,536 is 1 here, as it should be, but indexOf
# puts what follows it at 2, substring(1) gives the second half of it, and split("") makes two texts of it, neither of which is a
# valid string. An offset that was reckoned with size() is wrong. The order of texts is that of the units, too: U+1F600 comes before
# U+FFEE.
#
# Seen:
#   size("😀") = 1
#   "😀a".indexOf("a") = 2
#   "😀a".substring(size("😀")) == "a" = false
#   size("😀".split("")) = 2
#   "😀" < "\uffee" = true
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @marcbachmann/cel-js@8.0.0
cat >look.mjs <<'LOOK'
import { evaluate } from '@marcbachmann/cel-js'
for (const expression of [
  'size("😀")',
  '"😀a".indexOf("a")',
  '"😀a".substring(size("😀")) == "a"',
  'size("😀".split(""))',
  '"😀" < "\\uffee"',
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
size("😀") = 1
"😀a".indexOf("a") = 2
"😀a".substring(size("😀")) == "a" = false
size("😀".split("")) = 2
"😀" < "\uffee" = true
SEEN
diff expected seen && echo 'as it was seen'
