#!/bin/sh
# @cyclonedx/cyclonedx-library 10.3.0: in CycloneDX 1.7 a licence that stands beside an expression is left out, and valid.
#
# Up to 1.6 the licences of a component are a list of licences or exactly one expression; 1.7 allows both in one list (schema,
# licenseChoice: "and/or"). The library knows 1.7, but writes for it as before: where one expression is among the licences, the first
# expression is all that is written. A licence with a name of its own and its text is gone from the inventory, and a second expression
# too. The library's own strict validator takes the list with all three, put in by hand.
#
# Seen:
#   written: [{"expression":"EUPL-1.2 OR GPL-3.0-only"}]
#   all three, by hand: valid
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @cyclonedx/cyclonedx-library@10.3.0 ajv@8.20.0 ajv-formats@3.0.1 ajv-formats-draft2019@1.6.1
cat >look.mjs <<'LOOK'
import { Enums, Models, Serialize, Spec, Validation } from '@cyclonedx/cyclonedx-library'
const component = new Models.Component(Enums.ComponentType.Library, 'sample', { bomRef: 'sample' })
component.licenses.add(new Models.NamedLicense('Terms of the town'))
component.licenses.add(new Models.LicenseExpression('MIT OR ISC'))
component.licenses.add(new Models.LicenseExpression('EUPL-1.2 OR GPL-3.0-only'))
const bom = new Models.Bom()
bom.components.add(component)
const write = (spec) => new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(spec)).serialize(bom, { sortLists: true })
const written = JSON.parse(write(Spec.Spec1dot7))
console.log(`written: ${JSON.stringify(written.components[0].licenses)}`)
written.components[0].licenses = [
  { license: { name: 'Terms of the town' } },
  { expression: 'MIT OR ISC' },
  { expression: 'EUPL-1.2 OR GPL-3.0-only' },
]
const verdict = await new Validation.JsonStrictValidator(Spec.Version.v1dot7).validate(JSON.stringify(written))
console.log(`all three, by hand: ${verdict === null ? 'valid' : 'not valid'}`)
LOOK
node look.mjs | tee seen
cat >expected <<'SEEN'
written: [{"expression":"EUPL-1.2 OR GPL-3.0-only"}]
all three, by hand: valid
SEEN
diff expected seen && echo 'as it was seen'
