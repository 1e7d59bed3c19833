// The page is whole without this file; it saves round trips. No state but the address.
const find = selector => document.querySelector(selector)
const on = (name, work) => document.addEventListener(name, work)
const box = find('#q')
const form = find('#search')
const status = find('#status')
const isLive = () => find('main')?.hasAttribute('data-live') ?? false

let asked = 0, asking = null  // older answers are dropped
let typing = false  // what is typed in one go is one step of the history
let timer = 0, sayTimer = 0
const pathOf = url => url.pathname + url.search
let shown = pathOf(location)

const set = (node, attributes) => Object.entries(attributes).forEach(([name, value]) => node.setAttribute(name, value))
function make(name, attributes, text = '') {
  const node = document.createElement(name)
  set(node, attributes)
  node.textContent = text
  return node
}

function formAddress() {
  const pairs = [...new FormData(form)].filter(([, value]) => value.trim())
  const query = new URLSearchParams(pairs).toString()
  return new URL(form.action).pathname + (query ? `?${query}` : '')
}

/** Lays a fetched page over this one. `how`: push, replace or none. */
async function go(address, how, focus) {
  const mine = ++asked
  clearTimeout(timer)
  asking?.abort()
  asking = new AbortController()
  find('main').setAttribute('aria-busy', 'true')
  try {
    const answer = await fetch(address, { signal: asking.signal, headers: { Accept: 'text/html' } })
    const text = await answer.text()
    // Half a search is no mistake yet.
    if (answer.status === 400 && typing) await new Promise(later => setTimeout(later, 900))
    if (mine !== asked) return
    if (answer.status === 429 || answer.status > 499) return wait(address, how, focus, answer)
    const next = new DOMParser().parseFromString(text, 'text/html')
    if (!next.querySelector('main')) return location.assign(address)
    const path = pathOf(new URL(answer.url))
    if (how === 'push') history.pushState(null, '', path)
    else if (how === 'replace') history.replaceState(history.state, '', path)
    shown = path
    lay(next)
    if (focus) toHeading()
    say()
  } catch {
    if (mine === asked) wait(address, how, focus)
  } finally {
    if (mine === asked) find('main').removeAttribute('aria-busy')
  }
}

/** Keeps what is there, says so, and asks again when it may. */
function wait(address, how, focus, answer) {
  const seconds = Math.min(60, Number(answer?.headers.get('retry-after')) || 3)
  find('#wait')?.remove()
  document.body.append(make('p', { id: 'wait', role: 'alert', class: 'problem' }, `${answer ? 'Too much is asked just now' : 'Citewire cannot be reached'}: this is from before. Asked again in ${seconds} s.`))
  timer = setTimeout(() => go(address, how, focus), seconds * 1000)
}

function lay(next) {
  find('#wait')?.remove()
  document.title = next.title
  morph(find('main'), next.querySelector('main'))
  const nextForm = next.querySelector('#search')
  if (!nextForm) return
  for (const old of form.querySelectorAll('input[type=hidden], .fault')) old.remove()
  for (const fresh of nextForm.querySelectorAll('input[type=hidden], .fault')) form.append(document.adoptNode(fresh))
  const nextBox = next.querySelector('#q')
  for (const name of ['aria-invalid', 'aria-describedby']) copyAttribute(box, nextBox, name)
  if (document.activeElement !== box) box.value = nextBox.value
}

function toHeading() {
  const heading = find('#results')
  heading?.focus({ preventScroll: true })
  heading?.scrollIntoView({ block: 'start' })
}

function say() {
  clearTimeout(sayTimer)
  sayTimer = setTimeout(() => { status.textContent = find('#count')?.textContent ?? '' }, 900)
}

/* The least change that makes one tree like the other. */

const keyOf = node => node.nodeType === 1 ? node.getAttribute('data-key') || node.id || null : null

