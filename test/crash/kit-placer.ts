// Places what a kit kept closed in a home: `kit-placer.ts <home> <folder in memory, or nothing>`
import { placeSecrets } from '../../src/adapters/kit/kit-home.ts'

const [home = '', runtime = ''] = process.argv.slice(2)
const files = ['keys/log.key', 'config.yaml', 'keys/kit.key'].map((path) => ({
  path,
  bytes: Buffer.from(`SECRET ${path}`),
}))
placeSecrets(home, files, runtime === '' ? null : runtime)
