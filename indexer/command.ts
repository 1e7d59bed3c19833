import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { loadSettings, readSources, type Settings } from '../config/settings.ts'
import { isDay } from '../src/article.ts'
import { adviseOnSize } from '../src/engine/advice.ts'
import { makeFolder } from '../src/folders.ts'
import { findMisnamed } from '../src/misnamed.ts'
import { backUp } from './backup.ts'
import { exportArticles } from './export.ts'
import { preview } from './preview.ts'
import { openReporter, renderSummary, type Summary } from './report.ts'
import { index, type Need, openWorkplace, reindex, type RunOptions, send, usualCores, type Workplace } from './run.ts'
import { renderStats } from './stats.ts'
import { explain } from './trouble.ts'
import { renderDifferences, verify } from './verify.ts'

interface Flags {
  dryRun?: boolean
  outlet?: string
  date?: string
  lang?: string
  map: Record<string, string>
  prune?: boolean
  since?: string
  errors?: string
  concurrency: number
  json?: boolean
  quiet?: boolean
  ifEmpty?: boolean
}

const SAMPLES = join(dirname(fileURLToPath(import.meta.url)), 'samples')
/** Exit codes: 0 all well, 1 could not run, 2 finished with refusals, 130 interrupted. */
const [WELL, FAILED, REFUSED, INTERRUPTED] = [0, 1, 2, 130]

/** Reads the command line, runs it, and says what went wrong. Resolves with the exit code; never rejects. */
export async function runCommand(argv: readonly string[], interrupt: AbortSignal): Promise<number> {
  const job: Job = { interrupt, exitCode: WELL }
  try {
    await toProgram(job).parseAsync(argv, { from: 'user' })
    return job.exitCode
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode
    process.stderr.write(`citewire: ${explain(error)}\n`)
    return interrupt.aborted ? INTERRUPTED : FAILED
  }
}

/** One run of the command: how it is interrupted and how it ended. */
interface Job { interrupt: AbortSignal; exitCode: number }

function toProgram(job: Job): Command {
  const program = new Command('npm run index --')
    .exitOverride()
    .description('Reads articles, cuts them into paragraphs, finds who says what and when, and makes them searchable.')
    .addHelpText('after', EXAMPLES)
    .showHelpAfterError('(index --help shows every option, with examples)')
    .configureOutput({ outputError: (text, write) => write(`citewire: ${text}`) })
    .hook('preAction', (_program, command) => { if (!command.optsWithGlobals<Flags>().quiet) noteMisnamed() })
  program.command('index', { isDefault: true })
    .description('read files, folders, globs or - (NDJSON on standard input) and index what is new or changed')
    .argument('<path...>', 'what to read')
    .option('--dry-run', 'read, cut and attribute, print the article as read, write nothing')
    .option('--outlet <name>', 'outlet of everything read')
    .option('--date <day>', 'publication day of everything read, YYYY-MM-DD', readDayFlag)
    .option('--lang <tag>', 'language of everything read, such as en', readLang)
    .option('--map <field=key>', 'JSON key that holds a field: title, text, outlet, published, byline, url, agency, lang; repeat for more', readMap, {})
    .option('--prune', 'remove articles of these paths whose file or record is gone')
    .option('--since <day>', 'pass over files last changed before this day', readDayFlag)
    .addHelpText('after', EXAMPLES)
    .action((paths: string[], _flags, command: Command) => runIndex(job, paths, command.optsWithGlobals()))
  program.command('reindex').description('build the index anew from what was read before, and swap it in at the end').action((_flags, command: Command) => runReindex(job, command.optsWithGlobals()))
  program.command('samples').description('index the sample articles that come with Citewire').option('--if-empty', 'only when nothing is indexed yet')
    .action((_flags, command: Command) => runSamples(job, command.optsWithGlobals()))
  program.command('verify').description('compare what was read with what the engine holds').action((_flags, command: Command) => runVerify(job, command.optsWithGlobals()))
  program.command('stats').description('count what is indexed').action((_flags, command: Command) => runStats(job, command.optsWithGlobals()))
  program.command('export').description('write every article as read to standard output, as NDJSON that can be indexed again').action(() => runExport())
  program.command('backup').description('copy ledger and embedded index into a new folder, ready to be used as DATA_DIR; searches go on').argument('<folder>', 'where to')
    .action((folder: string, _flags, command: Command) => runBackup(folder, command.optsWithGlobals()))
  for (const command of program.commands) {
    if (['index', 'reindex', 'samples'].includes(command.name())) {
      command.addOption(new Option('--concurrency <cores>', 'cores that may be busy at a time; 1 uses the least memory').argParser(readCores).default(usualCores()))
    }
    command.addOption(new Option('--errors <file>', 'where refused files and records are listed (default: errors.ndjson in the data folder)'))
      .option('--json', 'print the result as JSON').option('--quiet', 'no progress')
  }
  return program
}

