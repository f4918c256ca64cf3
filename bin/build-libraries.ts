// Puts the libraries that a minimal Linux may lack beside the executable, in executable/lib: for this machine's processor, or for the
// one that is named (x64, arm64). start.sh uses each only where the laptop has none. Needs apt and a network.
//
//     npm run build:libraries [-- arm64]
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeNoticesBeside } from './release/library-notices.ts'
import { debianNames, fetchRuntimeLibraries, type Processor } from './release/runtime-libraries.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const [processor = process.arch] = process.argv.slice(2)
if (!(processor in debianNames)) {
  const known = Object.keys(debianNames).join(' and ')
  process.stderr.write(`build:libraries: there are none for ${processor}, only for ${known}\n`)
  process.exit(1)
}
const libraries = fetchRuntimeLibraries(join(root, 'executable/lib', processor), processor as Processor)
writeNoticesBeside(root)
process.stdout.write(`${processor}: ${libraries.length} libraries\n`)
