import { expect, test } from 'vitest'
import { insertionDiff } from '../../../src/drill/insertion-diff.ts'

test.each([
  ['runbooks/a.yaml', 'runbooks/a.yaml'],
  // A name with a space ends in a tab: without it patch reads the rest of the line as a date.
  ['own runbooks/a.yaml', 'own runbooks/a.yaml\t'],
])('the file %j is named so that patch finds it', (path, named) => {
  expect(insertionDiff(path, 'one\ntwo\n', [{ before: 1, lines: ['between'] }])).toBe(
    `--- a/${named}\n+++ b/${named}\n@@ -1,2 +1,3 @@\n one\n+between\n two\n`,
  )
})
