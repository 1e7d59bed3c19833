import { test } from 'uvu'
import * as assert from 'uvu/assert'
import fc from 'fast-check'
import { isDay, type Day } from '../../src/article.ts'
import { mentionRange } from '../../src/mentions.ts'
import { findMentions, findTimexes } from './mentions.ts'
import { runs } from '../../tests/fuzz/runs.ts'

/** A Wednesday, in ISO week 50. */
const WEDNESDAY = '2025-12-10'

/** The expected expressions stand in brackets, their values follow in order; no values: nothing may be found. */
type Row = [marked: string, ...values: string[]]

function check(name: string, published: Day | null, rows: Row[]): void {
  for (const [marked, ...values] of rows) {
    test(`it reads ${name}: ${marked}`, () => {
      const text = marked.replace(/[[\]]/g, '')
      const found = findTimexes(text, published)
      assert.equal(found.map(({ start, end }) => text.slice(start, end)), [...marked.matchAll(/\[([^\]]*)\]/g)].map((match) => match[1]))
      assert.equal(found.map(({ value }) => value), values)
    })
  }
}

check('written days', WEDNESDAY, [
  ['The bridge opened on [December 6, 2025].', '2025-12-06'],
  ['It fell on [Dec. 6] and was mended.', '2025-12-06'],
  ['Talks began [6 December 2024] in Orla.', '2024-12-06'],
  ['On [the 6th of December] the council met.', '2025-12-06'],
  ['[Saturday, Dec. 6], was quiet.', '2025-12-06'],
  ['They met on [Sunday (November 30, 2025)].', '2025-11-30'],
  ['In [this May 5, 2018], photo the mayor waves.', '2018-05-05'],
  ['It was signed on [2024-02-29].', '2024-02-29'],
  ['The form says [12/25/2024].', '2024-12-25'],
  ['He was born on [29 February 2024].', '2024-02-29'],
  ['The fair will open on [Jan. 15].', '2026-01-15'],
  ['The term ended [June 30].', '2025-06-30'],
  ['The vote was held on [Nov. 3, last year].', '2024-11-03'],
  ['The memorial to the [Sept. 11] attacks was cleaned.', '2001-09-11'],
  ['Children play on [Sunday, August 25], in a park.', '2024-08-25'],
  ['From [Oct. 12] to [Nov. 3, 2014], the road was shut.', '2014-10-12', '2014-11-03']
])

check('holidays', WEDNESDAY, [
  ['They met on [Christmas Day 2019] and on [New Year\'s Eve].', '2019-12-25', '2024-12-31'],
  ['He will come for [Christmas].', '2025-12-25'],
  ['It was told [last Thanksgiving], and on [Easter Monday, 2016].', '2025-11-27', '2016-03-28'],
  ['[Memorial Day of 2012] was warm, [Labor Day 2012] was not.', '2012-05-28', '2012-09-03'],
  ['Christmas Island, the Easter eggs and the Christmas tree.'],
  ['New York took it in good faith.']
])

check('weeks, quarters and days by sign', WEDNESDAY, [
  ['She resigned [Tuesday last week].', '2025-12-02'],
  ['The talks will go on [Monday of next week].', '2025-12-15'],
  ['Sales rose in [Q4 2024] and [H1 2025], not in [3Q 2023].', '2024-Q4', '2025-H1', '2023-Q3'],
  ['Type Q5 and H3 are no periods, nor is Q4x.'],
  ['Signed [3/20/13], before [9/11] was marked.', '2013-03-20', '2001-09-11'],
  ['It rained in the second week of [May] and in [April]-[June].', '2025-05', '2025-04', '2025-06'],
  ['It stood [a half-century ago], or [a year and a half ago].', '19', '2024'],
  ['The wall of the fifth century BC fell in 1200 B.C. or so.'],
  ['He came on [May 3, 2024]. [That same month] he left.', '2024-05-03', '2024-05']
])

check('what the present announces', WEDNESDAY, [
  ['The council reconvenes [Monday].', '2025-12-15'], ['The trial resumes on [Thursday].', '2025-12-11'], ['Voters go to the polls on [Sunday].', '2025-12-14'],
  ['On [Sunday], voters in two valleys head to the polls.', '2025-12-14'], ['[Friday] marks the end of the ferries.', '2025-12-12'], ['Fog is likely [Thursday] and [Friday], she said.', '2025-12-11', '2025-12-12'],
  ['The mill did not open [Monday].', '2025-12-08'], ['The report, to be published on [Thursday], blames the crew.', '2025-12-11'], ['He asked to be heard [Monday].', '2025-12-08'],
  ['The tolls stay until at least [September].', '2026-09'], ['They met [Monday] and [Tuesday].', '2025-12-08', '2025-12-09'], ['She said so on “Orla News Sunday.”']
])