function morph(from, to) {
  if (from.nodeType !== to.nodeType || from.nodeName !== to.nodeName) return from.replaceWith(document.importNode(to, true))
  if (from.nodeType !== 1) {
    if (from.nodeValue !== to.nodeValue) from.nodeValue = to.nodeValue
    return
  }
  for (const { name } of [...from.attributes]) if (!to.hasAttribute(name) && !(name === 'open' && from.localName === 'details')) from.removeAttribute(name)
  for (const { name } of to.attributes) copyAttribute(from, to, name)
  if (from.localName === 'input') {
    if (from.type === 'checkbox') from.checked = to.hasAttribute('checked')
    else if (document.activeElement !== from) from.value = to.getAttribute('value') ?? ''
  }
  const keyed = new Map([...from.childNodes].filter(keyOf).map(node => [keyOf(node), node]))
  let at = from.firstChild
  for (const wanted of [...to.childNodes]) {
    const key = keyOf(wanted)
    const old = key ? keyed.get(key) : at && !keyOf(at) ? at : null
    if (!old) from.insertBefore(document.importNode(wanted, true), at)
    else {
      if (old === at) at = at.nextSibling
      else from.insertBefore(old, at)
      morph(old, wanted)
    }
  }
  while (at) {
    const next = at.nextSibling
    at.remove()
    at = next
  }
}

function copyAttribute(from, to, name) {
  const value = to?.getAttribute(name) ?? null
  if (value === null) from.removeAttribute(name)
  else if (from.getAttribute(name) !== value) from.setAttribute(name, value)
}

function refresh(how) {
  clearTimeout(timer)
  const address = formAddress()
  if (address !== shown) go(address, how)
}

function type() {
  clearTimeout(timer)
  timer = setTimeout(() => {
    if (formAddress() === shown) return
    refresh(typing ? 'replace' : 'push')
    typing = true
  }, 220)
}

on('focusout', () => { typing = false })
const onInput = ({ target, isComposing }) => {
  if (isComposing) return
  if (target === box) complete()
  if (isLive() && target.form === form && (target === box || target.matches('.find'))) type()
}
on('input', onInput)
on('compositionend', onInput)
on('change', event => {
  const { target } = event
  if (!isLive() || target.form !== form || !target.matches('[type=checkbox], [type=date]')) return
  if (target.validity.valid) refresh('push')
})
form?.addEventListener('submit', event => {
  close()
  if (!isLive()) return
  event.preventDefault()
  typing = false
  refresh('push')
})
on('click', event => {
  if (dragged) return event.preventDefault()
  if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  const link = event.target.closest('a[href]')
  if (!link) return
  const url = new URL(link.href.baseVal ?? link.href, location.href)
  if (link.hasAttribute('data-copy')) copy(url.href, link)
  else if (isLive() && url.origin === location.origin && url.pathname === location.pathname && link.closest('main') && !link.getAttribute('href').startsWith('#')) {
    event.preventDefault()
    typing = false
    if (pathOf(url) !== shown) go(pathOf(url), 'push', url.hash === '#results')
  }
})
addEventListener('popstate', () => {
  clearTimeout(timer)
  typing = false
  const path = pathOf(location)
  if (path === shown) return
  if (!isLive()) return location.reload()
  box.blur()
  go(path, 'none')
})

async function copy(text, near) {
  try {
    await navigator.clipboard.writeText(text)
    status.textContent = 'Copied'
    near.classList.add('copied')
    setTimeout(() => near.classList.remove('copied'), 1500)
  } catch {}
}

for (const text of document.querySelectorAll('pre[data-copy]')) {
  const button = make('button', { type: 'button', class: 'plain' }, 'Copy')
  button.addEventListener('click', () => copy(text.textContent, button))
  text.after(button)
}

/* suggestions */

let list = null, offered = [], active = -1, suggested = 0, suggestTimer = 0

