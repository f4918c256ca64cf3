// The form in which the program ships, for whoever makes something in it: the build, and the benchmarks.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { beginningOf, cutProgram, fromOtherParts } from './parts.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))

/** The files that stand in something that was made here, by their paths below the root: sources, and files of packages. */
export const takenIn = new Set()

/** Bundles, and remembers what was taken in. */
export async function bundle(options) {
  const { metafile } = await build({ ...options, metafile: true })
  for (const { inputs } of Object.values(metafile.outputs)) {
    for (const [file, { bytesInOutput }] of Object.entries(inputs)) if (bytesInOutput > 0) takenIn.add(file)
  }
}

export const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node26',
  // Less to read at each start; names stay, because they stand in bug reports.
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  logLevel: 'warning',
  // A native addon finds its binary relative to its own package.
  external: ['fs-native-extensions'],
  alias: {
    // The same parser as an ES module: it can be cut to what is used.
    yaml: './node_modules/yaml/browser/index.js',
    '@inquirer/external-editor': './bin/no-editor.js',
  },
}

// The program is CommonJS: what a command imports lazily stays asleep inside the one file, Node's own modules too, where
// ES modules with splitting load some forty chunks before the first prompt. Apart stand `main`, because it answers
// --version, `complete`, because somebody waits for it at each Tab, the packages that only some commands need, and the register, which is data.
export const packages = {
  yaml: 'yaml',
  cel: '@marcbachmann/cel-js',
  inquirer: 'inquirer',
  execa: 'execa',
  ora: 'ora',
  uqr: 'uqr',
  age: 'age-encryption',
  'mail-composer': 'nodemailer/lib/mail-composer',
}
export const register = 'municipalities.json'
const apart = new Map([
  ['./program.ts', './program.cjs'],
  ['./complete/answer.ts', './complete.cjs'],
  [`./${register}`, `./${register}`],
  ...Object.entries(packages).map(([name, path]) => [path, `./${name}.cjs`]),
])
const addon = `
  const built = 'fs-native-extensions/prebuilds/' + process.platform + '-' + process.arch + '/fs-native-extensions.node'
  try { module.exports = require(built) } catch (error) {
    // An executable has no other.
    if (String(error.code).startsWith('program.')) throw error
    module.exports = require('fs-native-extensions/binding')
  }`
const standApart = {
  name: 'stand-apart',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /./ }, ({ path, kind }) =>
      kind !== 'entry-point' && apart.has(path) ? { path: apart.get(path), external: true } : undefined,
    )
    // Every command starts with commander, and none of ours is a program of its own that it would start.
    onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      importer.includes('/commander/') ? { path: 'nothing', namespace: 'nothing' } : undefined,
    )
    onLoad({ filter: /./, namespace: 'nothing' }, () => ({ contents: 'module.exports = {}' }))
    // Of the package's own description the program says the version, and nothing else.
    onLoad({ filter: /\/package\.json$/ }, ({ path }) =>
      path === `${root}package.json` ? { contents: JSON.stringify({ version }), loader: 'json' } : undefined,
    )
    // The kernel's locks: the addon of this machine at once, instead of after a search through eight packages.
    onResolve({ filter: /^fs-native-extensions$/ }, () => ({
      path: `${root}node_modules/fs-native-extensions/index.js`,
    }))
    onResolve({ filter: /^\.\/binding$/ }, ({ importer }) =>
      importer.includes('/fs-native-extensions/') ? { path: 'addon', namespace: 'addon' } : undefined,
    )
    onLoad({ filter: /./, namespace: 'addon' }, () => ({ contents: addon }))
  },
}
const commonJs = {
  ...common,
  format: 'cjs',
  supported: { 'dynamic-import': false },
  define: { 'import.meta.url': '__moduleUrl', 'import.meta.dirname': '__dirname' },
  // bin/cyber-respond.js calls each file as the function that it is; what imports a default from one gets all that it exports.
  banner: {
    js: "(function(exports,require,module,__filename,__dirname){const __moduleUrl=require('node:url').pathToFileURL(__filename).href;",
  },
  footer: { js: 'module.exports=module.exports.default??module.exports})' },
  outExtension: { '.js': '.cjs' },
}
/** Makes `outdir/name.cjs` of each entry point, for the loader in bin/cyber-respond.js. */
export async function bundleProgram(outdir, entryPoints, plugins = [standApart]) {
  await bundle({ ...commonJs, outdir, entryPoints, plugins })
  inAscii(outdir, Object.keys(entryPoints))
}

/** Makes `outdir/part.cjs` of each part of the program (see parts.js). */
export async function bundleParts(outdir) {
  const cut = await cutProgram(common, standApart)
  const made = cut.parts.map((part) => {
    const stdin = { contents: beginningOf(part, cut), resolveDir: root, sourcefile: `${part}.js` }
    const plugins = [fromOtherParts(part, cut), standApart]
    return bundle({ ...commonJs, stdin, outfile: `${outdir}/${part}.cjs`, outExtension: {}, plugins })
  })
  await Promise.all(made)
  inAscii(outdir, cut.parts)
}

/** The loader reads files as Latin-1, which is fastest. The bundler escapes everything but what stands in regular expressions. */
function inAscii(outdir, names) {
  for (const name of names) {
    const text = readFileSync(`${outdir}/${name}.cjs`, 'utf8')
    const ascii = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
    writeFileSync(`${outdir}/${name}.cjs`, text.replaceAll(/[^\0-\x7f]/g, ascii))
  }
}
