import { writeFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { codeFile, scripts } from './cyber-respond.js'

/** Keeps the code that V8 makes of what is loaded and used during `use` (see cyber-respond.js). */
export async function keepCode(use) {
  // V8 throws away the code of functions that were not called for a while.
  setFlagsFromString('--no-flush-bytecode')
  await use()
  // V8 takes code only from the flags that it runs with.
  setFlagsFromString('--flush-bytecode')
  for (const [filename, script] of scripts) {
    const code = script.createCachedData()
    writeFileSync(codeFile(filename), Buffer.concat([code, code]))
  }
}
