import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Fault } from '../../../src/core/fault.ts'
import { expressions } from '../../../src/runbook/template.ts'

const scope = { facts: { n: 3 }, link: { name: 'A', cut: ['nft', '-f', 'a b; rm -rf /'] } }

test('fills texts', () => {
  expect(expressions.render('Cut {{ link.name }} ({{facts.n}})', scope)).toBe('Cut A (3)')
  expect(expressions.render('{{ link.cut }}', scope)).toBe('nft, -f, a b; rm -rf /')
  expect(expressions.render('{{ "}}" + \'}\' }} {{ {"a": {"b": 1}}.a.b }}', scope)).toBe('}}} 1')
  expect(expressions.render('call {{ facts.missing }}', scope)).toBe('call ?')
})

test('an argument that is one list becomes several, any other stays one', () => {
  const args = expressions.renderArgs(['x', '{{ link.cut }}', '-{{ facts.n }}', 'to {{ link.cut }}'], scope)
  expect(args).toEqual(['x', 'nft', '-f', 'a b; rm -rf /', '-3', 'to nft, -f, a b; rm -rf /'])
})

test('an argument that is not known stops the command', () => {
  expect(() => expressions.renderArgs(['{{ link.restore }}'], scope)).toThrow(Fault)
  expect(() => expressions.renderArgs(['-h {{ link.host }}'], scope)).toThrow(Fault)
})

test.each(['{{ link.name', '{{}}', 'a {{ " }} b', '{{ {{ }}'])('%s is refused', (template) => {
  expect(() => expressions.render(template, scope)).toThrow(Fault)
})

test('a text without templates stays as it is', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      fc.pre(!text.includes('{{'))
      expect(expressions.render(text, scope)).toBe(text)
      expect(expressions.renderArgs([text], scope)).toEqual([text])
    }),
  )
})

test('a value never becomes more than one argument, whatever it holds', () => {
  fc.assert(
    fc.property(fc.string(), (value) => {
      expect(expressions.renderArgs(['{{ facts.v }}'], { facts: { v: value } })).toEqual([value])
    }),
  )
})
