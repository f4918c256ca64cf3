// The beginning of the one executable: loads what is in it as cyber-respond.js loads what is beside it, and looks first whether
// it is as the build made it. It is bundled into the executable, and nothing else starts it.
import { assetFiles, DamagedAsset, readAsset } from '../src/adapters/program/asset-files.ts'
import { loadAddon } from '../src/adapters/program/load-addon.ts'
import { keepLibrariesOut } from '../src/adapters/program/own-libraries.ts'
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
    return id.endsWith('.node') ? loadAddon(id) : process.getBuiltinModule(id)
  },
}

try {
  keepLibrariesOut(process.env)
  const [damaged] = assetFiles(process.execPath).damaged(null)
  if (damaged !== undefined) throw new DamagedAsset(damaged)
  start(createLoader(files))
} catch (error) {
  if (!(error instanceof DamagedAsset)) throw error
  const { LC_ALL, LC_MESSAGES, LANG } = process.env
  process.stderr.write(
    (LC_ALL || LC_MESSAGES || LANG || '').startsWith('nl')
      ? `cyber-respond: fout: dit programma is beschadigd (${error.message})\n` +
          'cyber-respond: tip: neem een andere kopie, van een andere stick; wat in logboeken staat, is veilig\n'
      : `cyber-respond: error: this program is damaged (${error.message})\n` +
          'cyber-respond: hint: take another copy, from another stick; what is in records is safe\n',
  )
  process.exitCode = 70
}