const EXAMPLES = `
Examples:
  npm run index -- articles/                                 a folder of saved pages, texts, JSON and feeds
  npm run index -- --dry-run page.html                       what would be read of it, and how each value is known
  npm run index -- --outlet "Example Times" --date 2025-12-06 story.txt
  npm run index -- --map title=headline --map text=story dump.ndjson
  zcat dump.ndjson.gz | npm run index -- -                   NDJSON from a pipe
  npm run index -- backup backups/2025-12-06                 ledger and index as they are now, while searches go on
  npm run index -- --prune articles/                         and remove what is no longer there
  MEILI_URL=http://127.0.0.1:7700 npm run index -- reindex   move everything to a search server

What a text does not say of itself may stand beside it as JSON: story.txt.meta.json, or story.meta.json where it can mean one file only.
Options of a command: npm run index -- index --help
Exit codes: 0 all well, 1 could not run, 2 finished but something was refused (see the errors file), 130 interrupted.`

async function runIndex(job: Job, paths: string[], flags: Flags): Promise<void> {
  const options: RunOptions = {
    read: { outlet: flags.outlet ?? null, date: flags.date ?? null, lang: flags.lang ?? null, map: flags.map },
    prune: flags.prune ?? false, since: flags.since ?? null,
  }
  if (flags.dryRun) return runPreview(job, paths, options, flags)
  await runJob(job, flags, (workplace, reporter) => index(workplace, paths, options, reporter, job.interrupt))
}

/** Writes nothing but the list of what was refused, where one is asked for by name. */
async function runPreview(job: Job, paths: string[], { read, since }: RunOptions, flags: Flags): Promise<void> {
  const reporter = openReporter({ errorsFile: flags.errors === undefined ? null : resolve(flags.errors), quiet: true })
  try {
    const refused = await preview({
      paths, read, since, dataDir: loadSettings().dataDir, json: flags.json ?? false, refuse: reporter.refuse, print: text => process.stdout.write(`${text}\n`),
    })
    job.exitCode = refused > 0 ? REFUSED : WELL
  } finally {
    reporter.close()
  }
}

async function runReindex(job: Job, flags: Flags): Promise<void> {
  await runJob(job, flags, (workplace, reporter) => reindex(workplace, reporter, job.interrupt), 'rebuild')
}

async function runSamples(job: Job, flags: Flags): Promise<void> {
  const options: RunOptions = { read: { outlet: null, date: null, lang: null, map: {} }, prune: false, since: null }
  try {
    await runJob(job, flags, async (workplace, reporter) => {
      if (!flags.ifEmpty) return index(workplace, [SAMPLES], options, reporter, job.interrupt)
      if ((await workplace.engine.status()).articles > 0) return null
      if (workplace.ledger.count() === 0) return index(workplace, [SAMPLES], options, reporter, job.interrupt)
      reporter.note('The engine is empty but articles were read before: indexing those.')
      await send(workplace, reporter, job.interrupt)
      return null
    })
  } catch (error) {
    const code = (error as { code?: string }).code
    // A first start must not keep the gateway from coming up: it says by itself that the server is away or the key not enough, and recovers.
    if (!flags.ifEmpty || !['unavailable', 'timeout', 'locked', 'not_prepared', 'unauthorised'].includes(code ?? '')) throw error
    process.stderr.write(`citewire: no samples were indexed: ${(error as Error).message}\n`)
  }
}

