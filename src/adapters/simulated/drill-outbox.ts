import { extname, join } from 'node:path'
import type { OutboxPort } from '../../core/ports.ts'
import { realDisk } from '../disk/disk.ts'
import { createOutbox, safeName } from '../notices/outbox-files.ts'
import { realAddressHeader } from './exercise-stamp.ts'

/**
 * The outbox of a drill: what is mail also lands in the mailbox of whom it is for, a folder below `mailboxes`, by
 * address, or by the notice's name when the addressee has no mail. What comes in is marked already (`exerciseStamp`).
 */
export function drillOutbox(outbox: OutboxPort, mailboxes: string): OutboxPort {
  return {
    async write(name, content) {
      const path = await outbox.write(name, content)
      if (extname(name) !== '.eml') return path
      const folder = join(mailboxes, safeName(realAddress(content) ?? name.slice(0, -'.eml'.length)))
      realDisk.makeFolder(folder)
      await createOutbox(folder).write(name, content)
      return path
    },
  }
}

function realAddress(mail: string): string | null {
  const [head = ''] = mail.split('\r\n\r\n', 1)
  const prefix = `${realAddressHeader}: `
  const line = head.split('\r\n').find((header) => header.toLowerCase().startsWith(prefix.toLowerCase()))
  return line === undefined ? null : line.slice(prefix.length).trim()
}
