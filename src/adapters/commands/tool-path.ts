import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'

/** Whether a command names a program that is there: a path from `folder`, or a name on the PATH. Nothing is run. */
export function toolExists(command: string, folder: string, path: string): boolean {
  if (command.includes('/')) return isProgram(resolve(folder, command))
  return path.split(delimiter).some((place) => place !== '' && isProgram(join(place, command)))
}

function isProgram(file: string): boolean {
  try {
    if (!statSync(file).isFile()) return false
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
