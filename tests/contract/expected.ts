import type { Facet, Filters } from '../../src/engine/engine.ts'
import { anyOf, articleId, noneOf } from '../corpus.ts'

/** Words, expected paragraphs. */
export const wordRows: [string, string][] = [
  ['ceasefire', '1.1 2.1 3.3'],
  ['CEASEFIRE harbour', '1.1 2.1'],
  ['"immediate ceasefire"', '1.1 2.1'],
  ['"ceasefire and the harbour"', '1.1 2.1'],
  ['"ceasefire immediate"', ''],
  ['harbour -ceasefire', '3.1 3.2 6.1'],
  ['harbour -"the harbour the harbour"', '1.1 2.1 3.1 6.1'],
  ['-harbour -nothing', '1.2 1.3 2.2 3.3 4.1 4.2 5.1 5.2 6.2 7.1 7.2 7.3 8.2'],
  ['ceasefire|truce', '1.1 2.1 3.1 3.3'],
  ['ceasefire|truce harbour|zurich', '1.1 2.1 3.1'],
  ['"port selwyn"|"security guarantees" envoy|envoys', '1.1 1.2 2.1 2.2'],
  ['harb*', '1.1 2.1 3.1 3.2 6.1'],
  ['harb', ''],
  ['the har*', '1.1 2.1 3.1 3.2 6.1'],
  ['zurich', '1.3 3.1'],
  ['Zürich', '1.3 3.1'],
  ['odegard', '3.1'],
  ['us', '1.3'], ['1250', '1.3'], ['1,250', '1.3'],
  ['перемирие', '4.1'], ['"порту селвин"', '4.1'], ['переговор*', '4.2'],
  ['港口', '5.1'], ['停火', '5.2'], ['"停火协议"', '5.2'],
  ['εκεχειρία', '7.2'], ['النار', '7.3'], ['ท่าเรือ', '7.1'],
  ['harbour nowhere', ''],
  ['', '1.1 1.2 1.3 2.1 2.2 3.1 3.2 3.3 4.1 4.2 5.1 5.2 6.1 6.2 7.1 7.2 7.3 8.1 8.2'],
]

/** Filters, expected paragraphs (words: none). */
export const filterRows: [Partial<Filters>, string][] = [
  [{ outlet: anyOf('example times') }, '1.1 1.2 1.3 3.1 3.2 3.3'],
  [{ outlet: anyOf('Example Times', 'ДНЕВНИК') }, '1.1 1.2 1.3 3.1 3.2 3.3 4.1 4.2'],
  [{ outlet: noneOf('Example Times') }, '2.1 2.2 4.1 4.2 5.1 5.2 6.1 6.2 7.1 7.2 7.3 8.1 8.2'],
  [{ outlet: { any: [], none: [], missing: true } }, '6.1 6.2'],
  [{ outlet: { any: ['例报'], none: [], missing: true } }, '5.1 5.2 6.1 6.2'],
  [{ outlet: { any: [], none: ['Other Post'], missing: false } }, '1.1 1.2 1.3 3.1 3.2 3.3 4.1 4.2 5.1 5.2 7.1 7.2 7.3'],
  [{ outlet: anyOf('Nobody’s Paper') }, ''],
  [{ outlet: anyOf('Ελληνικά Νέα') }, '7.1 7.2 7.3'], [{ outlet: anyOf('Ελληνικα Νεα') }, ''],
  [{ agency: anyOf('südwire') }, '8.1 8.2'], [{ agency: anyOf('sudwire') }, ''],
  [{ lang: anyOf('th', 'zh') }, '5.1 5.2 7.1 7.2 7.3'],
  [{ speaker: anyOf('ana ruiz') }, '1.2 2.2 3.1'],
  [{ speaker: anyOf('Jürg Ødegård') }, '3.1'], [{ speaker: anyOf('jurg odegard') }, '6.2'],
  [{ speaker: noneOf('Ana Ruiz'), outlet: anyOf('Example Times') }, '1.1 1.3 3.2 3.3'],
  [{ speaker: { any: [], none: [], missing: true }, outlet: anyOf('Other Post') }, '2.1 8.1 8.2'],
  [{ speaker: { any: ['Ana Ruiz'], none: ['Jürg Ødegård'], missing: null } }, '1.2 2.2'],
  [{ from: '2025-03-05' }, '2.1 2.2 3.1 3.2 3.3 4.1 4.2 5.1 5.2'],
  [{ to: '2025-03-04' }, '1.1 1.2 1.3 7.1 7.2 7.3 8.1 8.2'],
  [{ from: '2025-03-04', to: '2025-03-05' }, '1.1 1.2 1.3 2.1 2.2'],
  [{ from: '2025-03-05', inferredDates: false }, '2.1 2.2 4.1 4.2 5.1 5.2'],
  [{ inferredDates: false, outlet: { any: ['example times'], none: [], missing: true } }, '1.1 1.2 1.3 6.1 6.2'],
  [{ dateMissing: true }, '6.1 6.2'],
  [{ dateMissing: true, from: '2025-04-01' }, '3.1 3.2 3.3 6.1 6.2'],
  [{ dateMissing: false, to: '2024-12-31' }, '7.1 7.2 7.3'],
  [{ aboutFrom: '2025-03-03', aboutTo: '2025-03-03' }, '1.1 1.2 2.1 3.1'],
  [{ aboutFrom: '2025-06-01', aboutTo: '2025-06-30' }, '1.2'],
  [{ aboutFrom: '2025-03-31' }, '1.2 3.1'], [{ aboutTo: '2024-12-01' }, '1.3'], [{ aboutTo: '2024-11-30' }, ''],
  [{ article: articleId(3) }, '3.1 3.2 3.3'], [{ article: articleId(99) }, ''],
]

/** Words, filters, expected articles. */
export const articleRows: [string, Partial<Filters>, string][] = [
  ['ceasefire zurich', {}, '1 3'],
  ['truce guarantees', {}, '1 2'],
  ['"truce holds"', {}, '1 2'],
  ['"selwyn envoys"', {}, ''],
  ['"again we"', {}, ''],
  ['guarantees', {}, '1 2 8'],
  ['harbour -mayor', {}, '1 2 6'],
  ['guarantees -headline', {}, '1 2'],
  ['mayor|headline', {}, '3 8'],
  ['head*', {}, '8'],
  ['harbour', { speaker: anyOf('Ana Ruiz') }, '1 2 3'],
  ['harbour', { speaker: noneOf('Ana Ruiz') }, '6'],
  ['', { speaker: { any: [], none: [], missing: true } }, '4 5 7 8'],
  ['harbour', { aboutFrom: '2025-06-01' }, '1'],
  ['', { outlet: anyOf('Other Post') }, '2 8'],
  ['停火', {}, '5'], ['перемирия', {}, '4'],
  ['nowhere', {}, ''],
]

export const facets: Facet[] = ['outlet', 'speaker', 'agency', 'lang', 'month', 'day']
