import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Draft } from '../../src/core/event.ts'

const actor = 'An Peeters'
const links = 500
const files: Readonly<Record<string, string>> = {
  'links.plan.yaml': 'format: cyber-respond/plan@1\nid: links\ntitle: Links\nrunbooks: [cut]\n',
  'cut.yaml': `format: cyber-respond/runbook@1
id: cut
title: Cut
steps:
  - { id: look, code: C1, title: Look, done_when: It was seen, role: lead, confirm: true }
  - id: link
    code: C2
    title: "Cut {{ link.name }}"
    done_when: It is cut
    role: network
    each: { link: profile.links, ask: Which links? }
    run: { command: [cut, "{{ link.id }}"] }
`,
  'obligations.yaml': 'format: cyber-respond/obligations@1\nchannels: []\nobligations: []\n',
}

/** The first line of a record of five hundred links that can't be cut. Writes what it pins into the record's folder. */
export function linksOpened(folder: string, incident: string): Draft {
  mkdirSync(join(folder, 'pinned'), { recursive: true })
  const pinned = Object.entries(files).map(([name, text]) => {
    writeFileSync(join(folder, 'pinned', name), text)
    return { name, sha256: createHash('sha256').update(text).digest('hex'), size: Buffer.byteLength(text) }
  })
  const municipality = { nis: '12040', name: 'Willebroek', province: 'Antwerpen', policeZone: 'PZ Rivierenland' }
  const opened = {
    incident,
    municipality,
    plan: 'links',
    version: '0.1.0',
    nis2: 'voluntary',
    base: '/',
    pinned,
  } as const
  return { type: 'incident.opened', actor, data: opened }
}

/** Gives the lines behind it, from 0 on: each link is tried again and again. About 385 bytes a line. */
export function linkDrafts(): (index: number) => Draft {
  const items = Array.from({ length: links }, (_, index) => ({ id: `link-${index}`, name: `Link ${index}` }))
  const beginning: readonly Draft[] = [
    { type: 'session.started', actor, data: { version: '0.1.0', mode: 'unattended' } },
    { type: 'step.outcome', actor, step: 'cut/look', data: { result: 'done', summary: 'seen' } },
    { type: 'step.expanded', actor, step: 'cut/link', data: { source: 'profile.links', items } },
  ]
  return (index) => {
    const act = index - beginning.length
    return beginning[index] ?? tried(act % 2, `link-${Math.floor(act / 2) % links}`, 1 + Math.floor(act / (2 * links)))
  }
}

function tried(part: number, id: string, attempt: number): Draft {
  const step = `cut/link[${id}]`
  if (part === 0) return { type: 'step.intent', actor, step, data: { attempt, what: `runs cut ${id}` } }
  const detail = { end: 'exited', exit: 1, ms: attempt }
  return { type: 'step.outcome', actor, step, data: { result: 'failed', summary: `exit 1 in ${attempt} ms`, detail } }
}
