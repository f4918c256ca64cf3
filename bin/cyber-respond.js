#!/usr/bin/env node
// Starts the program. Plain old syntax on purpose: an old Node must be able to read this and say what to do.
//
// Beside each file of dist/ stands the code that V8 made of it while bin/warm-up.js used it, so that a start compiles
// nothing that it is known to need. Node's own compile cache keeps less: only what is compiled at once.

/** Every script that was loaded, by the path of its file. */
export var scripts = new Map()

/**
 * Makes what loads a file of dist/ (`main.cjs`) once and gives its exports, or those of any other module that it asks for.
 * `files` knows where they are: `path` names a file in stack traces, `source` and `code` give its text and V8's code for it
 * (or undefined), `outside` loads what is no file of dist/.
 */
export function createLoader(files) {
  var modules = new Map()
  function load(id) {
    if (!id.startsWith('./') || !id.endsWith('.cjs')) return files.outside(id)
    const known = modules.get(id)
    if (known !== undefined) return known.exports
    const name = id.slice(2)
    const filename = files.path + name
    const { Script } = process.getBuiltinModule('node:vm')
    // By a name that is the same everywhere: it stands in V8's code, which is copied to other machines.
    const script = new Script(files.source(name), { filename: `dist/${name}`, cachedData: files.code(name) })
    const module = { exports: {} }
    scripts.set(filename, script)
    modules.set(id, module)
    script.runInThisContext()(module.exports, load, module, filename, files.path)
    return module.exports
  }
  return load
}

var own = null

/** The exports of a file of the dist/ beside this folder. */
export function load(id) {
  own = own || createLoader(beside())
  return own(id)
}

function beside() {
  // Not imported: an import looks at every export, and that of node:fs loads its streams.
  const { readFileSync } = process.getBuiltinModule('node:fs')
  const path = process.getBuiltinModule('node:path').join(import.meta.dirname, '../dist/')
  var outside = null
  return {
    path,
    // The build leaves nothing but ASCII in it.
    source: (name) => readFileSync(path + name, 'latin1'),
    code: (name) => readCode(codeFile(path + name)),
    outside: (id) => {
      outside = outside || process.getBuiltinModule('node:module').createRequire(path)
      return outside(id)
    },
  }
}

/**
 * The path of a file's code. Who prints or checks runbooks, rehearses a drill, completes a line or reads help needs other code
 * than who is in an incident, and code that nobody needs takes its time too.
 */
export function codeFile(filename) {
  var words = process.argv
  // A shell asks about words that may be any of these, and so does who wants help.
  var apart =
    words[2] === 'complete' || words[2] === 'help'
      ? words[2]
      : ['--help', 'print', 'runbook', 'rehearse'].find((word) => words.includes(word))
  if (apart === '--help') apart = 'help'
  return `${filename}.${apart || 'incident'}.code`
}

/**
 * The code in a file, or undefined. V8 refuses that of another version of itself or of a source of another length, but
 * does not notice damage: so the code stands there twice, and only equal halves count.
 */
function readCode(path) {
  try {
    const bytes = process.getBuiltinModule('node:fs').readFileSync(path)
    const half = bytes.subarray(0, bytes.length / 2)
    return half.equals(bytes.subarray(half.length)) ? half : undefined
  } catch {
    return undefined
  }
}

/** The first word by which the program starts itself as another process of its own. Nothing that a person names has a colon. */
var processWord = /^process:(supervisor|status-page|counter-desk|starter)$/

/** Starts the program, or the process that its first word names. */
export function start(load) {
  const role = processWord.exec(process.argv[2] || '')
  if (role === null) return load('./main.cjs')
  process.argv.splice(2, 1)
  return load(`./${role[1]}.cjs`)
}

function startBeside() {
  try {
    start(load)
  } catch (error) {
    const isMissing = error.code === 'ENOENT'
    if (!isMissing && error.name !== 'SyntaxError' && error.name !== 'TypeError') throw error
    if (isMissing) {
      tell(
        'the program is not built',
        'het programma is niet gebouwd',
        'install or copy it anew (from its sources: npm ci)',
        'installeer of kopieer het opnieuw (vanuit de broncode: npm ci)',
      )
    } else {
      tell(
        'this program is damaged (dist/main.cjs)',
        'dit programma is beschadigd (dist/main.cjs)',
        'install or copy it anew (from its sources: npm ci, npm run build)',
        'installeer of kopieer het opnieuw (vanuit de broncode: npm ci, npm run build)',
      )
    }
    process.exitCode = 70
  }
}

/** What somebody is told before anything of the program is there, in the language that is asked for, or that the machine speaks. */
function tell(error, fout, hint, tip) {
  var env = process.env
  var isDutch = /^nl/i.test(env.CYBER_RESPOND_LANG || env.LC_ALL || env.LC_MESSAGES || env.LANG || '')
  process.stderr.write(
    isDutch
      ? `cyber-respond: fout: ${fout}\ncyber-respond: tip: ${tip}\n`
      : `cyber-respond: error: ${error}\ncyber-respond: hint: ${hint}\n`,
  )
}

/** What an old Node is told. Among the sources `npm ci` brings a new one; what was installed needs one that is there. */
function tellOldNode(isSources) {
  var its = process.versions.node
  tell(
    `this is Node ${its}, cyber-respond needs Node 26 or newer`,
    `dit is Node ${its}, cyber-respond heeft Node 26 of nieuwer nodig`,
    isSources
      ? 'in its folder, "npm ci" brings Node 26; then start it with: npm start -- activate <municipality>'
      : 'install Node 26 (https://nodejs.org) and start it again; its executable and its Debian package need no Node',
    isSources
      ? 'in de map ervan brengt "npm ci" Node 26; start het dan met: npm start -- activate <gemeente>'
      : 'installeer Node 26 (https://nodejs.org) en start opnieuw; het uitvoerbare bestand en het Debian-pakket hebben geen Node nodig',
  )
  process.exitCode = 2
}

if (Number(process.versions.node.split('.')[0]) < 26) {
  import('node:fs').then((fs) => {
    tellOldNode(fs.existsSync(new URL('../package-lock.json', import.meta.url)))
  })
} else if (import.meta.main) startBeside()
