#!/usr/bin/env node
// Plain old syntax on purpose: an old Node must be able to read this far and say what to do.
var major = Number(process.versions.node.split('.')[0])
if (major < 26) {
  process.stderr.write(
    'cyber-respond: error: this is Node ' +
      process.versions.node +
      ', cyber-respond needs Node 26 or newer\n' +
      'cyber-respond: hint: in its folder, "npm ci" brings Node 26; then start it with: npm start -- activate <municipality>\n',
  )
  process.exitCode = 2
} else {
  import('./load.js')
    .then(({ load }) => load('./main.cjs'))
    .catch((error) => {
      if (error.code !== 'ENOENT') throw error
      process.stderr.write(
        'cyber-respond: error: the program is not built\ncyber-respond: hint: in its folder: npm ci\n',
      )
      process.exitCode = 70
    })
}
