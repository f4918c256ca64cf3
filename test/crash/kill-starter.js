// Loaded with --import into the small process that starts commands. Kills it at the point that its address names
// (kill-starter.js?at=begins): `start` before it says a word, `begins` and `ended` before it says that, `begun` and `told`
// after it, `started` when the command was started.
import child from 'node:child_process'
import { syncBuiltinESMExports } from 'node:module'

const at = new URL(import.meta.url).searchParams.get('at')
const die = () => process.kill(process.pid, 'SIGKILL')
if (at === 'start') die()

const { spawn } = child
child.spawn = (...given) => {
  const started = spawn(...given)
  if (at === 'started') die()
  return started
}
syncBuiltinESMExports()

const before = { begins: 'begins', ended: 'ended' }[at]
const after = { begun: 'begins', told: 'ended' }[at]
const write = process.stdout.write
process.stdout.write = (text, ...rest) => {
  if (text.startsWith(`{"${before}"`)) die()
  const written = write.call(process.stdout, text, ...rest)
  if (text.startsWith(`{"${after}"`)) die()
  return written
}
