// Writes what a terminal is sent as a cast (asciicast 2): the bytes come on stdin, the file and the size are arguments.
// Run under `faketime` like the program itself, the times in the cast are those of the program's clock.
import { openSync, writeSync } from 'node:fs'

const [file = '', columns = '80', rows = '24', title = ''] = process.argv.slice(2)
const out = openSync(file, 'w')
const began = Date.now()
const header = { version: 2, width: Number(columns), height: Number(rows), timestamp: Math.floor(began / 1000), title }
writeSync(out, `${JSON.stringify(header)}\n`)
const text = new TextDecoder()
process.stdin.on('data', (bytes: Buffer) => {
  const shown = text.decode(bytes, { stream: true })
  if (shown !== '') writeSync(out, `${JSON.stringify([(Date.now() - began) / 1000, 'o', shown])}\n`)
})
