import { reconsider } from './context.ts'
import { contextExamples, judgeExamples, personExamples, referentChoices, sourceExamples, speechChoices } from './exercises.ts'
import { foldOf } from './gold.ts'
import { judge, judgeRows, lookAt } from './judge.ts'
import { toLesson } from './lessons.ts'
import { learnChoices, learnLabels, learnParts, scoreFeatures, softmax } from './linear.ts'
import { findSayings } from './sayings.ts'
import { learnForest } from './trees.ts'
import type { GoldArticle } from './gold.ts'
import type { Look } from './judge.ts'
import type { Lesson } from './lessons.ts'
import type { Choice, Labelled, Study, Weights } from './linear.ts'
import type { Model } from './model.ts'
import type { Growth, Row } from './trees.ts'

/** Learns the parts of the model from annotated articles; the same articles give the same model. */
export function learnModel(articles: GoldArticle[]): Model {
  const person = learnLabels(articles.flatMap(personExamples), { epochs: 12, l2: 1e-3, least: 3, orders: ORDERS })
  const lessons = articles.map(article => toLesson(article, person))
  setDoubtfulAside(lessons, learnSources(lessons, ROUGH).chances)
  const { source, context, cases, chances } = learnSources(lessons)
  const referent = learnReferent(lessons)
  const speech = learnChoices(lessons.flatMap((lesson, i) => speechChoices(lesson, chances[i]!, referent)), { epochs: 12, l2: 1e-4, least: 2, orders: ORDERS })
  // From 0.4 to 0.6 the F1 is nearly the same on articles not learned from; between them neither fault is the commoner by much.
  return { person, source, context, judge: learnForest(cases), referent, speech, threshold: 0.6 }
}

/** Orders of the examples that the mean is taken over. */
const ORDERS = 4

/** Parts that the articles are learned in, so that each is judged by weights that have not seen it. */
const FOLDS = 4

/** How trees are grown to see which annotations are slips. */
const ROUGH: Partial<Growth> = { rounds: 70, rate: 0.15 }

/** What finds sources, and what it thinks of each mention when learned from the other articles alone. */
interface Sources { source: Weights; context: Weights; cases: Row[]; chances: number[][][] }

function learnSources(lessons: Lesson[], growth: Partial<Growth> = {}): Sources {
  const fold = lessons.map(lesson => foldOf(lesson.article.file, FOLDS))
  const learnAll = (examplesOf: (lesson: Lesson, i: number) => Labelled[], study: Study): Weights[] => {
    const examples = lessons.map(examplesOf)
    return learnParts(examples.flat(), examples.flatMap((list, i) => list.map(() => fold[i]!)), FOLDS, study)
  }
  const [source, ...sources] = learnAll(sourceExamples, { epochs: 5, l2: 1e-2, least: 6, orders: ORDERS })
  const looks = lessons.map((lesson, i) => looksOf(lesson, sources[fold[i]!]!))
  const seen = looks.map(lists => lists.map(list => list.map(look => look.chance)))
  const [context, ...contexts] = learnAll((lesson, i) => contextExamples(lesson, seen[i]!), { epochs: 10, l2: 1e-3, least: 5, orders: ORDERS })
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
const SLIP = { missed: 0.9, false: 0.03, referent: 0.2 }

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
  return new Map([...learnChoices(choices.filter(isPronoun), { epochs: 10, l2: 1e-2, least: 3, orders: ORDERS }), ...learnChoices(choices.filter(choice => !isPronoun(choice)), { epochs: 15, l2: 1e-4, least: 2, orders: ORDERS })])
}

function chanceOf({ candidates, right }: Choice, weights: Weights): number {
  return softmax(candidates.map(features => scoreFeatures(weights, features))).reduce((sum, chance, i) => sum + (right[i] ? chance : 0), 0)
}
