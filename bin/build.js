// Bundles the sources into dist/: one file for each process, and a chunk for what each command loads on its own.
import { createHash } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))
rmSync(`${root}dist`, { recursive: true, force: true })
await build({
  absWorkingDir: root,
  entryPoints: {
    main: 'src/cli/main.ts',
    supervisor: 'src/adapters/cloud-embedded/supervisor-main.ts',
    'status-page': 'src/services/status-page/main.ts',
    'counter-desk': 'src/services/counter-desk/main.ts',
  },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node26',
  // Less to parse at each start; names stay, because they stand in bug reports.
  minify: true,
  keepNames: true,
  legalComments: 'none',
  logLevel: 'warning',
  // A native addon finds its binary relative to its own package.
  external: ['fs-native-extensions'],
  // The same parser as an ES module: it can be cut to what is used.
  alias: { yaml: './node_modules/yaml/browser/index.js' },
  // Packages that are still CommonJS inside ask for Node's own modules with require.
  banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
})

// The shipped runbooks, read once here instead of at every start. Used only while their bytes are the same.
const { compiledPlansFile } = await import('../src/adapters/compiled-plans.ts')
const { readRunbookFiles } = await import('../src/adapters/runbook-files.ts')
const { loadPlan } = await import('../src/runbook/load.ts')
const files = await readRunbookFiles(null)
const plans = [...files.keys()]
  .filter((name) => name.endsWith('.plan.yaml'))
  .map((name) => name.replace('.plan.yaml', ''))
const hash = (name) => createHash('sha256').update(files.get(name)).digest('hex')
const compiled = plans.map((plan) => {
  const loaded = loadPlan(files, plan)
  return { plan, files: Object.fromEntries(loaded.files.map((name) => [name, hash(name)])), loaded }
})
writeFileSync(`${root}dist/${compiledPlansFile}`, JSON.stringify(compiled))
