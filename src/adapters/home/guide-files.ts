import { type Lang, pick, type Text } from '../../core/text.ts'
import { ownFiles } from '../program/this-program.ts'

const folder = 'runbooks/guides'

/** A guide that ships with the program: `title` is its first line, `about` says in one more whom it is for or what it says. */
export interface Guide {
  readonly id: string
  readonly title: Text
  readonly about: Text
}

/** The guides beside the shipped runbooks, by name. Throws the system's errors when they are not there. */
export function readGuides(): readonly Guide[] {
  const names = ownFiles.namesIn(folder)
  const ids = names.flatMap((name) => /^([a-z0-9-]+)\.en\.md$/.exec(name)?.[1] ?? []).sort()
  return ids.map((id) => {
    const [en, nl] = [headOf(guideText(id, 'en'), id), headOf(guideText(id, 'nl'), id)]
    return { id, title: { en: en.title, nl: nl.title }, about: { en: en.about, nl: nl.about } }
  })
}

/** The text of a guide, Markdown. */
export function guideText(id: string, lang: Lang): string {
  return ownFiles.read(`${folder}/${id}.${pick({ en: 'en', nl: 'nl' }, lang)}.md`).toString('utf8')
}

/** What stands behind the link to the other language, or else the first sentence. */
function headOf(text: string, id: string): { readonly title: string; readonly about: string } {
  const [, title = id, rest = ''] = /^# ([^\n]+)\n(.*)$/s.exec(text) ?? []
  const [, behind = '', body = rest] = /^\s*\*\[[^\]]*\]\([^)]*\)\*([^\n]*(?:\n[^\n]+)*)\n(.*)$/s.exec(rest) ?? []
  const said = (behind.replace(/^[\s·]+/, '') || body).trim().replaceAll(/\s+/g, ' ').replaceAll('`', '')
  return { title, about: /^.*?[.:](?= |$)/.exec(said)?.[0]?.replace(/[.:]$/, '') ?? said }
}
