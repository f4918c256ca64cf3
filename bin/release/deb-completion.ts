import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

/** The program where the package puts it. */
const installed = '/usr/bin/cyber-respond'

/**
 * The completion file of a shell, as the program in `root` prints it, for the package. Where it names the program that printed
 * it, for whoever has it on no PATH, the installed one stands. Throws where a folder of this machine would be left in it.
 */
export function installedCompletion(root: string, shell: 'bash' | 'zsh' | 'fish'): string {
  const program = join(root, 'bin/cyber-respond.js')
  const text = execFileSync(process.execPath, [program, 'completion', shell], { encoding: 'utf8' })
  const moved = text.replaceAll(`'${process.execPath}' '${program}'`, `'${installed}'`)
  if (moved === text || moved.includes(root)) throw new Error(`the completion of ${shell} names this machine's ${root}`)
  return moved
}