check('parts of a day told of', WEDNESDAY, [
  ['He fell on [March 3] and died [that night].', '2025-03-03', '2025-03-03TNI'], ['He fell on [March 3]. [The next morning] he rose.', '2025-03-03', '2025-03-04TMO'],
  ['The boat sank [overnight].', '2025-12-09TNI'], ['It was seen at [1015 GMT].', '2025-12-10T10:15'], ['It was seen [Tuesday] at [11:30 a.m.].', '2025-12-09', '2025-12-09T11:30'],
  ['[The previous day], two boats sank.', '2025-12-09'], ['On [Boxing Day] it snowed.', '2024-12-26'], ['They met on [Palm Sunday] and on [Mother\'s Day].', '2025-04-13', '2025-05-11']
])

check('halves and whole spans', WEDNESDAY, [
  ['It stood for [half a century], then fell in [half an hour].', 'P50Y', 'PT30M'], ['It sank in [the first half of the year].', '2025-H1'], ['A [yearlong] drought ended.', 'P1Y'],
  ['She sails twice [a year].', 'P1Y']
])

check('no day', WEDNESDAY, [
  ['The form says 03/04/2024.'], ['It was February 30, they joked.'], ['About 1/2 of the town sat in the sun.'],
  ['He ran the second fastest lap.'], ['They may march on.'], ['Sat there, Sun Machines sold little.'], ['Version 2025-13-01 failed.'],
  ['Dial 555-2025-11.'], ['The march drew a crowd.'], ['Mar Benham is a village.'], ['Augusta Byron and June Osk, a mayor, spoke.'],
  ['Take exit 12-25-98-1.']
])

check('months', WEDNESDAY, [
  ['It rained in [August].', '2025-08'],
  ['She was hired in [December].', '2025-12'],
  ['The museum will open in [March].', '2026-03'],
  ['The tower is scheduled to be finished in [April].', '2026-04'],
  ['He was elected in [January].', '2025-01'],
  ['In [May], the price rose.', '2025-05'],
  ['It sold well in [June 2023].', '2023-06'],
  ['The [October 1999] flood was worse.', '1999-10'],
  ['The plan of [June last year] failed.', '2024-06'],
  ['Both [September] and [October 2018] were dry.', '2018-09', '2018-10'],
  ['They left in [mid-November].', '2025-11'],
  ['The court gave them until [January] to answer.', '2026-01'],
  ['The hall stood until [September].', '2025-09'],
  ['It is supposed to be over by [June].', '2026-06'],
  ['In [2010] they parted, in [August of that year].', '2010', '2010-08'],
  ['Everything hangs on the [February] election.', '2026-02'],
  ['The aide wrote to May about it.'],
  ['April Dunmore and June Osk sang.']
])

check('years, decades and centuries', WEDNESDAY, [
  ['The mill closed in [1987].', '1987'],
  ['The [2012] campaign was long.', '2012'],
  ['By [the end of 2026] it will be gone.', '2026'],
  ['Between [2015]-[2017] it doubled.', '2015', '2017'],
  ['It dates from [1745].', '1745'],
  ['In [the year 2000] nothing happened.', '2000'],
  ['In [nineteen ninety-six] the hall burned.', '1996'],
  ['In [fiscal 2024] sales fell.', '2024'],
  ['Music of [the 1980s] came back.', '198'],
  ["Fashion of [the '70s] did too.", '197'],
  ['A tower of [the 13th century] stood there.', '12'],
  ['It cost $2012 then.'], ['Some 1950 people came.'], ['She is in her 60s.'], ['Copyright 2019 Orla Herald.'],
  ['(c) 2019 Orla Herald.'], ['Flight 1745 landed.']
])