if (box) {
  list = make('ul', { id: 'options', class: 'options', role: 'listbox', 'aria-label': 'Suggestions', hidden: '' })
  box.parentElement.append(list)
  set(box, { role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': 'options' })
  box.addEventListener('keydown', onKey)
  box.addEventListener('blur', close)
  list.addEventListener('mousedown', event => event.preventDefault())
  list.addEventListener('click', event => {
    const i = [...list.children].indexOf(event.target.closest('li'))
    if (i >= 0) choose(i)
  })
}

function complete() {
  clearTimeout(suggestTimer)
  const text = box.value
  if (text.trim().length < 2) return close()
  suggestTimer = setTimeout(async () => {
    const mine = ++suggested
    try {
      const answer = await fetch(`/v1/suggest?limit=6&q=${encodeURIComponent(text.slice(0, 200))}`)
      const { suggestions } = await answer.json()
      if (mine === suggested && document.activeElement === box && box.value === text) offer(suggestions)
    } catch {}
  }, 150)
}

function offer(suggestions) {
  offered = suggestions.filter(one => !(one.parameter === 'q' && one.text === box.value.trim()))
  list.replaceChildren(...offered.map(({ kind, text }, i) => {
    const item = make('li', { id: `option-${i}`, role: 'option', 'aria-selected': 'false' })
    item.append(make('bdi', {}, text), ' ', make('span', {}, kind === 'speaker' ? 'who speaks' : kind))
    return item
  }))
  active = -1
  box.removeAttribute('aria-activedescendant')
  list.hidden = offered.length === 0
  box.setAttribute('aria-expanded', String(!list.hidden))
}

function close() {
  clearTimeout(suggestTimer)
  suggested++
  if (list && !list.hidden) offer([])
}

function onKey(event) {
  if (event.key === 'Escape' && !list.hidden) {
    event.preventDefault()
    close()
  } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && !list.hidden) {
    event.preventDefault()
    activate(event.key === 'ArrowDown' ? (active + 1) % offered.length : (active < 1 ? offered.length : active) - 1)
  } else if (event.key === 'Enter' && !list.hidden && active >= 0) {
    event.preventDefault()
    choose(active)
  }
}

function activate(i) {
  active = i
  for (const item of list.children) item.setAttribute('aria-selected', item.id === `option-${i}`)
  box.setAttribute('aria-activedescendant', `option-${i}`)
}

function choose(i) {
  const { text, parameter } = offered[i]
  close()
  const place = { speaker: '/speakers/', outlet: '/?outlet=' }[parameter]
  if (place) location.href = place + encodeURIComponent(text)
  else {
    box.value = text
    form.requestSubmit()
  }
}

on('keydown', event => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, textarea, select, [contenteditable]')) return
  event.preventDefault()
  box?.focus()
  box?.select()
})

/* timeline */

on('keydown', event => {
  const bar = event.target.closest?.('#bars a')
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
  if (!bar || !step) return
  event.preventDefault()
  const bars = [...document.querySelectorAll('#bars a')]
  const to = bars[bars.indexOf(bar) + step]
  if (!to) return
  set(bar, { tabindex: -1 })
  set(to, { tabindex: 0 })
  to.focus()
})

let drag = null, dragged = false
const barAt = (svg, x) => {
  const { left, width } = svg.getBoundingClientRect()
  const { length } = svg.children
  return Math.min(length - 1, Math.max(0, Math.floor((x - left) / width * length)))
}
const markBars = (first, last) => [...drag.svg.children].forEach((bar, i) => bar.classList.toggle('in', i >= first && i <= last))
on('dragstart', event => drag && event.preventDefault())
on('pointerdown', event => {
  const svg = event.target.closest?.('#bars')
  if (svg && event.isPrimary && !event.button) drag = { svg, from: barAt(svg, event.clientX), range: null }
})
on('pointermove', event => {
  if (!drag) return
  const to = barAt(drag.svg, event.clientX)
  if (!drag.range && to === drag.from) return
  drag.range = [Math.min(drag.from, to), Math.max(drag.from, to)]
  markBars(...drag.range)
})
on('pointercancel', endDrag)
on('pointerup', () => {
  const { svg, range } = drag ?? {}
  endDrag()
  if (!range) return
  dragged = true  // the click that follows would open a bar
  setTimeout(() => { dragged = false })
  const [first, last] = range.map(i => svg.children[i].dataset)
  go(svg.dataset.href.replace('FROM', first.from).replace('TO', last.to), 'push')
})
function endDrag() {
  if (drag) markBars()
  drag = null
}
