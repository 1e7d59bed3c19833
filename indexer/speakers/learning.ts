import { reconsider } from './context.ts'
import { contextExamples, judgeExamples, personExamples, referentChoices, sourceExamples, speechChoices } from './exercises.ts'
import { foldOf } from './gold.ts'
import { judge, judgeRows, lookAt } from './judge.ts'
import { toLesson } from './lessons.ts'
import { learnChoices, learnParts, scoreFeatures, softmax } from './linear.ts'
import { findSayings } from './sayings.ts'
import { learnForest } from './trees.ts'
import type { GoldArticle } from './gold.ts'
import type { Look } from './judge.ts'
import type { Lesson } from './lessons.ts'
import type { Choice, Labelled, Study, Weights } from './linear.ts'
import type { Model } from './model.ts'
import type { Growth, Row } from './trees.ts'

/** How hard each part is held to nought and how often a feature must be seen: chosen by cross-validation, in which half or twice as much is the same. */
const STUDIES = {
  person: { l2: 1, least: 3 }, source: { l2: 5, least: 3 }, context: { l2: 5, least: 3 },
  pronoun: { l2: 5, least: 2 }, noun: { l2: 1, least: 2 }, speech: { l2: 3, least: 2 },
} satisfies Record<string, Study>

/** Parts that the articles are learned in, so that each is judged by weights that have not seen it, as it will be with articles to come. */
const FOLDS = 4

/** Learns the parts of the model from annotated articles; the same articles give the same model. */
export function learnModel(articles: GoldArticle[]): Model {
  const fold = articles.map(article => foldOf(article.file, FOLDS))
  const [person, ...others] = learnFolds(articles.map(personExamples), fold, STUDIES.person)
  const lessons = articles.map((article, i) => toLesson(article, others[fold[i]!]!))
  setDoubtfulAside(lessons, learnSources(lessons, fold, ROUGH).chances)
  const { source, context, cases, chances } = learnSources(lessons, fold)
  const referent = learnReferent(lessons)
  const speech = learnChoices(lessons.flatMap((lesson, i) => speechChoices(lesson, chances[i]!, referent)), STUDIES.speech)
  // From 0.4 to 0.6 the F1 is nearly the same on articles not learned from; between them neither fault is the commoner by much.
  return { person: person!, source, context, judge: learnForest(cases), referent, speech, threshold: 0.6 }
}

/** How trees are grown to see which annotations are slips. */
const ROUGH: Partial<Growth> = { rounds: 70, rate: 0.15, bags: 1 }

/** The weights of all articles, then those without each part of them. */
function learnFolds(examples: Labelled[][], fold: number[], study: Study): Weights[] {
  return learnParts(examples.flat(), examples.flatMap((list, i) => list.map(() => fold[i]!)), FOLDS, study)
}

/** What finds sources, and what it thinks of each mention when learned from the other articles alone. */
interface Sources { source: Weights; context: Weights; cases: Row[]; chances: number[][][] }

function learnSources(lessons: Lesson[], fold: number[], growth: Partial<Growth> = {}): Sources {
  const [source, ...sources] = learnFolds(lessons.map(sourceExamples), fold, STUDIES.source)
  const looks = lessons.map((lesson, i) => looksOf(lesson, sources[fold[i]!]!))
  const seen = looks.map(lists => lists.map(list => list.map(look => look.chance)))
  const [context, ...contexts] = learnFolds(lessons.map((lesson, i) => contextExamples(lesson, seen[i]!)), fold, STUDIES.context)
  const rows = lessons.map((lesson, i) => judgeRows(lesson.passages, lesson.mentions, looks[i]!, reconsider(lesson.passages, lesson.mentions, seen[i]!, contexts[fold[i]!]!)))
  const cases = lessons.map((lesson, i) => judgeExamples(lesson, rows[i]!))
  const forests = Array.from({ length: FOLDS }, (_, f) => learnForest(cases.filter((_, i) => fold[i] !== f).flat(), growth))
  const chances = lessons.map((lesson, i) => judge(lesson.passages, lesson.mentions, rows[i]!, forests[fold[i]!]!))
  return { source: source!, context: context!, cases: cases.flat(), chances }
}

function looksOf(lesson: Lesson, source: Weights): Look[][] {
  return lesson.passages.map((passage, p) => lookAt(passage, lesson.mentions[p]!, findSayings(passage, lesson.mentions[p]!), source))
}

/** Above and below these the other articles contradict an annotation so plainly that it is more likely a slip, and is not learned from. */
const SLIP = { missed: 0.9, false: 0.03, referent: 0.1 }

function setDoubtfulAside(lessons: Lesson[], chances: number[][][]): void {
  lessons.forEach(({ mentions, sources, unsure }, i) => mentions.forEach((list, p) => list.forEach((mention, m) => {
    const chance = chances[i]![p]![m]!
    if (sources.has(mention) ? chance >= SLIP.false : chance <= SLIP.missed) return
    sources.delete(mention)
    unsure.add(mention)
  })))
}

/** Whom pronouns and descriptions mean. Pronouns were annotated by machine: what contradicts all the others plainly is left out. */
function learnReferent(lessons: Lesson[]): Weights {
  const choices = lessons.map(referentChoices)
  const fold = lessons.map(lesson => foldOf(lesson.article.file, 3))
  const without = [0, 1, 2].map(f => learnByKind(choices.filter((_, i) => fold[i] !== f).flat()))
  return learnByKind(choices.flatMap((list, i) => list.filter(choice => chanceOf(choice, without[fold[i]!]!) > SLIP.referent)))
}

/** Pronouns are many and noisy and want short weights; descriptions and shared names are few. The kinds share no feature. */
function learnByKind(choices: Choice[]): Weights {
  const isPronoun = ({ candidates }: Choice) => candidates[0]![0]!.includes('pronoun')
  return new Map([...learnChoices(choices.filter(isPronoun), STUDIES.pronoun), ...learnChoices(choices.filter(choice => !isPronoun(choice)), STUDIES.noun)])
}

function chanceOf({ candidates, right }: Choice, weights: Weights): number {
  return softmax(candidates.map(features => scoreFeatures(weights, features))).reduce((sum, chance, i) => sum + (right[i] ? chance : 0), 0)
}
