// Bundles the sources into dist/: the program, the processes that it starts of itself, and the shipped plans as read.
import { execFileSync } from 'node:child_process'
import { hash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readGuides } from '../src/adapters/home/guide-files.ts'
import { readRunbookFiles } from '../src/adapters/home/runbook-files.ts'
import { readScenarioFolder } from '../src/adapters/home/scenario-files.ts'
import { buildFactsFile } from '../src/adapters/program/build-facts.ts'
import { compiledChoicesFile, compiledPlanFile } from '../src/adapters/program/compiled-plans.ts'
import { programFilesFile } from '../src/adapters/program/folder-files.ts'
import { commandData } from '../src/cli/complete/command-data.ts'
import { shippedFrom } from '../src/cli/complete/read-shipped.ts'
import { shippedFile } from '../src/cli/complete/shipped.ts'
import { commandTree } from '../src/cli/program.ts'
import { loadPlan } from '../src/runbook/load.ts'
import { bundleParts, bundleProgram, packages, register, takenIn } from './bundle.js'
import { commitOf } from './release/commit.ts'
import { writePapers } from './release/papers.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
rmSync(`${root}dist`, { recursive: true, force: true })

await bundleProgram(`${root}dist`, packages, [])
await bundleProgram(`${root}dist`, {
  main: 'src/cli/main.ts',
  complete: 'src/cli/complete/answer.ts',
  starter: 'src/adapters/commands/starter-main.ts',
  supervisor: 'src/adapters/cloud/embedded/supervisor-main.ts',
  'status-page': 'src/services/status-page/main.ts',
  'counter-desk': 'src/services/counter-desk/main.ts',
})
await bundleParts(`${root}dist`)
writeFileSync(
  `${root}dist/${register}`,
  JSON.stringify(JSON.parse(readFileSync(`${root}src/municipality/${register}`, 'utf8'))),
)

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

// What `--version --json` says of this build.
const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))
const commit = commitOf(root, process.env)
const facts = {
  version,
  commit: commit.commit,
  changed: commit.changed,
  node: process.versions.node,
  v8: process.versions.v8,
}
writeFileSync(`${root}dist/${buildFactsFile}`, JSON.stringify(facts))

// What a shell offers while somebody types, so that it need not load the program.
const offered = { runbooks: files, scenarios: await readScenarioFolder(null), guides: readGuides() }
const shipped = shippedFrom(commandData(commandTree('en'), commandTree('nl')), offered)
writeFileSync(`${root}dist/${shippedFile}`, JSON.stringify(shipped))

// The files by which whoever acts knows that the program is whole. The code beside them is made anew, or looked at by
// itself.
writeList(programFilesFile, readdirSync(`${root}dist`))

writePapers(root, takenIn, commit)

try {
  for (const use of ['print', 'runbook', 'incident', 'rehearse', 'help', 'complete']) {
    const quiet = { stdio: ['ignore', 'ignore', 'inherit'], timeout: 60_000 }
    execFileSync(process.execPath, [`${root}bin/warm-up.js`, use], quiet)
  }
} catch {
  process.stderr.write('build: the program works, but starts more slowly than it could\n')
}

// Two builds of one commit give the same bytes but for these.
writeList(
  'kept-code.json',
  readdirSync(`${root}dist`).filter((name) => name.endsWith('.code')),
)

/** Writes a file of `dist/` that lists others there, each with its size in bytes and its SHA-256. */
function writeList(name, files) {
  const listed = files.toSorted().map((file) => {
    const bytes = readFileSync(`${root}dist/${file}`)
    return [file, [bytes.length, hash('sha256', bytes)]]
  })
  writeFileSync(`${root}dist/${name}`, JSON.stringify(Object.fromEntries(listed)))
}
