#!/bin/sh
# spdx-correct 3.2.0: the European Union's licence, written without its version, becomes another licence; so does "Lesser GPL".
#
# The package turns what people write into an SPDX identifier, or answers null where it can't tell. "EUPL" and "EUPL-1.2-or-later" are
# not identifiers, but what people write for the European Union Public Licence; SPDX lists it as EUPL-1.0, -1.1 and -1.2. The answer is
# UPL-1.0, the Universal Permissive License: the three letters are found inside of the four. A Lesser GPL that the table of
# spellings doesn't know, here with its version and "or later", becomes the GPL itself in the same way, of another version. Null was
# expected for the first kind and an LGPL for the second. Whoever counts the licences of an inventory with these answers has a copyleft
# licence under the name of a permissive one, and the other way about.
#
# Seen:
#   EUPL v1.2: EUPL-1.2
#   EUPL: UPL-1.0
#   EUPL-1.2-or-later: UPL-1.0
#   GNU Lesser General Public License v3: LGPL-3.0-or-later
#   GNU Lesser General Public License v2.1 or later: GPL-3.0-or-later
#   GNU Library General Public License v2: GPL-3.0-or-later
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund spdx-correct@3.2.0 spdx-license-ids@3.0.24
cat >look.mjs <<'LOOK'
import correct from 'spdx-correct'
for (const said of [
  'EUPL v1.2',
  'EUPL',
  'EUPL-1.2-or-later',
  'GNU Lesser General Public License v3',
  'GNU Lesser General Public License v2.1 or later',
  'GNU Library General Public License v2',
]) {
  console.log(`${said}: ${correct(said)}`)
}
LOOK
node look.mjs | tee seen
cat >expected <<'SEEN'
EUPL v1.2: EUPL-1.2
EUPL: UPL-1.0
EUPL-1.2-or-later: UPL-1.0
GNU Lesser General Public License v3: LGPL-3.0-or-later
GNU Lesser General Public License v2.1 or later: GPL-3.0-or-later
GNU Library General Public License v2: GPL-3.0-or-later
SEEN
diff expected seen && echo 'as it was seen'
