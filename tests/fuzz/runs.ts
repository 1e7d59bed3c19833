/** How often a property is tried: 200 times, or as `npm run test:deep` says (`--runs=10000`). */
export function runs(usual = 200): number {
  const given = process.argv.find(part => part.startsWith('--runs='))
  return given === undefined ? usual : Math.ceil(Number(given.slice('--runs='.length)) * usual / 200)
}
