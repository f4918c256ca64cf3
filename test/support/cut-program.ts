// Runs inside a network namespace: what the checks see before and after somebody else's cut, as one line of JSON each time.
import { createInterface } from 'node:readline'
import { createChecks } from '../../src/adapters/checks/check.ts'
import { monotonicClock } from '../../src/adapters/clock/monotonic-clock.ts'
import { runKept } from '../../src/adapters/commands/kept-command.ts'
import { expressions } from '../../src/runbook/template.ts'

const [address = ''] = process.argv.slice(2)
const checks = createChecks({ cwd: '/', expressions, clock: monotonicClock, runKept })
const context = { scope: {}, signal: new AbortController().signal, progress: () => {} }
const spec = { probe: { kind: 'tcp', address }, expect: 'closed' } as const
const tell = (found: unknown) => process.stdout.write(`${JSON.stringify(found)}\n`)

const look = await checks.before?.(spec, context)
if (look === undefined) throw new Error('these checks can look before')
look.actBegins()
tell(look.before)
// A line on standard input: the act is done.
for await (const _line of createInterface({ input: process.stdin })) break
const { verdict, seen } = await checks.check({ ...spec, within: '10s', every: '1s' }, context)
tell({ verdict, seen, before: await look.after(context.signal) })
look.release()
process.exit()
