import type { Profile } from '../../core/profile.ts'
import type { Text } from '../../core/text.ts'
import type { Change } from '../../drill/scenario.ts'

/** A change of the world, with the words for it. `cause` names it in the record. */
export interface WorldChange {
  readonly cause: string
  readonly what: Text
  readonly changes: readonly Change[]
}

/**
 * The changes that a command of the profile makes: cut or restore links, detach backups. Several at once when they have
 * the same one.
 */
export function ownCommand({ links, backups }: Profile, argv: readonly string[]): readonly WorldChange[] {
  const isThis = (command: readonly string[] | undefined): boolean =>
    command !== undefined && command.length === argv.length && command.every((argument, at) => argument === argv[at])
  return [
    ...(links ?? []).filter(({ cut }) => isThis(cut)).map(({ id, name }) => linkChange(id, name, 'closed')),
    ...(links ?? []).filter(({ restore }) => isThis(restore)).map(({ id, name }) => linkChange(id, name, 'open')),
    ...(backups ?? []).filter(({ detach }) => isThis(detach)).map(({ id, name }) => detachment(id, name)),
  ]
}

export function linkChange(id: string, name: string, to: 'open' | 'closed'): WorldChange {
  const words = { open: { en: 'open', nl: 'open' }, closed: { en: 'closed', nl: 'dicht' } } as const
  return {
    cause: `link:${id}`,
    what: { en: `the link ${name} is ${words[to].en}`, nl: `de verbinding ${name} is ${words[to].nl}` },
    changes: [{ link: id, to }],
  }
}

export function detachment(id: string, name: string): WorldChange {
  return {
    cause: `backup:${id}`,
    what: { en: `the backup ${name} is detached`, nl: `de back-up ${name} is losgekoppeld` },
    changes: [{ backup: id, to: 'detached' }],
  }
}
