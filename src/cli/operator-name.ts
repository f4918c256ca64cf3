import type { Host } from './host.ts'

/** Who writes when a command is given outside a session. */
export function operatorName(host: Host): string {
  return host.operator ?? host.process.env.USER ?? 'operator'
}
