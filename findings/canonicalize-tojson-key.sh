#!/bin/sh
# canonicalize 5.1.0: toJSON is called without the key, so a value that JSON.stringify prints can be missing.
#
# JSON.stringify calls toJSON(key) with the name of the member, the index, or the empty text. canonicalize, which stands for
# "the JSON of this value, in the form of RFC 8785", calls it with nothing: an object whose toJSON answers by its key prints
# otherwise, and is left out where that answer is undefined. Signed bytes then differ from what JSON.parse of the same
# program's JSON gives, although both are valid JSON of one value.
#
# Seen:
#   JSON.stringify: {"phone":"phone"}
#   canonicalize:   {}
#   in a list:      ["0"] and [null]
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund canonicalize@5.1.0
cat >look.mjs <<'LOOK'
import canonicalize from 'canonicalize'
const named = { toJSON: (key) => key }
console.log(`JSON.stringify: ${JSON.stringify({ phone: named })}`)
console.log(`canonicalize:   ${canonicalize({ phone: named })}`)
console.log(`in a list:      ${JSON.stringify([named])} and ${canonicalize([named])}`)
LOOK
node look.mjs | tee seen
cat >expected <<'SEEN'
JSON.stringify: {"phone":"phone"}
canonicalize:   {}
in a list:      ["0"] and [null]
SEEN
diff expected seen && echo 'as it was seen'
