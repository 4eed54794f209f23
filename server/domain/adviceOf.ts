import type { Advice } from '../protocol/capture.ts'

/** What a result code means for the person. */
const advices: Readonly<Record<number, Advice>> = {
  1002: 'liveness',
  1003: 'light',
  1004: 'liveness',
  1008: 'network',
  1101: 'unheard',
  1102: 'pose',
  1103: 'digits',
  1106: 'unheard',
  1107: 'digits',
  1108: 'pose',
  1109: 'lips',
  1201: 'brighter',
  1202: 'darker',
  1203: 'pose',
  1204: 'pose',
  1205: 'pose',
  1206: 'pose',
  1207: 'action',
  1208: 'action',
  1209: 'action',
  1210: 'pose',
  2004: 'pose',
  2010: 'covered',
  2012: 'otherPerson',
  2013: 'pose',
  2014: 'pose',
  2015: 'otherPerson',
  2016: 'otherPerson',
  2018: 'limit',
}

/**
 * The group of reasons that a person is told for a result code; null when it passed. What only the
 * business or the service can mend is `service`: it says nothing about library and identity.
 */
export function adviceOf(resultCode: number): Advice | null {
  return resultCode === 0 ? null : (advices[resultCode] ?? 'service')
}
