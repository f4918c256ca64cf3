#!/bin/sh
# glossy 0.1.7: of a syslog message with structured data, all up to the last word that ends with a bracket is gone.
#
# RFC 5424 ends the structured data at the first bracket that stands outside of a quoted value, followed by a space; brackets in the
# message behind it mean nothing (section 6.3). Here the last word of the whole line that ends with ] is taken as that end. A
# message such as "backup of [srv-3] failed" arrives as "failed", and one that ends with a bracket arrives empty. Without structured data
# ("-") the same message is whole.
#
# Seen:
#   - backup of [srv-3] failed: data undefined, message "backup of [srv-3] failed"
#   [run@32473 step="4"] backup failed: data {"run@32473":{"step":"4"}}, message "backup failed"
#   [run@32473 step="4"] backup of [srv-3] failed: data {"run@32473":{"step":"4"}}, message "failed"
#   [run@32473 step="4"] backup failed on [srv-3]: data {"run@32473":{"step":"4"}}, message ""
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund glossy@0.1.7
cat >look.mjs <<'LOOK'
import glossy from 'glossy'
const head = '<134>1 2026-11-30T03:12:00.000Z host app 7 ID'
for (const rest of [
  '- backup of [srv-3] failed',
  '[run@32473 step="4"] backup failed',
  '[run@32473 step="4"] backup of [srv-3] failed',
  '[run@32473 step="4"] backup failed on [srv-3]',
]) {
  const { structuredData, message } = glossy.Parse.parse(`${head} ${rest}`)
  console.log(`${rest}: data ${JSON.stringify(structuredData)}, message "${message}"`)
}
LOOK
node look.mjs | tee seen
cat >expected <<'SEEN'
- backup of [srv-3] failed: data undefined, message "backup of [srv-3] failed"
[run@32473 step="4"] backup failed: data {"run@32473":{"step":"4"}}, message "backup failed"
[run@32473 step="4"] backup of [srv-3] failed: data {"run@32473":{"step":"4"}}, message "failed"
[run@32473 step="4"] backup failed on [srv-3]: data {"run@32473":{"step":"4"}}, message ""
SEEN
diff expected seen && echo 'as it was seen'
