#!/bin/sh
# sshpk 1.18.0: an OpenSSH certificate whose comment has a space is not a certificate; the public key with that comment is one.
#
# The comment of a key file is free text up to the end of the line (sshd's manual, AUTHORIZED_KEYS FILE FORMAT: "not used for
# anything"), and ssh-keygen copies the comment of a key into its certificate. parseKey reads a public key with the comment "an de smet";
# parseCertificate refuses the certificate that was made for the same key, unless the spaces are taken out of the comment.
#
# Seen:
#   key with comment an-de-smet: an-de-smet
#   certificate with comment an-de-smet: an
#   key with comment an de smet: an de smet
#   certificate with comment an de smet: error: Not a valid SSH certificate line
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund sshpk@1.18.0
cat >look.mjs <<'LOOK'
import sshpk from 'sshpk'
const [authority, person] = [sshpk.generatePrivateKey('ed25519'), sshpk.generatePrivateKey('ed25519')]
const made = sshpk.createCertificate(sshpk.identityForUser('an'), person, sshpk.identityForUser('authority'), authority)
const [type, data] = made.toString('openssh').split(' ')
const [keyType, keyData] = person.toPublic().toString('ssh').split(' ')
const said = (read) => {
  try {
    return read()
  } catch (error) {
    return `error: ${error.message.replace(/.*: /, '')}`
  }
}
for (const comment of ['an-de-smet', 'an de smet']) {
  console.log(`key with comment ${comment}: ${said(() => sshpk.parseKey(`${keyType} ${keyData} ${comment}`, 'ssh').comment)}`)
  const read = () => sshpk.parseCertificate(`${type} ${data} ${comment}`, 'openssh').subjects[0].uid
  console.log(`certificate with comment ${comment}: ${said(read)}`)
}
LOOK
node look.mjs | tee seen
cat >expected <<'SEEN'
key with comment an-de-smet: an-de-smet
certificate with comment an-de-smet: an
key with comment an de smet: an de smet
certificate with comment an de smet: error: Not a valid SSH certificate line
SEEN
diff expected seen && echo 'as it was seen'
