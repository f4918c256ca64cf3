#!/bin/sh
# syslog-pro 1.0.0: nothing is escaped in a CEF event, so a pipe, a backslash or an equals sign changes its fields.
#
# The Common Event Format (ArcSight's "Implementing ArcSight CEF", character encoding) has \| and \\ in the seven fields of its
# header, and \= , \\ and \n in the values of its extension. buildMessage() of the package's CEF class writes what it was given. A
# vendor with a pipe in its name moves all fields behind it by one, here the severity "Low" becomes "failed", and a value with
# name=value in it is two values for a reader. Expected was the escaping of the format that the class has its name from.
#
# Seen:
#   CEF:0|Town|Hall|Backup|1|4|failed|Low|msg=the option was act=blocked fname=C:\new
#   severity of the header: failed
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund syslog-pro@1.0.0
cat >look.mjs <<'LOOK'
import pro from 'syslog-pro'
const event = new pro.CEF({
  deviceVendor: 'Town|Hall',
  deviceProduct: 'Backup',
  deviceVersion: '1',
  deviceEventClassId: '4',
  name: 'failed',
  severity: 'Low',
  extensions: { msg: 'the option was act=blocked', fname: 'C:\\new' },
})
const text = await event.buildMessage()
console.log(text.trim())
const fields = text.split(/(?<!\\)\|/)
console.log(`severity of the header: ${fields[6]}`)
LOOK
node look.mjs | tee seen
cat >expected <<'SEEN'
CEF:0|Town|Hall|Backup|1|4|failed|Low|msg=the option was act=blocked fname=C:\new
severity of the header: failed
SEEN
diff expected seen && echo 'as it was seen'
