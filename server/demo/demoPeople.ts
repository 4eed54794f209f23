import { checkCharacter } from '../protocol/idCard.ts'

/**
 * What happens when this person is verified with their own photo (R45): 0 passes; the others are the
 * numbers of protocol/resultCodes.ts.
 */
export type FixedOutcome = 0 | 2005 | 2006 | 2007 | 2009 | 2016 | 2017

/** A synthetic person for integrators' tests, as payment services have test cards. */
export interface DemoPerson {
  name: string
  idCard: string
  /** Identity of the rendered face: one of the four of phone/people.ts, 0–3. */
  face: number
  /** What the library holds of this ID number. */
  library:
    | 'own photo'
    | 'nothing'
    | 'another name'
    | 'no photo'
    | 'tiny photo'
    | 'photo of another'
    | 'unavailable'
  expects: FixedOutcome
}

/** Province code 19 is assigned to no place (GB/T 2260), so no real person has such a number. */
function syntheticIdCard(birthDate: string, serial: string): string {
  const body = `199999${birthDate}${serial}`
  return body + checkCharacter(body)
}

export const demoPeople: readonly DemoPerson[] = [
  {
    name: '测试甲',
    idCard: syntheticIdCard('19900101', '001'),
    face: 0,
    library: 'own photo',
    expects: 0,
  },
  {
    name: '测试乙',
    idCard: syntheticIdCard('19850615', '002'),
    face: 1,
    library: 'own photo',
    expects: 0,
  },
  {
    name: '测试丙',
    idCard: syntheticIdCard('19781123', '003'),
    face: 2,
    library: 'own photo',
    expects: 0,
  },
  {
    name: '测试丁',
    idCard: syntheticIdCard('20010308', '004'),
    face: 3,
    library: 'own photo',
    expects: 0,
  },
  {
    name: '测试无号',
    idCard: syntheticIdCard('19920505', '005'),
    face: 0,
    library: 'nothing',
    expects: 2005,
  },
  {
    name: '测试异名',
    idCard: syntheticIdCard('19920506', '006'),
    face: 1,
    library: 'another name',
    expects: 2006,
  },
  {
    name: '测试无照',
    idCard: syntheticIdCard('19920507', '007'),
    face: 2,
    library: 'no photo',
    expects: 2007,
  },
  {
    name: '测试小照',
    idCard: syntheticIdCard('19920508', '008'),
    face: 3,
    library: 'tiny photo',
    expects: 2009,
  },
  {
    name: '测试他人',
    idCard: syntheticIdCard('19920509', '009'),
    face: 0,
    library: 'photo of another',
    expects: 2016,
  },
  {
    name: '测试升级',
    idCard: syntheticIdCard('19920510', '010'),
    face: 1,
    library: 'unavailable',
    expects: 2017,
  },
]
