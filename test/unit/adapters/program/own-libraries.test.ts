import { expect, test } from 'vitest'
import { keepLibrariesOut, ownLibraries } from '../../../../src/adapters/program/own-libraries.ts'

const lib = '/media/stick/lib/x64/libatomic.so.1:/media/stick/lib/x64/libstdc++.so.6'

function afterStart(env: Record<string, string | undefined>) {
  keepLibrariesOut(env)
  return env
}

test('what the program starts does not get the libraries of the kit, and keeps those that were set before', () => {
  expect(afterStart({ CYBER_RESPOND_LIBRARIES: lib, LD_LIBRARY_PATH: lib })).toEqual({ CYBER_RESPOND_LIBRARIES: lib })
  expect(afterStart({ CYBER_RESPOND_LIBRARIES: lib, LD_LIBRARY_PATH: `${lib}:/opt/lib` })).toEqual({
    CYBER_RESPOND_LIBRARIES: lib,
    LD_LIBRARY_PATH: '/opt/lib',
  })
  expect(afterStart({ LD_LIBRARY_PATH: '/opt/lib' })).toEqual({ LD_LIBRARY_PATH: '/opt/lib' })
  expect(afterStart({ CYBER_RESPOND_LIBRARIES: '', LD_LIBRARY_PATH: '' })).toEqual({
    CYBER_RESPOND_LIBRARIES: '',
    LD_LIBRARY_PATH: '',
  })
})

test('its own processes get them again, and only where there are some', () => {
  expect(ownLibraries({ CYBER_RESPOND_LIBRARIES: lib })).toEqual({ CYBER_RESPOND_LIBRARIES: lib, LD_LIBRARY_PATH: lib })
  expect(ownLibraries({ LD_LIBRARY_PATH: '/opt/lib' })).toEqual({})
})