check('days and weekdays', WEDNESDAY, [
  ['The minister resigned [Tuesday].', '2025-12-09'],
  ['The minister said on [Friday] he was tired.', '2025-12-05'],
  ['The minister will resign on [Friday].', '2025-12-12'],
  ['The hearing is scheduled for [Monday].', '2025-12-15'],
  ['Reporters asked on [Wednesday] why.', '2025-12-10'],
  ['The two sides have until [Friday] to agree.', '2025-12-12'],
  ['About 10 March meetings were held.'],
  ['The barn was wrecked by [Friday]\'s storm.', '2025-12-05'],
  ['The meeting, which had been scheduled for [Monday], was dropped.', '2025-12-08'],
  ['The permit, which had been due to expire [Friday], was renewed.', '2025-12-05'],
  ['A closed-door meeting will be held [Friday].', '2025-12-12'],
  ['[Last Friday] she sang.', '2025-12-05'],
  ['[Last Wednesday] she sang.', '2025-12-03'],
  ['[This coming Sunday] she will sing.', '2025-12-14'],
  ['It began [today] and ends [tomorrow].', '2025-12-10', '2025-12-11'],
  ['It ended [late yesterday].', '2025-12-09'],
  ['She told Orla Today so.'],
  ['[Late yesterday] it ended.', '2025-12-09'],
  ['Shops were full on Black Friday.']
])

check('weeks, months, quarters and years from the day of publication', WEDNESDAY, [
  ['It fell [last week].', '2025-W49'], ['All will be paid by [the end of the month].', '2025-12'], ['He spoke on This Week.'],
  ['It was her last day.'], ['It will rise [next week].', '2025-W51'], ['[Earlier this month] it rose.', '2025-12'],
  ['Sales begin [early next year].', '2026'], ['[Last year] was dry.', '2024'], ['It opened [last April].', '2025-04'],
  ['It opens [next March].', '2026-03'], ['He left [two years ago].', '2023'], ['He left [three months ago].', '2025-09'],
  ['He left [nearly two weeks ago].', '2025-W48'], ['He left [10 days ago].', '2025-11-30'], ['He left [several years ago].', 'PAST_REF'],
  ['[Last summer] was wet.', '2025-SU'], ['In [the summer of 1994] it was hot.', '1994-SU'],
  ['They fought over [the weekend].', '2025-W49-WE'], ['They will fight [this weekend].', '2025-W50-WE'],
  ['They fought [this past weekend].', '2025-W49-WE'],
  ['They fought [this past summer].', '2025-SU'],
  ['Few predicted any of this back in [August].', '2025-08'], ['The ferry will be back in [March].', '2026-03'], ['If the talks drag on past [March], all is lost.', '2026-03'],
  ['By [year-end] all will be paid.', '2025'], ['In [2010] it won; [that year] it also lost.', '2010', '2010'],
  ['It rained [last week] and [the following week].', '2025-W49', '2025-W50'],
  ['He came in [March 2020] and left [the following month].', '2020-03', '2020-04'],
  ['They love the Winter Games.'], ['The fall of the wall was loud.']
])

check('quarters, halves and what they are compared with', WEDNESDAY, [
  ['Profit fell in [the third quarter].', '2025-Q3'], ['[Third-quarter] profit fell.', '2025-Q3'],
  ['In [the third quarter of 2019] it fell.', '2019-Q3'],
  ['In [the 2019 third quarter] it fell.', '2019-Q3'], ["[This year's third quarter] was good.", '2025-Q3'],
  ['In [the first half of 2024] it rose.', '2024-H1'],
  ['It made $2 in [the third quarter], up from $1 [a year earlier].', '2025-Q3', '2024-Q3'],
  ['It made $2 in [the third quarter], up from $1 in [the year-ago period]. In [the quarter] it hired.', '2025-Q3', '2024-Q3', '2025-Q3'],
  ['It made $2 in [the third quarter]. Sales were $7 million, up from $5 million [a year ago].', '2025-Q3', '2024-Q3'],
  ['It made $2 in [the third quarter]. We met [a year ago].', '2025-Q3', '2024'],
  ['About three-quarters of them agreed.'], ['A quarter of the town agreed.']
])

