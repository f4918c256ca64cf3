#!/usr/bin/env node
// Starts the program. Plain old syntax on purpose: an old Node must be able to read this and say what to do.
//
// Beside each file of dist/ stands the code that V8 made of it while bin/warm-up.js used it, so that a start compiles
// nothing that it is known to need. Node's own compile cache keeps less: only what is compiled at once.

var modules = new Map()
var outside = null

/** Every script that was loaded, by the path of its file. */
export var scripts = new Map()

/** The exports of a file of dist/ (`./main.cjs`), or of any other module that it asks for. */
export function load(id) {
  // Not imported: an import looks at every export, and that of node:fs loads its streams.
  const { readFileSync } = process.getBuiltinModule('node:fs')
  const { join } = process.getBuiltinModule('node:path')
  const folder = join(import.meta.dirname, '../dist/')
  if (!id.startsWith('./') || !id.endsWith('.cjs')) {
    outside = outside || process.getBuiltinModule('node:module').createRequire(folder)
    return outside(id)
  }
  const known = modules.get(id)
  if (known !== undefined) return known.exports
  const filename = folder + id.slice(2)
  // The build leaves nothing but ASCII in it.
  const source = readFileSync(filename, 'latin1')
  const { Script } = process.getBuiltinModule('node:vm')
  // By a name that is the same everywhere: it stands in V8's code, which is copied to other machines.
  const script = new Script(source, { filename: `dist/${id.slice(2)}`, cachedData: readCode(filename) })
  const module = { exports: {} }
  scripts.set(filename, script)
  modules.set(id, module)
  script.runInThisContext()(module.exports, load, module, filename, folder)
  return module.exports
}

/**
 * The path of a file's code. Who prints or checks runbooks, or rehearses a drill, needs other code than who is in an incident, and
 * code that nobody needs takes its time too.
 */
export function codeFile(filename) {
  var apart = ['print', 'runbook', 'rehearse'].find((word) => process.argv.includes(word))
  return `${filename}.${apart || 'incident'}.code`
}

/**
 * The code of a file, or undefined. V8 refuses that of another version of itself or of a source of another length, but
 * does not notice damage: so the code stands there twice, and only equal halves count.
 */
function readCode(filename) {
  try {
    const bytes = process.getBuiltinModule('node:fs').readFileSync(codeFile(filename))
    const half = bytes.subarray(0, bytes.length / 2)
    return half.equals(bytes.subarray(half.length)) ? half : undefined
  } catch {
    return undefined
  }
}

function start() {
  try {
    load('./main.cjs')
  } catch (error) {
    const isMissing = error.code === 'ENOENT'
    if (!isMissing && error.name !== 'SyntaxError' && error.name !== 'TypeError') throw error
    process.stderr.write(
      isMissing
        ? 'cyber-respond: error: the program is not built\ncyber-respond: hint: in its folder: npm ci\n'
        : 'cyber-respond: error: this program is damaged (dist/main.cjs)\n' +
            'cyber-respond: hint: copy it anew, or build it again: npm ci, npm run build\n',
    )
    process.exitCode = 70
  }
}

/** What an old Node is told. Among the sources `npm ci` brings a new one; what was installed needs one that is there. */
function tellOldNode(isSources) {
  process.stderr.write(
    'cyber-respond: error: this is Node ' +
      process.versions.node +
      ', cyber-respond needs Node 26 or newer\n' +
      'cyber-respond: hint: ' +
      (isSources
        ? 'in its folder, "npm ci" brings Node 26; then start it with: npm start -- activate <municipality>\n'
        : 'install Node 26 (https://nodejs.org) and start it again; its executable and its Debian package need no Node\n'),
  )
  process.exitCode = 2
}

if (Number(process.versions.node.split('.')[0]) < 26) {
  import('node:fs').then((fs) => {
    tellOldNode(fs.existsSync(new URL('../package-lock.json', import.meta.url)))
  })
} else if (import.meta.main) start()
