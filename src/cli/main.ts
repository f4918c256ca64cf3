import { mindWorkingFolder } from '../adapters/disk/working-folder.ts'
import { damagedFiles } from '../adapters/program/program-files.ts'
import { startWords } from '../adapters/program/start-words.ts'
import { mayBeScreen, print } from '../adapters/terminal/print.ts'
import { version } from './wiring/version.ts'

const argv = process.argv.slice(2)

/** The question that scripts ask most is answered before anything else is loaded. False: it was another one. */
function tellVersion(): boolean {
  const [only, ...rest] = argv
  if (rest.length > 0 || (only !== '--version' && only !== '-V')) return false
  try {
    print('stdout', `${version}\n`)
    return true
  } catch {
    return false
  }
}

/** The machine as it is. Streams are made when somebody asks for them: each takes its time. */
const machine = {
  env: process.env,
  get stdin() {
    return process.stdin
  },
  get stdout() {
    return process.stdout
  },
  get stderr() {
    return process.stderr
  },
  print,
  mayBeScreen,
  cwd: () => process.cwd(),
  startWords: () => startWords(process),
}

/** What a shell asks while somebody types gets no more of the program than that needs. False: it was another question. */
function complete(): boolean {
  const [first, ...rest] = argv
  if (first !== 'complete') return false
  import('./complete/answer.ts')
    .then(({ completion }) => completion(rest, process.env, () => process.cwd()))
    .then((answer) => print('stdout', answer))
    .catch(() => {})
  return true
}

if (!tellVersion() && !complete()) {
  mindWorkingFolder()
  import('./program.ts')
    .then(({ runCli }) => runCli(argv, machine))
    .then((code) => {
      process.exitCode = code
    })
    .catch((error) => {
      // The program never throws: what fails here could not even be loaded.
      const [damaged] = damagedFiles()
      if (damaged === undefined) throw error
      const what = `cyber-respond: error: this program is damaged (${damaged})\n`
      print('stderr', `${what}cyber-respond: hint: install or copy it anew (from its sources: npm ci, npm run build)\n`)
      process.exitCode = 70
    })
}
