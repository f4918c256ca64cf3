import { version } from './version.ts'

// The question that scripts ask most is answered before anything else is loaded.
const [only, ...rest] = process.argv.slice(2)
if (rest.length === 0 && (only === '--version' || only === '-V')) {
  process.stdout.write(`${version}\n`)
} else {
  import('./program.ts')
    .then(({ runCli }) => runCli(process.argv.slice(2), process))
    .then((code) => {
      process.exitCode = code
    })
}
