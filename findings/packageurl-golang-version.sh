#!/bin/sh
# packageurl-js 2.0.1: a Go package's version that begins with a v and is no version number raises a ReferenceError.
#
# Package URLs of Go may have any version; the package allows what begins with v only as a semantic version, and has a PurlError with
# a reason for the rest, as it has for the other types. But the check of Go never gets the switch that it looks at, so that the error
# is "throws is not defined", for a version "v1" as well as a tag "vNext". Who catches PurlError, the package's own class, does not
# catch this.
#
# Seen:
#   pkg:golang/example.org/sample@v1.0.0: v1.0.0
#   pkg:golang/example.org/sample@main: main
#   pkg:golang/example.org/sample@v1: ReferenceError: throws is not defined
#   pkg:golang/example.org/sample@vNext: ReferenceError: throws is not defined
#   pkg:cran/sample: PurlError: Invalid purl: cran requires a "version" component
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund packageurl-js@2.0.1
cat >look.mjs <<'LOOK'
import { PackageURL } from 'packageurl-js'
for (const text of [
  'pkg:golang/example.org/sample@v1.0.0',
  'pkg:golang/example.org/sample@main',
  'pkg:golang/example.org/sample@v1',
  'pkg:golang/example.org/sample@vNext',
  'pkg:cran/sample',
]) {
  let said
  try {
    said = PackageURL.fromString(text).version
  } catch (error) {
    said = `${error.constructor.name}: ${error.message}`
  }
  console.log(`${text}: ${said}`)
}
LOOK
node look.mjs | tee seen
cat >expected <<'SEEN'
pkg:golang/example.org/sample@v1.0.0: v1.0.0
pkg:golang/example.org/sample@main: main
pkg:golang/example.org/sample@v1: ReferenceError: throws is not defined
pkg:golang/example.org/sample@vNext: ReferenceError: throws is not defined
pkg:cran/sample: PurlError: Invalid purl: cran requires a "version" component
SEEN
diff expected seen && echo 'as it was seen'
