const NOUNS = 'harbour levy ferry pump council bridge tram winter eel lantern quarry orchard chapel signal ledger'.split(' ')
const NAMES = ['Ilka Brandt', 'Tomas Reve', 'Oona Castellane', 'Piet Varga']

export interface NewsRecord { url: string; title: string; outlet: string; published: string; text: string }

/** Invented articles; every fifth carries a paragraph of another, so that copy groups cross the runs. The words of a search are among NOUNS. */
export function makeNews(count: number): NewsRecord[] {
  return Array.from({ length: count }, (_, n) => {
    const pick = (k: number) => NOUNS[(n * 7 + k * 5 + (n >> 3)) % NOUNS.length]!
    const own = Array.from({ length: 6 }, (_, k) => `The ${pick(k)} committee met for the ${n + k}th time about the ${pick(k + 1)} and the ${pick(k + 2)}, number ${n} on its list, and decided ${pick(k + 3)} matters last Tuesday.`)
    const quote = `“The ${pick(1)} will not wait for the ${pick(2)} any longer than day ${n},” ${NAMES[n % NAMES.length]} told the assembly.`
    const wire = `Wire report ${n - n % 5}: the ${NOUNS[(n - n % 5) % NOUNS.length]} talks ended at dawn with a handshake and no paper, both delegations said on the quay.`
    return { url: `https://times.example/${n}`, title: `Story ${n}`, outlet: ['Example Times', 'Other Post'][n % 2]!, published: '2025-03-04', text: [...own, quote, wire].join('\n\n') }
  })
}

/** One record a line. */
export function toLines(records: readonly unknown[]): string {
  return records.map(record => `${JSON.stringify(record)}\n`).join('')
}

/** Another question each time: no answer comes from a memory. */
export function makeQuestion(n: number): string {
  const word = (k: number) => NOUNS[(n * 3 + k * 7) % NOUNS.length]!
  return `/v1/search?q=${word(0)}+OR+${word(1)}&page_size=${1 + n % 20}&snippet_words=${10 + Math.floor(n / 20) % 110}`
}
