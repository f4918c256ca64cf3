#!/bin/sh
# @thefaultvault/tfv-cpe-parser 1.3.0: a colon that belongs to a name ends it, and the rest of the CPE moves one place on.
#
# In a CPE 2.3 formatted string a special sign inside of a name is written with a backslash before it (NISTIR 7695, section 6.2), so
# that foo\:bar is one vendor. Here the name is cut at each colon: the vendor is foo\, the product bar, and the product is the
# version. A backslash before another sign stays in the value. What is looked up in a list of vulnerabilities is another product.
#
# Seen:
#   cpe:2.3:a:foo:baz:1.0:*:*:*:*:*:*:*: vendor foo, product baz, version 1.0, update *
#   cpe:2.3:a:foo\:bar:baz:1.0:*:*:*:*:*:*:*: vendor foo\, product bar, version baz, update 1.0
#   cpe:2.3:a:c\+\+:baz:1.0:*:*:*:*:*:*:*: vendor c\+\+, product baz, version 1.0, update *
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @thefaultvault/tfv-cpe-parser@1.3.0
cat >look.mjs <<'LOOK'
import parsers from '@thefaultvault/tfv-cpe-parser'
const parser = new parsers.CpeParser()
for (const vendorText of ['foo', 'foo\\:bar', 'c\\+\\+']) {
  const text = `cpe:2.3:a:${vendorText}:baz:1.0:*:*:*:*:*:*:*`
  const { vendor, product, version, update } = parser.parse(text)
  console.log(`${text}: vendor ${vendor}, product ${product}, version ${version}, update ${update}`)
}
LOOK
node look.mjs | tee seen
cat >expected <<'SEEN'
cpe:2.3:a:foo:baz:1.0:*:*:*:*:*:*:*: vendor foo, product baz, version 1.0, update *
cpe:2.3:a:foo\:bar:baz:1.0:*:*:*:*:*:*:*: vendor foo\, product bar, version baz, update 1.0
cpe:2.3:a:c\+\+:baz:1.0:*:*:*:*:*:*:*: vendor c\+\+, product baz, version 1.0, update *
SEEN
diff expected seen && echo 'as it was seen'
