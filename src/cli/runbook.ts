import { basename, dirname, resolve } from 'node:path'
import { readRunbookFile, readRunbookFiles } from '../adapters/runbook-files.ts'
import { exit, Fault } from '../core/fault.ts'
import { harmless, harmlessJson } from '../core/harmless.ts'
import { pick } from '../core/text.ts'
import { invalid } from '../runbook/decode.ts'
import { didYouMean, quoted } from '../runbook/finding.ts'
import { type Files, type Linted, lint, runbookFiles } from '../runbook/lint.ts'
import { renderPaper } from '../ui/runbook-paper.ts'
import type { Host } from './host.ts'
import { tellWarnings } from './lint-result.ts'

/** What these commands need of the host. */
export type RunbookHost = Pick<Host, 'stdout' | 'stderr' | 'lang' | 'json' | 'columns' | 'runbooks'> & {
  readonly process: Pick<Host['process'], 'cwd'>
}

/** Lists the plans and runbooks. Ends with exit code 3 when one of the files is invalid. */
export async function listRunbooks(host: RunbookHost): Promise<number> {
  const found = lint(await folderFiles(host.runbooks))
  const { lang } = host
  const plans = found.plans.map(({ value }) => ({
    id: value.id,
    title: pick(value.title, lang),
    runbooks: value.runbooks.map((entry) => entry.runbook),
  }))
  const runbooks = found.runbooks.map(({ value: { id, title, steps } }) => ({
    id,
    title: pick(title, lang),
    steps: steps.length,
    codes: [steps[0]?.code, steps.at(-1)?.code],
  }))
  if (host.json) host.stdout(`${harmlessJson({ plans, runbooks })}\n`)
  else {
    const words = lang === 'nl' ? ['Plannen', 'Draaiboeken', 'stappen'] : ['Plans', 'Runbooks', 'steps']
    const rows = [
      words[0],
      ...plans.map((plan) => row(plan.id, plan.title, plan.runbooks.join(', '))),
      '',
      words[1],
      ...runbooks.map((it) => row(it.id, it.title, `${it.codes.join('-')}, ${it.steps} ${words[2]}`)),
    ]
    host.stdout(`${rows.join('\n')}\n`)
  }
  throwErrors(found)
  return exit.done
}

function row(id: string, title: string, rest: string): string {
  return `  ${id.padEnd(14)} ${harmless(title).padEnd(28)} ${rest}`
}

/** Prints a runbook, or every runbook of a plan, as a paper copy. */
export async function showRunbook(host: RunbookHost, id: string): Promise<number> {
  const found = lint(await folderFiles(host.runbooks))
  const ids = found.plans.find(({ value }) => value.id === id)?.value.runbooks.map((entry) => entry.runbook) ?? [id]
  const runbooks = ids.flatMap((wanted) => found.runbooks.map((file) => file.value).filter((it) => it.id === wanted))
  if (runbooks.length < ids.length) {
    throwErrors(found)
    throw unknown(id, found)
  }
  const obligations = found.obligations?.value ?? null
  const { lang, columns } = host
  if (host.json) host.stdout(`${harmlessJson({ runbooks })}\n`)
  else host.stdout(runbooks.map((runbook) => renderPaper({ runbook, obligations, lang, columns })).join('\n'))
  return exit.done
}

/**
 * Checks files (none: all of the folder) by themselves and together. A plan brings the other files of its folder.
 * Errors end with exit code 3; warnings alone don't.
 */
export async function lintRunbooks(host: RunbookHost, paths: readonly string[]): Promise<number> {
  const files = paths.length === 0 ? await folderFiles(host.runbooks) : await named(host, paths)
  const { diagnostics } = lint(files)
  if (diagnostics.some((item) => item.severity === 'error')) throw invalid('', diagnostics)
  tellWarnings(host, files.size, diagnostics)
  return exit.done
}

async function folderFiles(folder: string | null): Promise<Files> {
  return runbookFiles(await readRunbookFiles(folder))
}

async function named(host: RunbookHost, paths: readonly string[]): Promise<Files> {
  const files = new Map<string, string | Uint8Array>()
  for (const path of paths) {
    const full = resolve(host.process.cwd(), path)
    files.set(path, await readRunbookFile(full))
    if (!path.endsWith('.plan.yaml')) continue
    const prefix = path.slice(0, path.length - basename(path).length)
    for (const [name, bytes] of await folderFiles(dirname(full))) {
      if (!name.endsWith('.plan.yaml')) files.set(prefix + name, bytes)
    }
  }
  return files
}

function throwErrors({ diagnostics }: Linted): void {
  const errors = diagnostics.filter((item) => item.severity === 'error')
  if (errors.length > 0) throw invalid('', errors)
}

function unknown(id: string, { plans, runbooks }: Linted): Fault {
  const ids = [...plans, ...runbooks].map((file) => file.value.id)
  return new Fault({
    code: 'runbook.unknown',
    exit: exit.usage,
    message: { en: `there is no runbook ${quoted(id)}`, nl: `er is geen draaiboek ${quoted(id)}` },
    hint: { en: `known: ${ids.join(', ')}`, nl: `bekend: ${ids.join(', ')}` },
    ...didYouMean(id, ids),
  })
}
