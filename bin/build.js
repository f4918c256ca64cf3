// Bundles the sources into dist/: the program, the three processes of the emergency cloud, and the shipped plans as read.
import { createHash } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
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
// --version, and the packages that only some commands need.
const apart = {
  './program.ts': 'program',
  execa: 'execa',
  ora: 'ora',
  uqr: 'uqr',
  'nodemailer/lib/mail-composer': 'mail-composer',
}
const standApart = {
  name: 'stand-apart',
  setup: ({ onResolve }) =>
    onResolve({ filter: /./ }, ({ path, kind }) =>
      kind !== 'entry-point' && Object.hasOwn(apart, path)
        ? { path: `./${apart[path]}.cjs`, external: true }
        : undefined,
    ),
}
const commonJs = {
  ...common,
  format: 'cjs',
  supported: { 'dynamic-import': false },
  define: { 'import.meta.url': '__moduleUrl', 'import.meta.dirname': '__dirname' },
  banner: { js: "const __moduleUrl=require('node:url').pathToFileURL(__filename).href;" },
  outExtension: { '.js': '.cjs' },
}
await build({
  ...commonJs,
  entryPoints: { execa: 'execa', ora: 'ora', uqr: 'uqr', 'mail-composer': 'nodemailer/lib/mail-composer' },
  // What imports a default from a CommonJS file gets all that it exports.
  footer: { js: 'module.exports=module.exports.default??module.exports' },
})
await build({
  ...commonJs,
  entryPoints: { main: 'src/cli/main.ts', program: 'src/cli/program.ts' },
  plugins: [standApart],
})

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
