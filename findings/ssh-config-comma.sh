#!/bin/sh
# ssh-config 5.3.0: a comma in a Host line separates patterns, as it does not in OpenSSH.
#
# ssh_config(5) has the patterns of Host separated by whitespace; a list with commas is for Match. With "Host srv-3,srv-4" OpenSSH 9.2
# (ssh -G srv-4) takes the one pattern "srv-3,srv-4", and srv-4 has port 22. compute('srv-4') gives the port of the block. What a
# program shows before it connects is not where ssh then goes.
#
# Seen:
#   Host srv-3 srv-4: port of srv-4 is 2201
#   Host srv-3,srv-4: port of srv-4 is 2201
#   Host *.org,srv-4: port of srv-4 is 2201
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund ssh-config@5.3.0
cat >look.mjs <<'LOOK'
import config from 'ssh-config'
const { parse } = config.default ?? config
for (const hosts of ['srv-3 srv-4', 'srv-3,srv-4', '*.org,srv-4']) {
  console.log(`Host ${hosts}: port of srv-4 is ${parse(`Host ${hosts}\n  Port 2201\n`).compute('srv-4').Port ?? 'not set'}`)
}
LOOK
node look.mjs | tee seen
cat >expected <<'SEEN'
Host srv-3 srv-4: port of srv-4 is 2201
Host srv-3,srv-4: port of srv-4 is 2201
Host *.org,srv-4: port of srv-4 is 2201
SEEN
diff expected seen && echo 'as it was seen'
