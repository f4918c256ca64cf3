#!/bin/sh
# age-encryption 0.3.1: encrypting for nobody succeeds, and makes a file that no key can open.
#
# An Encrypter that got neither a recipient nor a passphrase encrypts without a word. The file has a header without any stanza; the
# format asks for one or more (C2SP age, Header: 1*stanza), and the tool age refuses to encrypt without a recipient. The file key is
# gone with the process. A list of recipients that came out empty from a filter or a profile thus looks like a backup that was made.
# Two passphrases, or a passphrase beside a recipient, which the format forbids as well, are refused here.
#
# Seen:
#   encrypted: 123 bytes
#   first line: age-encryption.org/v1
#   second line begins: ---
#   stanzas: 0
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund age-encryption@0.3.1
cat >look.mjs <<'LOOK'
import { Encrypter } from 'age-encryption'
const recipients = []
const encrypter = new Encrypter()
for (const recipient of recipients) encrypter.addRecipient(recipient)
const file = await encrypter.encrypt('the key of the backup')
const lines = Buffer.from(file).toString('latin1').split('\n')
console.log(`encrypted: ${file.length} bytes`)
console.log(`first line: ${lines[0]}`)
console.log(`second line begins: ${lines[1].slice(0, 4)}`)
console.log(`stanzas: ${lines.filter((line) => line.startsWith('-> ')).length}`)
LOOK
node look.mjs | tee seen
cat >expected <<'SEEN'
encrypted: 123 bytes
first line: age-encryption.org/v1
second line begins: --- 
stanzas: 0
SEEN
diff expected seen && echo 'as it was seen'
