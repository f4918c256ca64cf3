// Bundles the sources into dist/: the program, the three processes of the emergency cloud, and the shipped plans as read.
import { execFileSync } from 'node:child_process'
import { hash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { readRunbookFiles } from '../src/adapters/home/runbook-files.ts'
import { compiledChoicesFile, compiledPlanFile } from '../src/adapters/program/compiled-plans.ts'
import { programFilesFile } from '../src/adapters/program/program-files.ts'
import { loadPlan } from '../src/runbook/load.ts'
import { bundleParts, bundleProgram, common, packages, register } from './bundle.js'

const root = fileURLToPath(new URL('..', import.meta.url))
rmSync(`${root}dist`, { recursive: true, force: true })

await bundleProgram(`${root}dist`, packages, [])
await bundleProgram(`${root}dist`, { main: 'src/cli/main.ts' })
await bundleParts(`${root}dist`)
writeFileSync(
  `${root}dist/${register}`,
  JSON.stringify(JSON.parse(readFileSync(`${root}src/municipality/${register}`, 'utf8'))),
)

await build({
  ...common,
  outdir: 'dist',
  entryPoints: {
    supervisor: 'src/adapters/cloud/embedded/supervisor-main.ts',
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
const text = (name) => files.get(name).toString('utf8')
const choices = [...files.keys()]
  .filter((name) => name.endsWith(suffix))
  .map((name) => {
    const loaded = loadPlan(files, name.slice(0, -suffix.length))
    const { id, title, summary } = loaded.plan
    const compiled = { files: Object.fromEntries(loaded.files.map((file) => [file, text(file)])), loaded }
    writeFileSync(`${root}dist/${compiledPlanFile(id)}`, JSON.stringify(compiled))
    return { id, title, summary, text: text(name) }
  })
writeFileSync(`${root}dist/${compiledChoicesFile}`, JSON.stringify(choices))

// The files by which whoever acts knows that the program is whole. The code beside them is made anew, or looked at by
// itself.
const made = readdirSync(`${root}dist`).sort()
const known = Object.fromEntries(
  made.map((name) => {
    const bytes = readFileSync(`${root}dist/${name}`)
    return [name, [bytes.length, hash('sha256', bytes)]]
  }),
)
writeFileSync(`${root}dist/${programFilesFile}`, JSON.stringify(known))

try {
  for (const use of ['print', 'runbook', 'incident', 'rehearse']) {
    const quiet = { stdio: ['ignore', 'ignore', 'inherit'], timeout: 60_000 }
    execFileSync(process.execPath, [`${root}bin/warm-up.js`, use], quiet)
  }
} catch {
  process.stderr.write('build: the program works, but starts more slowly than it could\n')
}
