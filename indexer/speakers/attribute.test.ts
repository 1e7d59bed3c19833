import { test } from 'uvu'
import * as assert from 'uvu/assert'
import fc from 'fast-check'
import { pronounGender } from './referents.ts'
import { attribute } from './attribute.ts'
import { runs } from '../../tests/fuzz/runs.ts'

/** Invented articles: an opening that names its people, then the paragraph looked at. `name (basis): words`. */
function tell(paragraphs: string[], lang: string | null = null): string[][] {
  return attribute({ title: null, byline: null, lang, paragraphs: paragraphs.map(text => ({ text, section: null })) })
    .map(({ speakers }, i) => speakers.map(({ name, basis, quotes }) => `${name} (${basis})${quotes.map(({ start, end }) => ` ${paragraphs[i]!.slice(start, end)}`).join('')}`))
}

const OPENING = 'The harbour council met on Tuesday in Port Ellen, where Mayor Anna Vorel and Senator David Tamm (D-Ohio) had been invited to discuss the new ferry.'

const rows: [string, string[], string[]][] = [
  ['a name before its verb', ['“The ferry is late,” Vorel said on Tuesday.'], ['Anna Vorel (named) “The ferry is late,”']],
  ['a name after its verb', ['“The ferry is late,” said Vorel.'], ['Anna Vorel (named) “The ferry is late,”']],
  ['a verb before its quotation', ['Tamm told reporters, “We will not pay for it.”'], ['David Tamm (named) “We will not pay for it.”']],
  ['words on both sides of the verb', ['“The ferry,” Vorel said, “is a disgrace to this town.”'], ['Anna Vorel (named) “The ferry,” “is a disgrace to this town.”']],
  ['single marks', ['‘The ferry is late,’ Vorel said on Tuesday.'], ['Anna Vorel (named) ‘The ferry is late,’']],
  ['two apostrophes as marks', ["''The ferry is late,'' Vorel said on Tuesday."], ["Anna Vorel (named) ''The ferry is late,''"]],
  ['reported speech', ['Vorel said that the council would pay for the ferry.'], ['Anna Vorel (named)']],
  ['a person described between commas', ['“We were never asked,” said Mara Lindqvist, a docker from the old town, on Tuesday.'], ['Mara Lindqvist (named) “We were never asked,”']],
  ['a new person with titles', ['Deputy Harbour Master Peter Lang said the pier was closed.'], ['Peter Lang (named)']],
  ['according to', ['The pier is closed, according to Tamm.'], ['David Tamm (named)']],
  ['a post', ['“We will sail again,” Tamm wrote on X.'], ['David Tamm (named) “We will sail again,”']],
  ['a name that an office introduces', ['The director of the Harbour Centre, Mara Lindqvist, told reporters that the pier was closed.'], ['Mara Lindqvist (named)']],
  ['a name behind whose aide she is', ['“The pier is closed,” added his spokeswoman Mara Lindqvist.'], ['Mara Lindqvist (named) “The pier is closed,”']],
  ['a subject past two asides', ['Vorel, the former harbour master, who built the pier in 1990, called it “a very old and very sad pier” on Monday.'], ['Anna Vorel (named) “a very old and very sad pier”']],
  ['two who speak in turn', ['Vorel said, “The ferry will never be sold.” Tamm said, “It will be sold tomorrow.”'], ['Anna Vorel (named) “The ferry will never be sold.”', 'David Tamm (named) “It will be sold tomorrow.”']],
  ['two who say the same', ['“We sold the ferry,” Vorel and Tamm said in a joint statement.'], ['Anna Vorel (named) “We sold the ferry,”', 'David Tamm (named) “We sold the ferry,”']],
  ['a deputy whose boss was named', ['In Port Ellen, her deputy, Peter Lang, said 40 boats were still at sea.'], ['Peter Lang (named)']],
  ['honours behind a name', ['His barrister, Anselm Rooke KC, said the senator was “a broken man”.'], ['Anselm Rooke (named) “a broken man”']],
  ['a doctor without a full stop', ['The clinic’s director, Dr Nikhil Sethi, said that the pier was closed.'], ['Nikhil Sethi (named)']],
  ['a child’s age before a name', ['Ten-year-old Maisie Holt said she wanted “to see the ferry”.'], ['Maisie Holt (named) “to see the ferry”']],
  ['whom a station quotes', ['Harbour radio quoted Tamm as saying that the ferry “is and will remain ours.”'], ['David Tamm (named) “is and will remain ours.”']],
  ['who accuses and who answers', ['Vorel accused Mr. Tamm of “playing with the ferry,” while Mr. Tamm said the mayor had “nobody to blame but herself.”'],
    ['Anna Vorel (named) “playing with the ferry,”', 'David Tamm (named) “nobody to blame but herself.”']],
  ['two with a verb and an apposition', ['In a joint statement, Vorel and her counterpart, Eira Solheim, said: “We will not sell the ferry.”'],
    ['Anna Vorel (named) “We will not sell the ferry.”', 'Eira Solheim (named) “We will not sell the ferry.”']],
  ['two who share a verb', ['Vorel and Tamm said that the pier was closed.'], ['Anna Vorel (named)', 'David Tamm (named)']],
  ['who speaks to whom a station owns', ["Tamm, speaking to Harbour News' Mara Lindqvist, in a talk to be aired on Monday, praised the pilots, saying they were “really brave.”"], ['David Tamm (named) “really brave.”']],
  ['whose words are told', ['In the words of the late captain Mara Lindqvist, “no ferry is ever in time”.'], ['Mara Lindqvist (named) “no ferry is ever in time”']],
  ['two whose words are told', ['In the words of Vorel, “no ferry is ever in time.” In the words of Tamm, “every pilot is.”'],
    ['Anna Vorel (named) “no ferry is ever in time.”', 'David Tamm (named) “every pilot is.”']],
  ['a name with an article and a role before it', ['Tamm’s guest, the ferry critic Oskar Brandt, insisted that “none of it was true”.'], ['Oskar Brandt (named) “none of it was true”']],
  ['an office in capitals with a name behind it', ['The mayor’s Chief Press Secretary, Mr Peter Lang, said the pier was closed.'], ['Peter Lang (named)']],
  ['whose words somebody else passed on', ['“Small boats are a nuisance we inherited,” Tamm told the guests, according to the two people.'], ['David Tamm (named) “Small boats are a nuisance we inherited,”']],
  ['whose words a paper printed', ['“Small boats are a nuisance,” Vorel said, according to the Harbour Post.'], ['Anna Vorel (named) “Small boats are a nuisance,”', 'Harbour Post (organisation)']],
  ['a party before the office of who says it', ['“It is about keeping our children safe,” said Democratic state Rep. Rhonda Lindqvist.'], ['Rhonda Lindqvist (named) “It is about keeping our children safe,”']],
  ['a name that is put somewhere', ['As the late captain Mara Lindqvist once put it, a ferry is a rumour.'], ['Mara Lindqvist (named)']],
  ['who gave one name only', ['A docker who gave only his first name, Peter, said the pier was closed.'], ['Peter (named)']],
  ['who confirmed a death', ['The captain’s death was confirmed by her son, Peter Lang.'], ['Peter Lang (description)']],
  ['a chief executive told by letters', ['The Marlow Group’s CEO, Peter Lang, said the pier was closed.'], ['Peter Lang (named)']],
  ['a role of no noun for people', ['The ferry’s only stoker, Peter Lang, said that the pier was closed.'], ['Peter Lang (named)']],
  ['a sentence that a quotation ends', ['Vorel was blunt: “It is a very old ferry.”'], ['Anna Vorel (named) “It is a very old ferry.”']],
  ['whose verdict a quotation is', ['Vorel’s verdict: “It is a very old ferry.”'], ['Anna Vorel (named) “It is a very old ferry.”']],
  ['a witness', ['Tamm testified that the pier was closed.'], ['David Tamm (named)']],
  ['in whose words something is', ['The ferry, in Vorel’s words, is “a very old bathtub”.'], ['Anna Vorel (named) “a very old bathtub”']],
  ['who is quoted by another', ['“It is a very old ferry,” Vorel quoted Tamm as saying.'], ['David Tamm (named) “It is a very old ferry,”']],
  ['a state’s office before a name', ['The mayor’s niece, state Rep. Mara Lindqvist, shouted: “We want our ferry back today!”'], ['Mara Lindqvist (named) “We want our ferry back today!”']],
  ['a style before a clergyman', ['The bishop of Port Ellen, the Most Rev. Peter Lang, said that the pier was closed.'], ['Peter Lang (named)']],
  ['who answers whom', ['Replying to Tamm, Vorel wrote: “The ferry is ours.”'], ['Anna Vorel (named) “The ferry is ours.”']],
  ['a relative clause with a name at its end', ['The mayor, who spoke through her secretary, Peter Lang, said the pier was closed.'], ['Anna Vorel (description)']],
  ['whose post somebody shows', ['Vorel shared a post by her rival Peter Lang that read “The ferry is a disgrace to us all.”'], ['Peter Lang (named) “The ferry is a disgrace to us all.”']],
  ['whose message somebody shows, past a role', ['Vorel shared a message from her pilot, Captain Peter Lang, that read: “Sail for the girl you were.”'], ['Peter Lang (named) “Sail for the girl you were.”']],
  ['a member of parliament', ['Mara Osk MP said that the pier was closed.'], ['Mara Osk (named)']],
  ['whose letter somebody reads and who adds to it', ['Vorel read a letter from Tamm saying “The ferry is a disgrace to us all.” “I agree with every word of it,” Vorel said.'],
    ['David Tamm (named) “The ferry is a disgrace to us all.”', 'Anna Vorel (named) “I agree with every word of it,”']],
  ['a label of a transcript', ['TAMM: I never saw the ferry before that day.'], ['David Tamm (named) I never saw the ferry before that day.']],
  ['a signature', ['“I loved that old ferry and I always will.” ― Mara Lindqvist'], ['Mara Lindqvist (named) “I loved that old ferry and I always will.”']],
]
for (const [name, paragraphs, expected] of rows) {
  test(`it hears ${name}`, () => assert.equal(tell([OPENING, ...paragraphs, 'Mr. TAMM is sixty.']).at(1), expected))
}

