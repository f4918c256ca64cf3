#!/bin/sh
# @cyclonedx/cyclonedx-library 10.3.0: written for an older version, a component of a newer type is left out, but what depends on it is not.
#
# The type cryptographic-asset came with CycloneDX 1.6. Written as 1.5, a component of that type is missing without a word, while the
# dependency graph still has it, once as what another component depends on and once by itself. The schema says of such a reference
# that it is the bom-ref of a component or service; there is none with it in the file. The strict validator of the library finds the
# file valid, so that the inventory is one short and nobody says so. An error, a note, or a component of a type that 1.5 has was
# expected.
#
# Seen:
#   1.6: components key program, graph [{"ref":"key"},{"ref":"program","dependsOn":["key"]}]
#   1.6: valid
#   1.5: components program, graph [{"ref":"key"},{"ref":"program","dependsOn":["key"]}]
#   1.5: valid
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @cyclonedx/cyclonedx-library@10.3.0 ajv@8.20.0 ajv-formats@3.0.1 ajv-formats-draft2019@1.6.1
cat >look.mjs <<'LOOK'
import { Enums, Models, Serialize, Spec, Validation } from '@cyclonedx/cyclonedx-library'
const program = new Models.Component(Enums.ComponentType.Application, 'program', { bomRef: 'program' })
const key = new Models.Component(Enums.ComponentType.CryptographicAsset, 'key', { bomRef: 'key' })
program.dependencies.add(key.bomRef)
const bom = new Models.Bom()
bom.components.add(program)
bom.components.add(key)
for (const spec of [Spec.Spec1dot6, Spec.Spec1dot5]) {
  const text = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(spec)).serialize(bom, { sortLists: true })
  const { components, dependencies } = JSON.parse(text)
  console.log(`${spec.version}: components ${components.map(({ name }) => name).join(' ')}, graph ${JSON.stringify(dependencies)}`)
  const verdict = await new Validation.JsonStrictValidator(spec.version).validate(text)
  console.log(`${spec.version}: ${verdict === null ? 'valid' : 'not valid'}`)
}
LOOK
node look.mjs | tee seen
cat >expected <<'SEEN'
1.6: components key program, graph [{"ref":"key"},{"ref":"program","dependsOn":["key"]}]
1.6: valid
1.5: components program, graph [{"ref":"key"},{"ref":"program","dependsOn":["key"]}]
1.5: valid
SEEN
diff expected seen && echo 'as it was seen'
