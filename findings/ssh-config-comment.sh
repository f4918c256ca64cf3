#!/bin/sh
# ssh-config 5.3.0: a comment at the end of a line comes back without the space before it, and the line means something else.
#
# OpenSSH 9.2 takes a comment at the end of a line that begins with a # after a space. The package keeps such a comment when it reads
# a file, and writes it right behind the value. "Port 2201 # by day" becomes "Port 2201# by day", for which ssh refuses the whole file
# ("Bad port"), and "Host srv-3 # old" becomes "Host srv-3# old", which is the pattern srv-3# and another one, so that the settings of
# srv-3 no longer hold. The README says that spaces and comments are kept, and stringify(parse(text)) alone does it. Comments on lines
# of their own stay as they are.
#
# Seen:
#   "# all\nHost srv-3\n  Port 2201\n": the same
#   "Host srv-3 # old\n  Port 2201\n": "Host srv-3# old\n  Port 2201\n"
#   "Host srv-3\n  Port 2201 # by day\n": "Host srv-3\n  Port 2201# by day\n"
#   srv-3 in the second, read again: port undefined
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund ssh-config@5.3.0
cat >look.mjs <<'LOOK'
import config from 'ssh-config'
const { parse, stringify } = config.default ?? config
for (const text of ['# all\nHost srv-3\n  Port 2201\n', 'Host srv-3 # old\n  Port 2201\n', 'Host srv-3\n  Port 2201 # by day\n']) {
  const written = stringify(parse(text))
  console.log(`${JSON.stringify(text)}: ${written === text ? 'the same' : JSON.stringify(written)}`)
}
console.log(`srv-3 in the second, read again: port ${parse(stringify(parse('Host srv-3 # old\n  Port 2201\n'))).compute('srv-3').Port}`)
LOOK
node look.mjs | tee seen
cat >expected <<'SEEN'
"# all\nHost srv-3\n  Port 2201\n": the same
"Host srv-3 # old\n  Port 2201\n": "Host srv-3# old\n  Port 2201\n"
"Host srv-3\n  Port 2201 # by day\n": "Host srv-3\n  Port 2201# by day\n"
srv-3 in the second, read again: port undefined
SEEN
diff expected seen && echo 'as it was seen'
