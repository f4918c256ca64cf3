#!/bin/sh
# @valibot/to-json-schema 1.8.0 with valibot 1.5.0: no text can be right for both an isoDateTime (or isoTime) and its JSON Schema.
#
# valibot's isoDateTime is a day and a time to the minute without a zone, 2026-11-30T03:12, and isoTime is 03:12, as its documentation
# says. The converter gives them the formats date-time and time; in JSON Schema these are RFC 3339's, which ask for seconds and for a
# zone. Every text that one side takes the other refuses, so a file that an editor with the schema is content with is refused by the
# program, and the other way about. A pattern, as isoWeek gets, or an error, as for what can't be converted, was expected. With
# isoTimestamp both agree. @cfworker/json-schema 4.1.6 does the checking here.
#
# Seen:
#   isoDateTime as date-time: 2026-11-30T03:12: valibot true, schema false
#   isoDateTime as date-time: 2026-11-30T03:12:00: valibot false, schema false
#   isoDateTime as date-time: 2026-11-30T03:12:00Z: valibot false, schema true
#   isoTime as time: 03:12: valibot true, schema false
#   isoTime as time: 03:12:00: valibot false, schema false
#   isoTime as time: 03:12:00Z: valibot false, schema true
#   isoTimestamp as date-time: 2026-11-30T03:12:00Z: valibot true, schema true
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
for (const [action, values] of [
  [v.isoDateTime, ['2026-11-30T03:12', '2026-11-30T03:12:00', '2026-11-30T03:12:00Z']],
  [v.isoTime, ['03:12', '03:12:00', '03:12:00Z']],
  [v.isoTimestamp, ['2026-11-30T03:12:00Z']],
]) {
  const schema = v.pipe(v.string(), action())
  const json = toJsonSchema(schema)
  for (const value of values) {
    const [own, converted] = [v.is(schema, value), new Validator(json, '7').validate(value).valid]
    console.log(`${action.name} as ${json.format}: ${value}: valibot ${own}, schema ${converted}`)
  }
}
LOOK
node look.mjs | tee seen
cat >expected <<'SEEN'
isoDateTime as date-time: 2026-11-30T03:12: valibot true, schema false
isoDateTime as date-time: 2026-11-30T03:12:00: valibot false, schema false
isoDateTime as date-time: 2026-11-30T03:12:00Z: valibot false, schema true
isoTime as time: 03:12: valibot true, schema false
isoTime as time: 03:12:00: valibot false, schema false
isoTime as time: 03:12:00Z: valibot false, schema true
isoTimestamp as date-time: 2026-11-30T03:12:00Z: valibot true, schema true
SEEN
diff expected seen && echo 'as it was seen'
