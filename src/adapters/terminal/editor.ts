import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Lets a person write a text in the editor that VISUAL or EDITOR names, as a file of her own (0600) that is gone afterwards.
 * Gives the text as it was when the editor does not end well. null: no editor is named.
 */
export function createEditor(env: {
  readonly VISUAL?: string | undefined
  readonly EDITOR?: string | undefined
}): ((text: string) => Promise<string>) | null {
  const command = env.VISUAL?.trim() || env.EDITOR?.trim() || ''
  if (command === '') return null
  return async (text) => {
    const folder = mkdtempSync(join(tmpdir(), 'cyber-respond-answer-'))
    const file = join(folder, 'answer.txt')
    try {
      writeFileSync(file, text === '' ? '' : `${text}\n`, { mode: 0o600 })
      return (await edited(command, file)) ? readFileSync(file, 'utf8') : text
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

/** Editors are named with their options (`code --wait`), as a shell takes them. */
function edited(command: string, file: string): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn('sh', ['-c', `${command} "$1"`, 'sh', file], { stdio: 'inherit' })
    child.on('error', () => resolve(false))
    child.on('exit', (code) => resolve(code === 0))
  })
}
