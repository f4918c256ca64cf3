#!/bin/sh
# syslog-pro 1.0.0: each RFC 5424 message begins with the three letters BOM.
#
# A message in UTF-8 begins, in RFC 5424, with the byte order mark, the bytes EF BB BF (section 6.4: MSG-UTF8 = BOM UTF-8-STRING, BOM
# = %xEF.BB.BF); the RFC's examples write it as BOM because it can't be printed. The package sends the letters B, O and M, so the text
# "backup failed" arrives at every reader as "BOMbackup failed". The option for it, utf8BOM, is on unless it is switched off.
#
# Seen:
#   {}: BOMbackup failed, first bytes 42 4f 4d 62 61 63
#   {"utf8BOM":false}: backup failed, first bytes 62 61 63 6b 75 70
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund syslog-pro@1.0.0
cat >look.mjs <<'LOOK'
import pro from 'syslog-pro'
const bytes = (text) => Buffer.from(text).subarray(0, 6).toString('hex').replace(/..(?!$)/g, '$& ')
for (const options of [{}, { utf8BOM: false }]) {
  const formatter = new pro.RFC5424({ hostname: 'host', applacationName: 'run', ...options })
  const line = await formatter.buildMessage('backup failed', { severity: 3, facility: 16 })
  const message = line.trim().split(' ').slice(7).join(' ')
  console.log(`${JSON.stringify(options)}: ${message}, first bytes ${bytes(message)}`)
}
LOOK
node look.mjs | tee seen
cat >expected <<'SEEN'
{}: BOMbackup failed, first bytes 42 4f 4d 62 61 63
{"utf8BOM":false}: backup failed, first bytes 62 61 63 6b 75 70
SEEN
diff expected seen && echo 'as it was seen'
