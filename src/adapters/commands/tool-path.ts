import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'

/** Whether a program is there; `not-executable`: its file is, and this user may not run it (`chmod +x`). */
export type ToolState = 'there' | 'not-executable' | 'missing'

/** Looks for the program that a command names: a path from `folder`, or a name on the PATH. Nothing is run. */
export function toolState(command: string, folder: string, path: string): ToolState {
  if (command.includes('/')) return stateOf(resolve(folder, command))
  const states = path.split(delimiter).flatMap((place) => (place === '' ? [] : [stateOf(join(place, command))]))
  return states.includes('there') ? 'there' : states.includes('not-executable') ? 'not-executable' : 'missing'
}

function stateOf(file: string): ToolState {
  try {
    if (!statSync(file).isFile()) return 'missing'
  } catch {
    return 'missing'
  }
  try {
    accessSync(file, constants.X_OK)
    return 'there'
  } catch {
    return 'not-executable'
  }
}
