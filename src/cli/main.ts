import { print } from '../adapters/print.ts'
import { mindWorkingFolder } from '../adapters/working-folder.ts'
import { version } from './version.ts'

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
  cwd: () => process.cwd(),
}

if (!tellVersion()) {
  mindWorkingFolder()
  import('./program.ts')
    .then(({ runCli }) => runCli(argv, machine))
    .then((code) => {
      process.exitCode = code
    })
}