check('durations and sets', WEDNESDAY, [
  ['It took [three years].', 'P3Y'], ['It took [nearly forty days].', 'P40D'], ['It took [two and a half years].', 'P2Y6M'],
  ['It took [2 1/2 hours].', 'PT2H30M'],
  ['A [four-day] trip.', 'P4D'], ['The [17-year-old] won.', 'P17Y'], ['Over [the past two months] it fell.', 'P2M'],
  ['In [the next few days] it may fall.', 'PXD'],
  ['Over [the past year] it fell.', 'P1Y'], ['Within [weeks] it was over.', 'PXW'], ['It costs [up to 90 days].', 'P90D'],
  ['[Twenty-four hours] passed.', 'PT24H'],
  ['It saves $5 million a year.'], ['She is 40 years old.'],
  ['They sing [every month].', 'P1M'], ['They sing [each Thursday].', 'XXXX-WXX-4'],
  ['They sing on [Mondays] and [Friday nights].', 'XXXX-WXX-1', 'XXXX-WXX-5TNI'], ['They sing [each July].', 'XXXX-07'],
  ['They sing [every second week].', 'P2W']
])

check('times of day', WEDNESDAY, [
  ['The doors open at [5 p.m.] sharp.', '2025-12-10T17:00'], ['It ends at [10:30 a.m. Friday].', '2025-12-05T10:30'],
  ['It will end at [5 p.m. EST, Dec. 19].', '2025-12-19T17:00'], ['It ended at [noon Tuesday].', '2025-12-09T12:00'],
  ['[This morning] it snowed.', '2025-12-10TMO'], ['[Last night] it snowed.', '2025-12-09TNI'],
  ['[Saturday night] it snowed.', '2025-12-06TNI'],
  ['It will snow [tonight].', '2025-12-10TNI'], ['Crowds met in Orla [Saturday night].', '2025-12-06TNI'], ['They won 10:30 in points.'],
  ['He sang on Saturday Night Live.'], ['They meet on a Saturday night.']
])

check('references', WEDNESDAY, [
  ['The firm [now] owns it.', 'PRESENT_REF'], ['It [recently] grew.', 'PAST_REF'], ['In [the past], it was poor.', 'PAST_REF'],
  ['She fears [the future].', 'FUTURE_REF'], ['In [recent years] it grew.', 'PAST_REF'], ['Leave as soon as you can.'],
  ['The most recent poll.']
])

check('without a day of publication only what needs none', null, [
  ['It opened on [December 6, 2025].', '2025-12-06'], ['It opened on [December 8].', 'XXXX-12-08'],
  ['It opened in [1987] and [May 1990].', '1987', '1990-05'],
  ['It opened [Tuesday].', 'XXXX-WXX-2'], ['It opened in [August].', 'XXXX-08'], ['It opened yesterday, or last week.'],
  ['In [the third quarter of 2019] it rose.', '2019-Q3']
])

check('spans, short years and signs of reports', WEDNESDAY, [
  ['The fair ran [June 3-7, 2022], after [May 3–5].', '2022-06-03', '2025-05-03'], ['Talks on [9-10 May] failed.', '2025-05-09'], ['It broke on [13.02.2024] and [03-Mar-2025].', '2024-02-13', '2025-03-03'],
  ['The score was 3-7, and 13.2.24 a version.'], ['The class of [\'08] and the storm of [’69] are told of.', '2008', '1969'], ["They sang rock 'n' roll and '20 songs'."],
  ['It forecasts growth in [FY25] and [FY 2026].', '2025', '2026'], ['In [2Q24], [Q3 FY24] and [1H25] margins shrank.', '2024-Q2', '2024-Q3', '2025-H1'],
  ['In [the noughties] and [early autumn] fish were few.', '200', '2025-FA'], ['It rained at [14:30] and at [18:05 on Tuesday].', '2025-12-10T14:30', '2025-12-09T18:05'], ['She ran it in 14:30, he in 15:10.']
])

check('numbers that are no years', WEDNESDAY, [
  ['Room 2020 lies on Highway 2001.'], ['She read "1984" and “2001” aloud.'], ['About 800 people and 1500 cows came.'], ['It ran Windows 2000.'],
  ['It stood from [1412] to [1450].', '1412', '1450'],
])

check('years that little tells', WEDNESDAY, [
  ['The pre-[2020] rules and the act ([1707]) apply.', '2020', '1707'], ['In [1066], a duke came.', '1066'], ['He weighs 2001 grams and costs 1999 crowns, see No. 1984.'],
  ['Fees rose between [March] and [May] and will fall from [March].', '2025-03', '2025-05', '2026-03'], ['Debt at [30 September 2024] was small.', '2024-09-30'],
  ['At [2 a.m. local time on Tuesday] it broke, at [5 p.m. Eastern time] it stood.', '2025-12-09T02:00', '2025-12-10T17:00'],
  ['He wrote to the Sunday Echo.'], ['Voters choose a president on [Sunday].', '2025-12-14'], ['Tickets go on sale [Saturday].', '2025-12-13'], ['She had no vote on [Monday].', '2025-12-08'],
])

