#!/bin/sh
# @logtape/syslog 1.3.10: an object becomes [object Object] in the structured data, and a property's name is sent as it is.
#
# With includeStructuredData the properties of a record become the parameters of an RFC 5424 element. An object, which the message
# of the same line shows as JSON, is [object Object] there, and a list loses its brackets. The
# name of a property is not looked at: RFC 5424 (section 6) allows 1 to 32 printable ASCII signs other than = ] " and space, so that a
# record with "user name" gives a line that is no RFC 5424 any more, although the package says of itself that it is compliant. Expected
# were the JSON of a value, and a name made fit, as the values are escaped.
#
# Seen:
#   [run@32473 server="[object Object\]"] {"name":"srv-3","port":22}
#   [run@32473 servers="srv-3,srv-4"] ["srv-3","srv-4"]
#   [run@32473 user name="an"] hello
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @logtape/syslog@1.3.10 @logtape/logtape@1.3.11
cat >look.mjs <<'LOOK'
import { createSocket } from 'node:dgram'
import { configure, getLogger } from '@logtape/logtape'
import { getSyslogSink } from '@logtape/syslog'
const server = createSocket('udp4')
await new Promise((ready) => server.bind(0, '127.0.0.1', ready))
const sink = getSyslogSink({
  hostname: '127.0.0.1',
  port: server.address().port,
  includeStructuredData: true,
  structuredDataId: 'run@32473',
})
await configure({
  sinks: { sink },
  loggers: [{ category: 'run', sinks: ['sink'] }, { category: ['logtape', 'meta'], sinks: [] }],
})
const look = async (text, properties) => {
  const line = new Promise((got) => server.once('message', (bytes) => got(String(bytes))))
  getLogger('run').info(text, properties)
  console.log((await line).replace(/^.* (?=\[run)/, ''))
}
await look('{server}', { server: { name: 'srv-3', port: 22 } })
await look('{servers}', { servers: ['srv-3', 'srv-4'] })
await look('hello', { 'user name': 'an' })
server.close()
await sink[Symbol.asyncDispose]()
LOOK
node look.mjs | tee seen
cat >expected <<'SEEN'
[run@32473 server="[object Object\]"] {"name":"srv-3","port":22}
[run@32473 servers="srv-3,srv-4"] ["srv-3","srv-4"]
[run@32473 user name="an"] hello
SEEN
diff expected seen && echo 'as it was seen'
