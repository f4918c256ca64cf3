import { Fault } from '../core/fault.ts'

/** The same error with how to go on with a drill, where it says how to go on with an incident. */
export function withWayBack(error: unknown, command: 'resume' | 'control', name: string): unknown {
  if (!(error instanceof Fault) || !['interrupted', 'terminal.closed'].includes(error.code)) return error
  const again = `cyber-respond drill ${command} ${name}`
  return new Fault({
    ...{ code: error.code, exit: error.exit, message: error.text, cause: error },
    hint: { en: `go on with ${again}`, nl: `ga verder met ${again}` },
  })
}
