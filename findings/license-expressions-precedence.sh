#!/bin/sh
# license-expressions 0.8.0: AND and OR are bound from the right, so MIT AND ISC OR 0BSD means something else than it says.
#
# In an SPDX expression AND binds more strongly than OR (SPDX 2.3, annex D, order of precedence): that one is (MIT AND ISC) OR 0BSD,
# as spdx-expression-parse 5.0.0 reads it, and 0BSD alone is enough. Here it is MIT AND (ISC OR 0BSD), also in what normalize()
# prints, in brackets, for the next reader. With the OR first, or with brackets of its own, an expression is read right.
#
# Seen:
#   MIT AND ISC OR 0BSD
#     license-expressions: (MIT AND (ISC OR 0BSD)), printed as MIT AND (0BSD OR ISC)
#     spdx-expression-parse: ((MIT AND ISC) OR 0BSD)
#   0BSD OR MIT AND ISC
#     license-expressions: (0BSD OR (MIT AND ISC)), printed as 0BSD OR (ISC AND MIT)
#     spdx-expression-parse: (0BSD OR (MIT AND ISC))
#   (MIT AND ISC) OR 0BSD
#     license-expressions: ((MIT AND ISC) OR 0BSD), printed as 0BSD OR (ISC AND MIT)
#     spdx-expression-parse: ((MIT AND ISC) OR 0BSD)
#   MIT AND ISC OR 0BSD AND Zlib
#     license-expressions: (MIT AND (ISC OR (0BSD AND Zlib))), printed as MIT AND (ISC OR (0BSD AND Zlib))
#     spdx-expression-parse: ((MIT AND ISC) OR (0BSD AND Zlib))
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund license-expressions@0.8.0 spdx-expression-parse@5.0.0
cat >look.mjs <<'LOOK'
import { normalize, parse } from 'license-expressions'
import spdx from 'spdx-expression-parse'
const show = (node) =>
  node.conjunction ? `(${show(node.left)} ${node.conjunction.toUpperCase()} ${show(node.right)})` : node.license
for (const text of ['MIT AND ISC OR 0BSD', '0BSD OR MIT AND ISC', '(MIT AND ISC) OR 0BSD', 'MIT AND ISC OR 0BSD AND Zlib']) {
  console.log(text)
  console.log(`  license-expressions: ${show(parse(text))}, printed as ${normalize(text)}`)
  console.log(`  spdx-expression-parse: ${show(spdx(text))}`)
}
LOOK
node look.mjs | tee seen
cat >expected <<'SEEN'
MIT AND ISC OR 0BSD
  license-expressions: (MIT AND (ISC OR 0BSD)), printed as MIT AND (0BSD OR ISC)
  spdx-expression-parse: ((MIT AND ISC) OR 0BSD)
0BSD OR MIT AND ISC
  license-expressions: (0BSD OR (MIT AND ISC)), printed as 0BSD OR (ISC AND MIT)
  spdx-expression-parse: (0BSD OR (MIT AND ISC))
(MIT AND ISC) OR 0BSD
  license-expressions: ((MIT AND ISC) OR 0BSD), printed as 0BSD OR (ISC AND MIT)
  spdx-expression-parse: ((MIT AND ISC) OR 0BSD)
MIT AND ISC OR 0BSD AND Zlib
  license-expressions: (MIT AND (ISC OR (0BSD AND Zlib))), printed as MIT AND (ISC OR (0BSD AND Zlib))
  spdx-expression-parse: ((MIT AND ISC) OR (0BSD AND Zlib))
SEEN
diff expected seen && echo 'as it was seen'
