import { basename, dirname, resolve } from 'node:path'
import {
  nothingFound,
  readRunbookFile,
  readRunbookFiles,
  runbookFolder,
  yamlName,
} from '../../adapters/home/runbook-files.ts'
import { type KnownNames, namesIn } from '../../core/condition-words.ts'
import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { harmless, harmlessJson } from '../../core/harmless.ts'
import type { Plan, Runbook, Step } from '../../core/model.ts'
import { pick, type Text } from '../../core/text.ts'
import { invalid } from '../../runbook/decode.ts'
import { didYouMean, quoted } from '../../runbook/finding.ts'
import { type Files, type Linted, lint, runbookFiles } from '../../runbook/lint.ts'
import { type InPlan, renderPaper, renderStepPaper } from '../../ui/runbook-paper.ts'
import { hang, pad } from '../../ui/wrap.ts'
import type { Host } from '../wiring/host.ts'
import { tellWarnings } from '../wiring/lint-result.ts'

/** The part of the host that these commands need. */
export type RunbookHost = Pick<
  Host,
  'stdout' | 'stderr' | 'lang' | 'json' | 'columns' | 'messageColumns' | 'runbooks'
> & {
  readonly process: Pick<Host['process'], 'cwd'>
}

/** Lists the plans and runbooks. Ends with exit code 3 when one of the files is invalid. */
export async function listRunbooks(host: RunbookHost): Promise<number> {
  const files = await folderFiles(host.runbooks)
  if (files.size === 0) throw noRunbooks(host.runbooks)
  const found = lint(files)
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
    const t = (text: Text): string => pick(text, lang)
    const rows = [
      t({ en: 'Plans', nl: 'Plannen' }),
      ...plans.map((plan) => row(plan.id, plan.title, plan.runbooks.join(', '), host)),
      '',
      t({ en: 'Runbooks', nl: 'Draaiboeken' }),
      ...runbooks.map((it) =>
        row(it.id, it.title, `${it.codes.join('-')}, ${it.steps} ${t({ en: 'steps', nl: 'stappen' })}`, host),
      ),
    ]
    host.stdout(`${rows.join('\n')}\n`)
  }
  throwErrors(found)
  return exit.done
}

/** As wide as it comes where nobody looks. */
function row(id: string, title: string, rest: string, { messageColumns }: Pick<Host, 'messageColumns'>): string {
  const first = `  ${pad(id, 16)} ${pad(harmless(title), 37)} `
  return messageColumns === null ? first + rest : hang(first, rest, messageColumns)
}

/** Prints a runbook, every runbook of a plan, or one step by its code or its id, as a paper copy. */
export async function showRunbook(host: RunbookHost, id: string): Promise<number> {
  const found = lint(await folderFiles(host.runbooks))
  const step = stepNamed(found, id)
  if (step !== null) return showStep(host, found, step)
  const ids = found.plans.find(({ value }) => value.id === id)?.value.runbooks.map((entry) => entry.runbook) ?? [id]
  const runbooks = ids.flatMap((wanted) => found.runbooks.map((file) => file.value).filter((it) => it.id === wanted))
  if (runbooks.length < ids.length) {
    throwErrors(found)
    throw unknown(id, found)
  }
  const obligations = found.obligations?.value ?? null
  const { lang, columns } = host
  if (host.json) host.stdout(`${harmlessJson({ runbooks })}\n`)
  else {
    const names = namesOf(found)
    const texts = found.plans.find(({ value }) => value.id === id)?.value.texts ?? {}
    const copies = runbooks.map((runbook) => renderPaper({ runbook, obligations, names, texts, lang, columns }))
    host.stdout(copies.join('\n'))
  }
  return exit.done
}

/** The questions and steps of every runbook in the folder. */
function namesOf({ runbooks, obligations }: Linted): KnownNames {
  return namesIn(
    runbooks.map(({ value }) => value),
    obligations?.value.obligations ?? [],
  )
}

interface Named {
  readonly runbook: Runbook
  readonly step: Step
}

function stepNamed({ runbooks }: Linted, name: string): Named | null {
  for (const { value: runbook } of runbooks) {
    const step = runbook.steps.find(({ code, id }) => code === name.toUpperCase() || `${runbook.id}/${id}` === name)
    if (step !== undefined) return { runbook, step }
  }
  return null
}

function showStep(host: RunbookHost, found: Linted, { runbook, step }: Named): number {
  const plans = found.plans.flatMap(({ value }) => inPlan(value, found, { runbook, step }))
  const { lang, columns } = host
  if (host.json) {
    const where = plans.map(({ plan, ...place }) => ({ plan: plan.id, ...place }))
    host.stdout(`${harmlessJson({ runbook: runbook.id, step, plans: where })}\n`)
    return exit.done
  }
  const obligations = found.obligations?.value ?? null
  host.stdout(renderStepPaper({ runbook, obligations, names: namesOf(found), lang, columns }, step, plans))
  return exit.done
}

function inPlan(plan: Plan, { runbooks }: Linted, { runbook, step }: Named): readonly InPlan[] {
  const parts = plan.runbooks.flatMap((entry) => runbooks.find(({ value }) => value.id === entry.runbook)?.value ?? [])
  const steps = parts.flatMap((part) => part.steps)
  const place = parts.indexOf(runbook)
  if (place < 0) return []
  return [{ plan, runbook: [place + 1, parts.length], step: [steps.indexOf(step) + 1, steps.length] }]
}

/**
 * Checks files (none: all of the folder) by themselves and together. A plan brings the other files of its folder.
 * Errors end with exit code 3; warnings alone don't.
 */
export async function lintRunbooks(host: RunbookHost, paths: readonly string[]): Promise<number> {
  const files = paths.length === 0 ? await folderFiles(host.runbooks) : await named(host, paths)
  if (files.size === 0) throw noRunbooks(host.runbooks)
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
    if (!yamlName(path).endsWith('.plan.yaml')) continue
    const prefix = path.slice(0, path.length - basename(path).length)
    for (const [name, bytes] of await folderFiles(dirname(full))) {
      if (!name.endsWith('.plan.yaml')) files.set(prefix + name, bytes)
    }
  }
  return files
}

function noRunbooks(folder: string | null): Fault {
  return nothingFound(folder ?? runbookFolder(), { en: 'plan and no runbook', nl: 'plan en geen draaiboek' })
}

function throwErrors({ diagnostics }: Linted): void {
  const errors = diagnostics.filter((item) => item.severity === 'error')
  if (errors.length > 0) throw invalid('', errors)
}

function unknown(id: string, { plans, runbooks }: Linted): Fault {
  const ids = [...plans, ...runbooks].map((file) => file.value.id)
  const steps = runbooks.flatMap(({ value }) => value.steps.flatMap((one) => [one.code, `${value.id}/${one.id}`]))
  return new Fault({
    code: 'runbook.unknown',
    exit: exit.usage,
    message: {
      en: `there is no runbook, plan or step ${quoted(id)}`,
      nl: `er is geen draaiboek, plan of stap ${quoted(id)}`,
    },
    hint: {
      en: `known: ${ids.join(', ')}, and each step by its code`,
      nl: `bekend: ${ids.join(', ')}, en elke stap met zijn code`,
    },
    ...didYouMean(id, [...ids, ...steps]),
  })
}