const silent: [string, string][] = [
  ['a spokesman', '“The ferry is late,” a spokesman for Tamm said.'],
  ['unnamed sources', 'The ferry will be sold, sources said on Tuesday.'],
  ['officials', '“The ferry will be sold,” two officials said on Tuesday.'],
  ['a scare quote', 'They belong to the so-called “coalition of the sailing” of the north.'],
  ['people who take part in talks', 'Vorel and Tamm took part in a virtual meeting two weeks ago, where they discussed plans to sell the ferry.'],
  ['a source in a room', '“The ferry will be sold tomorrow,” said one party source in the room.'],
  ['somebody of whom others tell', 'Tamm was hurt at the pier. He’s reported to be in serious condition.'],
  ['the authors of a book', 'Vorel and Tamm are the authors of “Why the Ferry Never Comes and What to Do”.'],
  ['a question', 'Did Tamm say when the ferry would be sold?'],
  ['a question about what would be said', 'What would Vorel say about the new ferry? Nobody knows.'],
  ['a supposition', 'If Tamm says he will sell the ferry, believe him.'],
  ['what others call somebody', 'Vorel has been described as “a very old bathtub”.'],
  ['a mere thought', 'Suppose the mayor tells us so tomorrow.'],
  ['tears', 'Vorel wept.'],
  ['the writer of works', 'Vorel has written four novels and refuses to own a boat.'],
  ['the owner of a title', 'Vorel’s “Never Sell the Ferry” went to the top of the list on Friday.'],
  ['a firm that its letters tell', 'Marlow Cups plc warned of “a very hard winter in the market”.'],
  ['whoever a line below a quotation is about', '“I never think of it.” — Asked about Anna Vorel, on the radio'],
  ['a corps', 'The Marine Corps said that all ferries were safe.'],
  ['whom others answer', '“We were wrong about the ferry,” the station wrote in response to Harbour Board spokeswoman Mara Lindqvist.'],
  ['those who helped with a report', 'Mara Lindqvist reported and wrote from Port Ellen; Peter Lang contributed to this report.'],
  ['people who only act', 'Vorel and Tamm walked to the pier and looked at the ferry.'],
  ['a scare quote beside those who meet', 'Vorel, Lindqvist and Tamm took part in a meeting of the “coalition of the sailing” last week, where they discussed plans for the pier.'],
  ['a party and its owner', 'Mr. Tamm’s party later posted on X: “The people will remember.”'],
  ['a family', 'The old captain has died at 91, his family said on Sunday.'],
  ['a spokesman of somebody named', '“The senator has made his views very clear,” the spokesman said.'],
  ['somebody who declines to comment', 'Tamm declined to comment.'],
  ['a link to another text', 'READ MORE: Tamm says the ferry will never be sold'],
  ['the caption of a picture', 'FILE PHOTO: Mayor Anna Vorel speaks at the pier on Monday, when she said the ferry was late.'],
  ['what was watched', 'JUST WATCHED Tamm: We will get to the bottom of it Replay More Videos MUST WATCH Tamm: We will get to the bottom of it'],
  ['a couple known by their family name', 'Mr Okafor said no. Mrs Okafor said “we all heard the ferry”.'],
  ['a text with no people', 'The ferry was built in 1954 and repainted twice.'],
]
for (const [name, text] of silent) test(`it hears nobody in ${name}`, () => assert.equal(tell([OPENING, text]).at(1), []))

