// Loads the program from dist/. Beside each file stands the code that V8 made of it while bin/warm-up.js used it, so that a
// start compiles nothing that every start needs. Node's own compile cache keeps less: only what is compiled at once.

// Not imported: an import looks at every export, and that of node:fs loads its streams.
const { readFileSync } = process.getBuiltinModule('node:fs')
const { createRequire } = process.getBuiltinModule('node:module')
const { join } = process.getBuiltinModule('node:path')
const { Script } = process.getBuiltinModule('node:vm')

const folder = join(import.meta.dirname, '../dist/')
const outside = createRequire(`${folder}main.cjs`)
const modules = new Map()

/** Every script that was loaded, by the path of its file. */
export const scripts = new Map()

/** What a file of dist/ exports (`./main.cjs`), or any other module that it asks for. */
export function load(id) {
  if (!id.startsWith('./') || !id.endsWith('.cjs')) return outside(id)
  const known = modules.get(id)
  if (known !== undefined) return known.exports
  const filename = folder + id.slice(2)
  // The build leaves nothing but ASCII in it.
  const source = readFileSync(filename, 'latin1')
  const script = new Script(source, { filename, cachedData: readCode(filename) })
  const module = { exports: {} }
  scripts.set(filename, script)
  modules.set(id, module)
  script.runInThisContext()(module.exports, load, module, filename, folder)
  return module.exports
}

/** Where the code of a file stands. */
export function codeFile(filename) {
  return `${filename}.code`
}

/**
 * The code of a file, or undefined. V8 refuses that of another version of itself or of a source of another length, but
 * does not notice damage: so the code stands there twice, and only equal halves count.
 */
function readCode(filename) {
  try {
    const bytes = readFileSync(codeFile(filename))
    const half = bytes.subarray(0, bytes.length / 2)
    return half.equals(bytes.subarray(half.length)) ? half : undefined
  } catch {
    return undefined
  }
}
