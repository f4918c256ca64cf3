// The beginning of the one executable: loads what is in it as cyber-respond.js loads what is beside it, and looks first whether
// it is as the build made it. It is bundled into the executable, and nothing else starts it.
import { assetFiles, readAsset } from '../src/adapters/program/asset-files.ts'
import { damagedProgram } from '../src/adapters/program/damaged-program.ts'
import { loadAddon } from '../src/adapters/program/load-addon.ts'
import { keepLibrariesOut } from '../src/adapters/program/own-libraries.ts'
import { Fault } from '../src/core/fault.ts'
import { pick } from '../src/core/text.ts'
import { codeFile, createLoader, start } from './cyber-respond.js'

const files = {
  path: `${process.execPath}/dist/`,
  source: (name) => readAsset(`dist/${name}`).latin1Slice(),
  code: (name) => {
    try {
      return readAsset(codeFile(`dist/${name}`))
    } catch (error) {
      // Not every file has code for every use, and that for another processor is none at all.
      if (error.code === 'ENOENT') return undefined
      throw error
    }
  },
  outside: (id) => {
    if (id.endsWith('.json')) return JSON.parse(readAsset(`dist/${id.slice(2)}`).toString('utf8'))
    const found = id.endsWith('.node') ? loadAddon(id) : process.getBuiltinModule(id)
    if (found === undefined) throw damagedProgram([id])
    return found
  },
}

/** Nothing else may be there to tell it with. */
function tell({ message, hint, exit }) {
  const { CYBER_RESPOND_LANG, LC_ALL, LC_MESSAGES, LANG } = process.env
  const isDutch = (CYBER_RESPOND_LANG ?? LC_ALL ?? LC_MESSAGES ?? LANG ?? '').startsWith('nl')
  const [lang, error, tip] = isDutch ? ['nl', 'fout', 'tip'] : ['en', 'error', 'hint']
  process.stderr.write(`cyber-respond: ${error}: ${pick(message, lang)}\ncyber-respond: ${tip}: ${pick(hint, lang)}\n`)
  process.exitCode = exit
}

try {
  keepLibrariesOut(process.env)
  const damaged = assetFiles(process.execPath).damaged(null)
  if (damaged.length > 0) throw damagedProgram(damaged)
  start(createLoader(files))
} catch (error) {
  if (!(error instanceof Fault)) throw error
  tell(error)
}
