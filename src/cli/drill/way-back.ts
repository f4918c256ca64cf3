import { Fault, isFault } from '../../core/fault.ts'
import type { Lang } from '../../core/text.ts'

/** The same error with how to go on with a drill, where it says how to go on with an incident. */
export function withWayBack(error: unknown, command: 'resume' | 'control', name: string): unknown {
  if (!isFault(error, 'interrupted', 'terminal.closed')) return error
  const again = `cyber-respond drill ${command} ${name}`
  const said = (lang: Lang): string | undefined =>
    command === 'resume' ? error.hint?.[lang].replace('cyber-respond resume', again) : undefined
  return new Fault({
    ...{ code: error.code, exit: error.exit, message: error.text, cause: error },
    hint: { en: said('en') ?? `go on with ${again}`, nl: said('nl') ?? `ga verder met ${again}` },
  })
}
