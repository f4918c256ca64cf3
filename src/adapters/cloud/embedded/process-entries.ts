import { fileURLToPath } from 'node:url'
import type { EmbeddedService } from '../../../cloud/embedded-services.ts'

/** The file that `node` starts for a process of the emergency cloud. */
export type ProcessEntry = (process: EmbeddedService | 'supervisor') => string

const sources: Readonly<Record<EmbeddedService | 'supervisor', string>> = {
  supervisor: './supervisor-main.ts',
  'status-page': '../../../services/status-page/main.ts',
  'counter-desk': '../../../services/counter-desk/main.ts',
}

/** Among the sources the entries stand where they are written; in a bundle they stand beside it, as `<name>.js`. */
export const processEntry: ProcessEntry = (name) => {
  const own = import.meta.url
  return fileURLToPath(new URL(own.endsWith('.ts') ? sources[name] : `./${name}.js`, own))
}