test('it knows a pronoun by what stands before it', () => {
  const told = tell([OPENING, '“The ferry is late,” Vorel said.', '“It will be late again,” she said.'])
  assert.equal(told[2], ['Anna Vorel (pronoun) “It will be late again,”'])
})

test('it gives a quotation to the newcomer who leads the sentence before it', () => {
  const told = tell([OPENING, '“The ferry is late,” Vorel said.', 'The captain, Oskar Brandt, was less impressed. “It was never on time, and it never will be.”'])
  assert.equal(told[2]!.map(one => one.replace(/ \(.*/, '')), ['Oskar Brandt'])
})

test('it takes no woman for he and no man for she where a title tells', () => {
  const told = tell([OPENING, 'Mr. Tamm praised Mrs. Vorel for an hour.', '“He never tires of it,” she said.'])
  assert.equal(told[2], ['Anna Vorel (pronoun) “He never tires of it,”'])
})

test('it takes no Mr for a woman whose husband he is', () => {
  const told = tell(['“Nine hours on a ferry,” said Kirsty Lang, of Port Ellen.', 'Her husband said they had slept on the luggage.', '“They brought us one biscuit,” Mr Lang said.'])
  assert.equal(told[2], ['Lang (named) “They brought us one biscuit,”'])
})

test('it takes no president for the first lady who was named before', () => {
  const told = tell(['Then first lady Mara Lindqvist opened the pier.', 'The pier must never close, as President Lindqvist has stressed.', '“We saw it,” the first lady said.'])
  assert.equal(told.slice(1), [['Lindqvist (named)'], ['Mara Lindqvist (description) “We saw it,”']])
})

test('it takes a title for whoever bears it, not for the wife who spoke last', () => {
  const told = tell(['Mayor Jan Lindqvist and his wife, Mara Lindqvist, opened the pier.', '“I chose the planks,” Mara Lindqvist said.', 'Mayor Lindqvist said it would be free.'])
  assert.equal(told[2], ['Jan Lindqvist (named)'])
})

test('it takes the name of the dead for them, not for whoever confirmed the death', () => {
  const told = tell(['Agnes Lang, who counted birds, has died at 88.', 'Her death was confirmed by her niece, Celia Lang.', '“Birds do not wait,” Lang told the Harbour Post in 1994.'])
  assert.equal([told[1], told[2]], [['Celia Lang (description)'], ['Agnes Lang (named) “Birds do not wait,”']])
})

test('it does not take somebody for a woman because she works for one', () => {
  const told = tell(['Charlie Lang, an adviser to Mrs. Vorel, was on the pier.', '“The ferry is late,” Mr. Lang said.'])
  assert.equal(told[1], ['Charlie Lang (named) “The ferry is late,”'])
})

test('it takes a description that nothing tells of somebody for him only where he is named alone before it, or spoke just above', () => {
  const above = ['Ilona Varga met Oskar Brandt on the pier, and David Tamm watched them from his car.', 'Nobody spoke.']
  assert.equal(tell([...above, 'The welder said the planks were rotten.']).at(-1), [])
  assert.equal(tell([...above, '“The planks are rotten,” Brandt said.', '“Look at them before anybody falls through,” the former welder told the council.']).at(-1)!.map(one => one.replace(/ \(.*/, '')), ['Oskar Brandt'])
})

test('it takes no man for a congresswoman, and no man for every person whose noun ends so', () => {
  const told = tell(['“The ferry is late,” said Rep. David Tamm, R-Pa.', '“I was never asked,” wrote Ilona Varga.', 'The congresswoman said she had waited for an hour.'])
  assert.not.ok(told[2]!.some(one => one.startsWith('David Tamm')), told[2]!.join())
  assert.equal(pronounGender('spokesperson'), null)
})

test('it begins a sentence behind one in brackets', () => {
  const told = tell([OPENING, 'Vorel said the pilots are lazy. (She also said that the pier might fall.) Senator Tamm then claimed victory in the harbour book:', 'The pilots were asleep and nobody woke them before the ferry had left the pier in the morning.'])
  assert.equal(told[2]!.map(one => one.replace(/ \(.*/s, '')), ['David Tamm'])
})

test('it knows an age by where it was told', () => {
  const told = tell(['Ilona Varga, 22, and Mara Lindqvist, 30, met on the pier.', 'Lindqvist said the water was cold.', '“I could swim for hours,” the 22-year-old said.'])
  assert.equal(told[2], ['Ilona Varga (description) “I could swim for hours,”'])
})

test('it takes a pronoun for the subject of the clause before it', () => {
  const told = tell([OPENING, '“The ferry is late,” Tamm said.', 'As Oskar Brandt stepped on the pier, he told the dockers that it would be sold.'])
  assert.equal(told[2]!.map(one => one.replace(/ \(.*/, '')), ['Oskar Brandt'])
})

test('it gives a pronoun to nobody rather than to somebody of the other sex far above', () => {
  const told = tell([OPENING, 'Tamm praised the pilots.', 'A docker watched from the pier.', '“He never paid us,” she said of the captain.'])
  assert.not.ok(told[3]!.some(one => one.startsWith('David Tamm')), told[3]!.join())
})

test('it takes a pronoun for whoever leads its paragraph before whoever spoke above', () => {
  const told = tell(['Ivo Garde and his brother Luc Garde met on the pier.', '“It was written on a napkin,” Luc Garde said.', 'Ivo laughs at that. “My father could not write,” he says.'])
  assert.equal(told[2]!.map(one => one.replace(/ \(.*/, '')), ['Ivo Garde'])
})

test('it takes a doctor for whoever is one, and not for his son', () => {
  const told = tell(['Theodora Pallas, who mapped the harbour, died on Friday.', 'It was told by her son, Stavros Pallas.', '“There is nothing down there,” Dr. Pallas said in 1988.'])
  assert.equal(told[2]!.map(one => one.replace(/ \(.*/, '')), ['Theodora Pallas'])
})

test('it believes a man called like a town', () => {
  const told = tell([OPENING, 'The council praised the club’s Sven Aarhus.', 'Aarhus had said that the pier was closed.'])
  assert.equal(told[2], ['Sven Aarhus (named)'])
})

test('it gives a bare quotation to the only one named above it, who leads', () => {
  const told = tell(['Captain Oskar Brandt remembers the last ferry of the war.', '“We had room for eleven and there were thirty.', '“Nobody tells you that part of it.”', 'The pilot Peter Lang declined to comment.', '“It was never the same again, and it never will be.”'])
  assert.equal(told.map(list => list.map(one => one.replace(/ \(.*/, ''))), [[], ['Oskar Brandt'], ['Oskar Brandt'], [], []])
})

test('it takes initials with stops, apart and without them for one name', () => {
  const told = tell(['J. D. Lang met the dockers.', 'J.D. Lang said the pier was closed.', 'JD Lang said it was not.'])
  assert.equal(told.slice(1), [['J. D. Lang (named)'], ['J. D. Lang (named)']])
})

test('it knows a husband by his wife’s family name', () => {
  const told = tell(['The hikers, Greg and Jane Lang of Port Ellen, were found on Monday.', '“He said he knew the way,” Jane Lang said.', 'Her husband laughed. “I did know the way,” he said.'])
  assert.equal(told[2]!.map(one => one.replace(/ \(.*/, '')), ['Greg Lang'])
})

test('it knows a role by what somebody is said to be', () => {
  const told = tell(['Oskar Brandt, the presumptive nominee, spoke on the pier.', 'Mara Lindqvist is the presumptive Democratic nominee.', '“No,” the presumptive Democratic nominee said.'])
  assert.equal(told[2], ['Mara Lindqvist (description) “No,”'])
})

test('it knows by a relative’s word who is a woman, and a name in the middle of a name', () => {
  const told = tell(['The co-founder Tobi Vorel and Farida Begum Ansar were on the pier.', 'His co-founder and wife, Simi Vorel, runs the boats.', 'The ferry will sail, according to Ms Vorel.', 'Opposition leader Farida Begum Ansar said it would not.'])
  assert.equal([told[2], told[3]], [['Simi Vorel (named)'], ['Farida Begum Ansar (named)']])
})

test('it takes a Frenchman for a man', () => {
  const told = tell(['Pierre Montcalm and Hatsue Ogawa met on the pier.', '“It was never his,” Ogawa said.', '“I have not slept since 1987,” said the Frenchman.'])
  assert.equal(told[2], ['Pierre Montcalm (description) “I have not slept since 1987,”'])
})

test('it knows surnames with a small word between them', () => {
  const told = tell(['Nuria Casal i Ferrer and João Tavares de Sousa met in Port Ellen.', 'Casal said the ferry was late.', '“It is not,” Tavares said.', 'Casal i Ferrer said that it was.'])
  assert.equal(told.slice(1).map(list => list.map(one => one.replace(/ \(.*/, ''))), [['Nuria Casal i Ferrer'], ['João Tavares de Sousa'], ['Nuria Casal i Ferrer']])
})

test('it gives the words to the speaker, not to the one they are about', () => {
  const told = tell([OPENING, 'Captain Oskar Brandt praised Tamm for joining the talks.', '“A new man has joined us, and he is very useful,” he said of Tamm.'])
  assert.equal(told[2], ['Oskar Brandt (pronoun) “A new man has joined us, and he is very useful,”'])
})

test('it knows a description by the titles of a name', () => {
  const told = tell(['Norwegian President Ilka Vorel and British Prime Minister John Hale met on Monday.', '“We agreed on everything,” the Norwegian president said.'])
  assert.equal(told[1], ['Ilka Vorel (description) “We agreed on everything,”'])
})

test('it knows an age and a nationality by whoever was named just above', () => {
  const told = tell([
    'Third seed Ilona Varga needed only an hour on Wednesday.', '“I could swing freely,” the 22-year-old said.',
    'Captain Luis Ferrand refused to blame the pilot.', '“He has saved us all year,” said the Spaniard.', 'The 22-year-old law says nothing.',
  ])
  assert.equal([told[1], told[3], told[4]], [['Ilona Varga (description) “I could swing freely,”'], ['Luis Ferrand (description) “He has saved us all year,”'], []])
})

test('it takes nobody for the one he is angry with', () => {
  const told = tell([OPENING, 'Tamm said that the pier was closed.', 'Captain Oskar Brandt was on the pier.', 'He bashed “Sleepy Oskar” Brandt and called the ferry “a very old bathtub”.'])
  assert.equal(told[3]!.map(one => one.replace(/ \(.*/, '')), ['David Tamm'])
})

test('it gives a joint statement to both', () => {
  const told = tell([
    'Special envoy Steve Marlow and the other side’s top negotiator Anton Umber said the talks were about the ferry.',
    '“Our aim is to end the quarrel,” the two said in a joint statement.',
  ])
  assert.equal(told[1], ['Steve Marlow (description) “Our aim is to end the quarrel,”', 'Anton Umber (description) “Our aim is to end the quarrel,”'])
})

test('it carries an open quotation on', () => {
  const told = tell([OPENING, 'Vorel said: “The ferry is late.', '“It will be late again and again.”'])
  assert.equal(told[2], ['Anna Vorel (continued) “It will be late again and again.”'])
})

test('it gives a quotation to whoever ends the paragraph above with a colon, though nothing is said there', () => {
  const told = tell([OPENING, 'Vorel called them on it:', '“The ferry is late, the pier is old and nobody has been paid.”'])
  assert.equal(told[2], ['Anna Vorel (continued) “The ferry is late, the pier is old and nobody has been paid.”'])
})

test('it names a body that speaks as a body', () => {
  const told = tell([OPENING, 'The Norwegian defence ministry said that “all ferries were safe in port.”'])
  assert.equal(told[1], ['Norwegian defence ministry (organisation) “all ferries were safe in port.”'])
})

test('it keeps two bearers of a surname two', () => {
  const told = tell([
    'Mayor Anna Vorel and her brother, Jon Vorel, came to the pier.', '“The ferry is late,” Anna Vorel said.', '“It is not,” Jon Vorel said.',
  ])
  assert.equal([told[1], told[2]], [['Anna Vorel (named) “The ferry is late,”'], ['Jon Vorel (named) “It is not,”']])
})

test('it finds a surname that is a word at the head of a sentence', () => {
  const told = tell(['Captain Mara White met the dockers.', '“The ferry is late.” White said the dockers would wait.'])
  assert.ok(told[1]!.some(line => line.startsWith('Mara White (named)')), told[1]!.join())
})

test('it reads a no-break space and a curly apostrophe in a name', () => {
  const told = tell(['Captain Mara O’Dell met the dockers.', "“The ferry is late,” Mara\u00a0O'Dell said."])
  assert.is(told[1]![0]!.split(' (')[0], 'Mara O’Dell')
})

test('it keeps father and son apart', () => {
  const told = tell(['Frank Tamm Sr. ran the sawmill for thirty years; Frank Tamm Jr. closed it in one.', '“I kept two hundred in work,” Frank Tamm Sr. said.', '“He never paid the bank,” Frank Tamm Jr. said.'])
  assert.equal(told.slice(1), [['Frank Tamm Sr. (named) “I kept two hundred in work,”'], ['Frank Tamm Jr. (named) “He never paid the bank,”']])
})

test('it takes a pronoun for the one man named beside it before somebody above whose name tells nothing', () => {
  const told = tell([
    'A lake under the glacier holds life, researchers reported on Thursday.', '“These have not seen the sun,” said Dr. Hanneke Aldous of the Institute for Polar Study, who led the work.',
    'Aldous said that the finding did not prove there was life on icy moons, but made it “a great deal less silly to look”.',
    'Rival scientist Professor Emil Strand was cautious. “Others have been fooled before,” he said, adding that he would want a second borehole.',
  ])
  assert.equal(told[3], ['Emil Strand (pronoun) “Others have been fooled before,”'])
})

test('it is silent in a language other than English', () => {
  assert.equal(tell(['“Die Fähre ist spät,” said Anna Vorel.'], 'de'), [[]])
  const german = 'Die Bürgermeisterin Anna Vorel erklärte am Dienstag im Hafen, dass die neue Fähre nicht vor dem Winter fertig werde und niemand daran etwas ändern könne. „Wir warten“, sagte Vorel.'
  assert.equal(tell([german, german]), [[], []])
})

test('it returns one answer for each paragraph, with nothing said of nothing', () => {
  assert.equal(tell([]), [])
  assert.equal(tell(['', ' ', '"']), [[], [], []])
})

test('it looks only at the beginning of a paragraph without end', () => {
  const [first] = attribute({ title: null, byline: null, lang: 'en', paragraphs: [{ text: 'Ann Vorel said “no way at all.” '.repeat(20_000), section: null }] })
  const ends = [...first!.speakers.flatMap(speaker => speaker.quotes), ...first!.unattributed].map(({ end }) => end)
  assert.ok(ends.length > 0 && Math.max(...ends) < 10_000)
})

test('it never throws, and keeps its ranges in order inside the text', () => {
  const pieces = fc.constantFrom('“', '”', '"', "'", '‘', '’', "''", ' said ', 'Anna Vorel', 'Vorel', ' he ', ' the two ', 'Mr. ', ':', ', ', '. ', '(R-Ohio)', 'constructor', '__proto__', 'and ', '\u00a0', '🛳', ' the mayor ', 'NAME: ')
  const paragraph = fc.oneof(fc.string({ unit: 'grapheme' }), fc.array(pieces, { maxLength: 40 }).map(parts => parts.join('')))
  fc.assert(fc.property(fc.array(paragraph, { maxLength: 6 }), texts => {
    const told = attribute({ title: null, byline: null, lang: 'en', paragraphs: texts.map(text => ({ text, section: null })) })
    assert.is(told.length, texts.length)
    told.forEach(({ speakers, unattributed }, i) => {
      for (const ranges of [...speakers.map(speaker => speaker.quotes), unattributed]) {
        let last = 0
        for (const { start, end } of ranges) {
          assert.ok(start >= last && end > start && end <= texts[i]!.length)
          last = end
        }
      }
    })
  }), { numRuns: runs() })
})

test.run()
