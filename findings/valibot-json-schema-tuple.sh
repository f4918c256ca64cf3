#!/bin/sh
# @valibot/to-json-schema 1.8.0 with valibot 1.5.0: an optional item at the end of a tuple is required by the JSON Schema.
#
# valibot takes a tuple without its optional last item: ["open"] for tuple([string(), optional(number())]). In an object the converter
# leaves an optional key out of "required"; of a tuple it makes minItems the number of all items, so the same value is refused by the
# schema. minItems 1 was expected. All kinds of tuple do the same. @cfworker/json-schema 4.1.6 does the checking here.
#
# Seen:
#   tuple ["open"]: minItems 2, valibot true, schema false
#   tuple ["open",2]: minItems 2, valibot true, schema true
#   strictTuple ["open"]: minItems 2, valibot true, schema false
#   strictTuple ["open",2]: minItems 2, valibot true, schema true
#   looseTuple ["open"]: minItems 2, valibot true, schema false
#   looseTuple ["open",2]: minItems 2, valibot true, schema true
#   strictObject {"state":"open"}: minItems undefined, valibot true, schema true
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund valibot@1.5.0 @valibot/to-json-schema@1.8.0 @cfworker/json-schema@4.1.6
cat >look.mjs <<'LOOK'
import { Validator } from '@cfworker/json-schema'
import { toJsonSchema } from '@valibot/to-json-schema'
import * as v from 'valibot'
const look = (name, schema, value) => {
  const json = toJsonSchema(schema)
  const [own, converted] = [v.is(schema, value), new Validator(json, '7').validate(value).valid]
  console.log(`${name} ${JSON.stringify(value)}: minItems ${json.minItems}, valibot ${own}, schema ${converted}`)
}
const items = [v.string(), v.optional(v.number())]
for (const kind of [v.tuple, v.strictTuple, v.looseTuple]) {
  look(kind.name, kind(items), ['open'])
  look(kind.name, kind(items), ['open', 2])
}
look('strictObject', v.strictObject({ state: v.string(), count: v.optional(v.number()) }), { state: 'open' })
LOOK
node look.mjs | tee seen
cat >expected <<'SEEN'
tuple ["open"]: minItems 2, valibot true, schema false
tuple ["open",2]: minItems 2, valibot true, schema true
strictTuple ["open"]: minItems 2, valibot true, schema false
strictTuple ["open",2]: minItems 2, valibot true, schema true
looseTuple ["open"]: minItems 2, valibot true, schema false
looseTuple ["open",2]: minItems 2, valibot true, schema true
strictObject {"state":"open"}: minItems undefined, valibot true, schema true
SEEN
diff expected seen && echo 'as it was seen'
