import { basename } from 'node:path'
import { ownCommand } from '../../adapters/program/own-command.ts'
import { exit } from '../../core/exit-codes.ts'
import type { Host } from '../wiring/host.ts'
import { bashScript, fishScript, zshScript } from './scripts.ts'

const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript } as const

/**
 * Prints the script of a shell. It asks the program that stands on the line that is typed; where the shell finds none of that name
 * (an alias, a stick), the one that was given, or that printed the script.
 */
export async function printCompletion(
  host: Host,
  shell: keyof typeof scripts,
  { program }: { readonly program?: string },
): Promise<number> {
  const command = program === undefined ? ownCommand() : [program]
  const called = basename(command.at(-1) ?? '')
  const names = [...new Set(['cyber-respond', ...(/^cyber-respond[\w.-]*$/.test(called) ? [called] : [])])]
  host.stdout(scripts[shell](names, command))
  return exit.done
}
