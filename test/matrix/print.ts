// Prints what was done to a sealed record, and what verify said: `npm run test:matrix`.
import { matrix } from './matrix.ts'

process.stdout.write(`${await matrix()}\n`)