async function runVerify(job: Job, flags: Flags): Promise<void> {
  await withWorkplace(loadSettings(), 'engine', async workplace => {
    const differences = await verify(workplace)
    process.stdout.write(flags.json ? `${JSON.stringify(differences)}\n` : renderDifferences(differences))
    if (differences.missing.length + differences.extra.length + differences.stale.length > 0) job.exitCode = REFUSED
  })
}

async function runStats(_job: Job, flags: Flags): Promise<void> {
  await withWorkplace(loadSettings(), 'engine', async workplace => void process.stdout.write(await renderStats(workplace, flags.json ?? false)))
}

async function runBackup(folder: string, flags: Flags): Promise<void> {
  await withWorkplace(loadSettings(), 'ledger', async workplace => {
    const copied = backUp(workplace, folder)
    if (flags.json) process.stdout.write(`${JSON.stringify(copied)}\n`)
    else if (!flags.quiet) for (const { file, bytes } of copied) process.stdout.write(`${file}  ${(bytes / 1e6).toFixed(1)} MB\n`)
  })
}

async function runExport(): Promise<void> {
  await withWorkplace(loadSettings(), 'ledger', async workplace => {
    for (const line of exportArticles(workplace)) {
      if (!process.stdout.write(`${line}\n`)) await new Promise(resolve => process.stdout.once('drain', resolve))
    }
  })
}

async function runJob(job: Job, flags: Flags, work: (workplace: Workplace, reporter: ReturnType<typeof openReporter>) => Promise<Summary | null>, need: Need = 'engine'): Promise<void> {
  const settings = loadSettings()
  const errorsFile = resolve(flags.errors ?? join(settings.dataDir, 'errors.ndjson'))
  await withWorkplace(settings, need, async workplace => {
    makeFolder(dirname(errorsFile))
    const reporter = openReporter({ errorsFile, quiet: flags.quiet ?? false })
    try {
      const summary = await work(workplace, reporter)
      reporter.close()
      process.stderr.write(reporter.told())
      if (summary) process.stdout.write(flags.json ? `${JSON.stringify(summary)}\n` : flags.quiet ? '' : `${renderSummary(summary, errorsFile)}\n`)
      if (summary && !flags.quiet) await advise(workplace)
      job.exitCode = job.interrupt.aborted ? INTERRUPTED : reporter.refusals > 0 ? REFUSED : WELL
    } finally {
      reporter.close()
    }
  }, flags.concurrency)
}

/** A word on an index that has outgrown its engine. */
async function advise({ engine }: Workplace): Promise<void> {
  const advice = adviseOnSize(await engine.status())
  if (advice) process.stderr.write(`citewire: ${advice.text}\n`)
}

function noteMisnamed(): void {
  for (const line of findMisnamed(readSources())) process.stderr.write(`citewire: ${line}\n`)
}

async function withWorkplace(settings: Settings, need: Need, work: (workplace: Workplace) => Promise<void>, cores = 1): Promise<void> {
  const workplace = await openWorkplace(settings, need, text => process.stderr.write(`citewire: ${text}\n`), cores)
  try {
    await work(workplace)
  } finally {
    await workplace.close()
  }
}

function readDayFlag(text: string): string {
  if (!isDay(text)) throw new InvalidArgumentError('It must be a day that the calendar has, such as 2025-12-06.')
  return text
}

function readCores(text: string): number {
  if (!/^[1-9]\d?$/.test(text)) throw new InvalidArgumentError('It must be a number of cores from 1 to 99.')
  return Number(text)
}

function readLang(text: string): string {
  if (!/^[a-z]{2,3}$/.test(text)) throw new InvalidArgumentError('It must be a language tag such as en.')
  return text
}

const FIELDS = ['title', 'text', 'outlet', 'published', 'byline', 'url', 'agency', 'republisher', 'dateline', 'lang']

function readMap(text: string, before: Record<string, string>): Record<string, string> {
  const at = text.indexOf('=')
  const field = text.slice(0, at)
  if (at < 1 || at === text.length - 1 || !FIELDS.includes(field)) throw new InvalidArgumentError(`It must be field=key, the field one of ${FIELDS.join(', ')}.`)
  const key = text.slice(at + 1)
  if (Object.hasOwn(before, field) && before[field] !== key) throw new InvalidArgumentError(`The field ${field} has the key ${before[field]} already.`)
  return { ...before, [field]: key }
}
