// Cuts the program into parts, so that a start takes in no more than its command is likely to need. A part holds what
// its commands reach and no part before it holds; what a later part has, an earlier one imports lazily only.
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))
const entry = 'src/cli/program.ts'

/** The parts in their order, each with the modules whose lazy import leads into it. The last one takes the rest. */
const parts = [
  ['program', /^src\/(cli\/program|cli\/prepare\/runbook|runbook\/|adapters\/disk\/)/],
  [
    'incident',
    /^src\/(cli\/wiring|cli\/incident\/(activate|resume|unattended|status|may-open|ask-name)|prompts\/|municipality\/|adapters\/(checks|commands)\/|ui\/)/,
  ],
  ['help', /^src\/cli\/(examples|help-topic)/],
  ['drill', /^src\/(cli\/drill\/(rehearse|lint)|drill\/)/],
  ['rest', /^src\//],
]

/**
 * How the program is cut: for each part its modules that another part imports, with the names that they export.
 * `standApart` leaves out what is no source of ours.
 */
export async function cutProgram(common, standApart) {
  const quiet = { ...common, format: 'esm', outdir: 'dist', metafile: true, write: false, plugins: [standApart] }
  const { inputs } = (await build({ ...quiet, entryPoints: [entry] })).metafile
  const imports = (module, kind) =>
    (inputs[module]?.imports ?? []).filter((one) => one.kind === kind && !one.external).map(({ path }) => path)
  const lazy = [entry, ...new Set(Object.keys(inputs).flatMap((module) => imports(module, 'dynamic-import')))]
  const isOurs = (module) => module.startsWith('src/')
  const place = new Map()
  const put = (module, part) => {
    if (place.has(module)) return
    place.set(module, part)
    for (const needed of imports(module, 'import-statement')) put(needed, part)
  }
  for (const [part, leads] of parts) for (const module of lazy) if (leads.test(module)) put(module, part)

  const wanted = new Set(lazy)
  for (const module of place.keys()) {
    for (const needed of imports(module, 'import-statement')) {
      if (isOurs(needed) && place.get(needed) !== place.get(module)) wanted.add(needed)
    }
  }
  const alone = { absWorkingDir: root, format: 'esm', outdir: 'dist', metafile: true, write: false }
  const { outputs } = (await build({ ...alone, entryPoints: [...wanted] })).metafile
  const names = new Map(Object.values(outputs).map(({ entryPoint, exports }) => [entryPoint, exports]))
  return { place, wanted, names, parts: parts.map(([part]) => part) }
}

/** The text of the file that a part begins with: it gives each module that another part wants, when it wants it. */
export function beginningOf(part, { place, wanted }) {
  const gives = [...wanted]
    .filter((module) => place.get(module) === part)
    .map((module) => `get '${module}'(){return require('./${module}')}`)
  return `${part === 'program' ? `export{runCli}from'./${entry}'\n` : ''}export const modules={${gives.join(',')}}`
}

/** Inside one part, the modules of the others: each is taken from its file when it is first needed. */
export function fromOtherParts(part, { place, wanted, names }) {
  const elsewhere = 'another-part'
  return {
    name: elsewhere,
    setup: ({ onResolve, onLoad, resolve }) => {
      onResolve({ filter: /^\.\.?\// }, async ({ path, kind, importer, resolveDir, pluginData }) => {
        if (pluginData === elsewhere || !importer.startsWith(`${root}src/`)) return undefined
        const found = (await resolve(path, { kind, importer, resolveDir, pluginData: elsewhere })).path
        const module = found.startsWith(root) ? found.slice(root.length) : ''
        if (!wanted.has(module) || place.get(module) === part) return undefined
        return { path: module, namespace: elsewhere }
      })
      onLoad({ filter: /./, namespace: elsewhere }, ({ path }) => ({
        contents: `const from=require('./${place.get(path)}.cjs').modules['${path}']\n${names
          .get(path)
          .map((name) => `export const ${name}=from.${name}`)
          .join('\n')}`,
      }))
      onResolve({ filter: /^\.\/\w+\.cjs$/, namespace: elsewhere }, ({ path }) => ({ path, external: true }))
    },
  }
}