check('what is easily misread', WEDNESDAY, [
  ['[Last Easter] he swam; [this Christmas] he will not.', '2025-04-20', '2025-12-25'], ['It broke at [11.30am on Tuesday] and cost 3.15 crowns.', '2025-12-09T11:30'],
  ['The storm will hit [Thursday].', '2025-12-11'], ['The bank could cut on [Friday].', '2025-12-12'], ['The storm hit [Thursday].', '2025-12-04'], ['A poll in [late May] found so, and gains in [June] were weak.', '2025-05', '2025-06'],
  ['It is [Saturday], says the clock.', '2025-12-06'], ['It was so in [1800], and [1876], and will be through [2087].', '1800', '1876', '2087'], ['They lost the first quarter-final.'],
])

check('what is or was near a day', WEDNESDAY, [
  ['The funeral is [Saturday].', '2025-12-13'], ['The game is at [7:30 p.m. Thursday].', '2025-12-11T19:30'], ['Three men, who fled on [Saturday], will be tried on [Monday].', '2025-12-06', '2025-12-15'],
  ['Rain is forecast for [Thursday].', '2025-12-11'], ['She is at odds with him, papers filed [Friday] show.', '2025-12-05'], ['[Remembrance Sunday] and [Anzac Day] were wet.', '2025-11-09', '2025-04-25'],
  ['He died on [Aug. 3]. [The day before], he sang.', '2025-08-03', '2025-08-02'], ['He sang the day before the vote.'], ['He fell on [Aug. 3] and died [three days] later.', '2025-08-03', 'P3D'],
])

test('it mentions the day that so many days later leads to', () => {
  const values = (text: string) => findMentions(text, WEDNESDAY).map(({ value }) => value)
  assert.equal(values('He fell on Aug. 3 and died three days later. A week later they sang.'), ['2025-08-03', '2025-08-06', '2025-08-13'])
  assert.equal(values('They married in 1998 and parted two years later.'), ['1998', '2000'])
  assert.equal(values('It was signed in 2017. It is read aloud, 241 years later, and began a day later than planned.'), ['2017'])
  assert.equal(values('By 2035 it will lead, ten years later it will rule.'), ['2035', '2045'])
  assert.equal(values('They married in May 1998 and parted a month later.'), ['1998-05', '1998-06'])
  assert.equal(values('They married in 1998 and parted three days later. Three days later it rained.'), ['1998'])
})

test('it keeps the calendar across the ends of years and months', () => {
  const value = (text: string, published: Day) => findTimexes(text, published)[0]?.value
  assert.is(value('It fell yesterday.', '2024-03-01'), '2024-02-29')
  assert.is(value('It fell yesterday.', '2025-01-01'), '2024-12-31')
  assert.is(value('It fell last week.', '2025-01-01'), '2024-W52')
  assert.is(value('It falls next month.', '2025-12-31'), '2026-01')
  assert.is(value('It fell last month.', '2025-01-31'), '2024-12')
  assert.is(value('It fell on Dec. 30.', '2025-01-02'), '2024-12-30')
  assert.is(value('It will fall on Feb. 29.', '2023-12-01'), '2024-02-29')
  assert.is(value('It fell in the fourth quarter.', '2025-01-20'), '2024-Q4')
})

check('weekdays counted from others', WEDNESDAY, [
  ['[A week ago Friday], the mast fell.', '2025-11-28'],
  ['The mast fell [two weeks ago on Sunday].', '2025-11-23'],
  ['The choir sings [a week on Saturday].', '2025-12-20'],
  ['The court will rule [two weeks from Friday].', '2025-12-26'],
  ['The choir sings on [Saturday week].', '2025-12-20'],
  ['School started [two Mondays ago].', '2025-12-01'],
  ['School starts on [the first Monday of September].', '2026-09-07'],
  ['School started on [the last Friday in August 2024].', '2024-08-30'],
  ['The choir sang [last Friday night].', '2025-12-05TNI'],
  ['The committee met [Monday] and meets again [Friday].', '2025-12-08', '2025-12-12'],
  ['Polls open on [Thursday] and close on [Friday].', '2025-12-11', '2025-12-12'],
  ['The vote is [a week from today].', '2025-12-17'],
  ['Doors open at [7 p.m. on Saturday].', '2025-12-13T19:00'],
  ['The hearing is [now] on [Friday].', 'PRESENT_REF', '2025-12-12'],
  ['They sat close on [Tuesday].', '2025-12-09'],
  ['They met on [Saturday] week in, week out.', '2025-12-06'],
])

