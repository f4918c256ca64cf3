import type { Action, CheckSpec, Proof, Step } from '../core/model.ts'
import type { Text } from '../core/text.ts'
import { seen, seenByContradictions, seenByShows } from './known-names.ts'
import type { Path } from './tree.ts'

/** A place in a file that holds CEL: an expression, or a text with templates. `names` are seen besides the roots. */
export interface Site {
  readonly path: Path
  readonly kind: 'cel' | 'template'
  readonly source: string
  readonly names: readonly string[]
}

/** Every expression and template of a step, by its path in the step. */
export function expressionSites(step: Step): readonly Site[] {
  const names = step.each === undefined ? [] : [step.each.as]
  const cel = (path: Path, source: string | undefined, more: readonly string[] = []): Site[] =>
    source === undefined ? [] : [{ path, kind: 'cel', source, names: [...names, ...more] }]
  const template = (path: Path, source: string | undefined): Site[] =>
    source === undefined ? [] : [{ path, kind: 'template', source, names }]
  const text = (path: Path, value: Text | undefined): Site[] =>
    Object.entries(value ?? {}).flatMap(([lang, source]) => template([...path, lang], source))
  const list = (path: Path, sources: readonly string[]): Site[] =>
    sources.flatMap((source, index) => template([...path, index], source))

  const check = (path: Path, { probe, expect, ...times }: CheckSpec): Site[] => [
    ...(probe.kind === 'tcp' ? template([...path, 'tcp'], probe.address) : []),
    ...(probe.kind === 'http' ? template([...path, 'http'], probe.url) : []),
    ...(probe.kind === 'file' ? template([...path, 'file'], probe.path) : []),
    ...(probe.kind === 'command' ? list([...path, 'command'], probe.command) : []),
    ...(probe.kind === 'command' ? template([...path, 'timeout'], probe.timeout) : []),
    ...(probe.kind === 'tcp' || expect === 'ok' ? [] : cel([...path, 'expect'], expect, seen[probe.kind])),
    ...(['for', 'every', 'within'] as const).flatMap((key) => template([...path, key], times[key])),
  ]
  const action = (it: Action): Site[] => {
    if (it.kind === 'check') return check(['check'], it.check)
    if (it.kind === 'evidence') return text(['evidence'], it.items)
    if (it.kind === 'call') {
      const { who, phone, say } = it.call
      return [...template(['call', 'who'], who), ...template(['call', 'phone'], phone), ...text(['call', 'say'], say)]
    }
    if (it.kind !== 'run') return []
    const { command, env = {}, stdin, timeout } = it.run
    return [
      ...list(['run', 'command'], command),
      ...Object.entries(env).flatMap(([name, source]) => template(['run', 'env', name], source)),
      ...template(['run', 'stdin'], stdin),
      ...template(['run', 'timeout'], timeout),
    ]
  }
  const proof = (it: Proof | undefined): Site[] => {
    if (it === undefined) return []
    return it.kind === 'check' ? check(['proof', 'check'], it.check) : text(['proof', it.kind], it.title)
  }

  return [
    ...text(['title'], step.title),
    ...text(['text'], step.text),
    ...text(['done_when'], step.doneWhen),
    ...cel(['when'], step.when),
    ...(step.each === undefined
      ? []
      : [{ path: ['each', step.each.as], kind: 'cel' as const, source: step.each.in, names: [] }]),
    ...template(['retry', 'every'], step.retry?.every),
    ...action(step.action),
    ...proof(step.proof),
    ...(step.shows ?? []).flatMap(({ value }, index) => cel(['shows', index, 'value'], value, seenByShows)),
    ...(step.contradicted ?? []).flatMap(({ when, say }, index) =>
      [...cel(['contradicted', index, 'when'], when), ...text(['contradicted', index, 'say'], say)].map((site) => ({
        ...site,
        names: [...site.names, ...seenByContradictions],
      })),
    ),
  ]
}
