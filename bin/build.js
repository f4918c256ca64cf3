// Bundles the sources into dist/: the program, the three processes of the emergency cloud, and the shipped plans as read.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { compiledPlansFile } from '../src/adapters/compiled-plans.ts'
import { readRunbookFiles } from '../src/adapters/runbook-files.ts'
import { loadPlan } from '../src/runbook/load.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
rmSync(`${root}dist`, { recursive: true, force: true })

const common = {
  absWorkingDir: root,
  outdir: 'dist',
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
// --version, the packages that only some commands need, and the register, which is data.
const packages = {
  yaml: 'yaml',
  cel: '@marcbachmann/cel-js',
  inquirer: 'inquirer',
  execa: 'execa',
  ora: 'ora',
  uqr: 'uqr',
  'mail-composer': 'nodemailer/lib/mail-composer',
}
const register = 'municipalities.json'
const apart = new Map([
  ['./program.ts', './program.cjs'],
  [`./${register}`, `./${register}`],
  ...Object.entries(packages).map(([name, path]) => [path, `./${name}.cjs`]),
])
const addon = `
  const built = 'fs-native-extensions/prebuilds/' + process.platform + '-' + process.arch + '/fs-native-extensions.node'
  try { module.exports = require(built) } catch { module.exports = require('fs-native-extensions/binding') }`
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
await build({ ...commonJs, entryPoints: packages })
await build({
  ...commonJs,
  entryPoints: { main: 'src/cli/main.ts', program: 'src/cli/program.ts' },
  plugins: [standApart],
})
// bin/cyber-respond.js reads them as Latin-1, which is fastest. The bundler escapes everything but what stands in regular expressions.
for (const name of readdirSync(`${root}dist`).filter((one) => one.endsWith('.cjs'))) {
  const text = readFileSync(`${root}dist/${name}`, 'utf8')
  const ascii = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
  writeFileSync(`${root}dist/${name}`, text.replaceAll(/[^\0-\x7f]/g, ascii))
}
const { municipalities } = JSON.parse(readFileSync(`${root}src/municipality/${register}`, 'utf8'))
writeFileSync(`${root}dist/${register}`, JSON.stringify({ municipalities }))

await build({
  ...common,
  entryPoints: {
    supervisor: 'src/adapters/cloud-embedded/supervisor-main.ts',
    'status-page': 'src/services/status-page/main.ts',
    'counter-desk': 'src/services/counter-desk/main.ts',
  },
  format: 'esm',
  // Packages that are still CommonJS inside ask for Node's own modules with require.
  banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
})

// The shipped runbooks, read once here instead of at every start. Used only while their bytes are the same.
const files = await readRunbookFiles(null)
const suffix = '.plan.yaml'
const hash = (name) => createHash('sha256').update(files.get(name)).digest('hex')
const compiled = [...files.keys()]
  .filter((name) => name.endsWith(suffix))
  .map((name) => {
    const plan = name.slice(0, -suffix.length)
    const loaded = loadPlan(files, plan)
    return { plan, files: Object.fromEntries(loaded.files.map((file) => [file, hash(file)])), loaded }
  })
writeFileSync(`${root}dist/${compiledPlansFile}`, JSON.stringify(compiled))

try {
  for (const use of ['runbook', 'incident']) {
    const quiet = { stdio: ['ignore', 'ignore', 'inherit'], timeout: 60_000 }
    execFileSync(process.execPath, [`${root}bin/warm-up.js`, use], quiet)
  }
} catch {
  process.stderr.write('build: the program works, but starts more slowly than it could\n')
}