check('numbers with points', WEDNESDAY, [
  ['The court ruled on [13.02.2024].', '2024-02-13'],
  ['The hearing ([5.1.2026]) is public.', '2026-01-05'],
  ['Open [13.02.2024]–[15.02.2024].', '2024-02-13', '2024-02-15'],
  ['See photo.jane.11.03.2015.mp4 there.'],
  ['He spoke on [2025/11/03] in Orla.', '2025-11-03'],
  ['He speaks at [18.30 GMT on Tuesday].', '2025-12-09T18:30'],
  ['It sank at [0345 local time on Saturday].', '2025-12-06T03:45'],
  ['The gymnast led with 13.02.2024 points.'],
  ['Install version 1.2.2024 or later.'],
  ['The bill is numbered 2019/24.'],
  ['The season of [2019]/20 was wet.', '2019'],
  ['Dial 0800 2024.'],
  ['The lot went for 2015 marks.'],
  ['[2024] marks the tenth year.', '2024'],
  ['In [1998] steps were taken, and in [2015] goals were rare.', '1998', '2015'],
  ['Some 1500 local families were moved.'],
  ['The fair opens on the fifth [Monday] in [February 2023].', '2025-12-15', '2023-02'],
])

check('spans of years', WEDNESDAY, [
  ['He grew up in [the early nineties].', '199'],
  ['She is in her early nineties.'],
  ['The castle was built in [the late 1300s].', '13'],
  ['The dam burst in [2017]. [The year before], it was checked.', '2017', '2016'],
  ['The dam burst in [2017], the year before the flood.', '2017'],
  ['Sales fell in [the final quarter of last year].', '2024-Q4'],
  ['They scored in the final quarter.'],
  ['As recently as [October], the mayor denied it.', '2025-10'],
  ['[St. Patrick’s Day] drew crowds.', '2025-03-17'],
])

test('it does not read over the end of a paragraph', () => {
  assert.equal(findTimexes('It closed in June\n\n12 people stayed.', WEDNESDAY).map(({ value }) => value), ['2025-06'])
})

test('it mentions days, weeks, months, quarters and years only', () => {
  const text = 'On Friday night, two years after the 1990s, they now met in May 2020, each Monday, in summer, and last week, in the third quarter of 2021 and in 2023.'
  assert.equal(findMentions(text, WEDNESDAY).map(({ value }) => value), ['2025-12-05', '2020-05', '2025-W49', '2021-Q3', '2023'])
})

test('it mentions nothing that would need the day of publication when that is not known', () => {
  assert.equal(findMentions('On Friday, December 8, and last week; in August; two years ago; at 5 p.m.', null), [])
})

test('it does not take a clock time for a mention of the day of publication', () => {
  assert.equal(findMentions('Doors open at 5 p.m. for the choir.', WEDNESDAY), [])
})

test('it answers any text with ranges inside it, in order, and real values', () => {
  const words = 'the last next this past three 12 31 2024 0 May Feb. Friday Mondays week on from , - / : . p.m. quarter year years ago earlier first half hundred thousand and a of in will said \n\n\' s early week-end weekend'.split(' ')
  const text = fc.array(fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...words) }, fc.string({ unit: 'binary' })), { maxLength: 30 }).map((parts) => parts.join(' '))
  const day = fc.option(fc.constantFrom('2024-02-29', '0001-01-01', '9999-12-31', '2025-12-31', WEDNESDAY), { nil: null })
  fc.assert(fc.property(text, day, (written, published) => {
    let last = 0
    for (const { start, end, value } of findTimexes(written, published)) {
      assert.ok(last <= start && start < end && end <= written.length)
      if (/^\d{4}-\d\d-\d\d$/.test(value)) assert.ok(isDay(value))
      last = end
    }
    for (const { value } of findMentions(written, published)) mentionRange(value)
  }), { numRuns: runs() })
})

test.run()
