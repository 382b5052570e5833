// A page that listens: the stream comes back by itself, arriving things disturb nobody, losing the line is said.

import htmx from 'htmx.org/dist/htmx.esm.js'
import { pageToken } from './requests.js'
import { announce, counted } from './texts.js'

const RENEW_EVERY = 5_000
const BAR_AFTER = 5_000
let renewed = 0
let listens = false
let barTimer = null

const stream = () => document.getElementById('live')
const bar = () => document.getElementById('offline')

function lost() {
  barTimer ??= setTimeout(() => { if (bar()) bar().hidden = false }, navigator.onLine ? BAR_AFTER : 0)
}

function found() {
  clearTimeout(barTimer)
  barTimer = null
  if (bar()) bar().hidden = true
}

/** A ticket is short-lived: ask for another with the old one. Who is no longer welcome sees the page as it is for them now. */
async function renew() {
  const live = stream()
  if (!live?.dataset.renew || Date.now() - renewed < RENEW_EVERY) return
  renewed = Date.now()
  const address = new URL(live.getAttribute('hx-sse:connect'), location.href)
  const body = new URLSearchParams({
    ticket: address.searchParams.get('ticket') ?? '', since: live.dataset.seen ?? address.searchParams.get('since') ?? '',
    csrfmiddlewaretoken: pageToken(),
  })
  const answer = await fetch(live.dataset.renew, { method: 'POST', body, credentials: 'same-origin' }).catch(() => null)
  if (!answer) return
  if (answer.status === 404) { live.remove(); return reloadOnce() }
  if (!answer.ok) return
  const fresh = live.cloneNode(false)
  fresh.setAttribute('hx-sse:connect', (await answer.json()).url)
  fresh.removeAttribute('data-htmx-powered')
  live.replaceWith(fresh)
  htmx.process(fresh)
}

function reloadOnce() {
  const key = `drieslag-reloaded:${location.pathname}`
  if (sessionStorage.getItem(key)) return
  sessionStorage.setItem(key, '1')
  location.reload()
}

/** An element that arrives again takes the place of the one that was there, so that nothing stands twice. */
function onceOnly({ detail }) {
  for (const { fragment, swapSpec } of detail.tasks ?? []) {
    if (!['beforeend', 'afterbegin', 'beforebegin', 'afterend', 'append', 'prepend'].includes(swapSpec?.style)) continue
    for (const arriving of fragment.querySelectorAll('[id]')) {
      const present = document.getElementById(arriving.id)
      if (!present) continue
      if (present.contains(document.activeElement)) arriving.remove()
      else present.remove()
    }
  }
}

const writes = element => element?.matches?.('textarea, input, select, [contenteditable]') ?? false

/** Whether a new item would push away what somebody reads or types. */
function disturbs(item) {
  const box = item.getBoundingClientRect()
  const typing = document.activeElement
  const follows = writes(typing) && item.compareDocumentPosition(typing) & Node.DOCUMENT_POSITION_FOLLOWING
  return Boolean(follows) || box.bottom < 0
}

function setBehind(list, items) {
  for (const item of items) item.hidden = item.dataset.behind = true
  const count = list.querySelectorAll(':scope > [data-behind]').length
  let button = list.previousElementSibling?.matches('[data-show-newer]') ? list.previousElementSibling : null
  if (!button) {
    button = Object.assign(document.createElement('button'), { type: 'button', className: 'utrecht-button utrecht-button--secondary-action utrecht-button--small ds-newer' })
    button.dataset.showNewer = ''
    list.before(button)
  }
  button.textContent = counted('newer', count)
}

function showNewer(button) {
  const list = button.nextElementSibling
  const items = [...list.querySelectorAll(':scope > [data-behind]')]
  for (const item of items) { item.hidden = false; item.removeAttribute('data-behind'); item.classList.add('ds-new') }
  button.remove()
  items[0]?.scrollIntoView({ block: 'nearest' })
}

function arrived(records) {
  const added = records.flatMap(record => [...record.addedNodes]).filter(node => node instanceof Element && node.isConnected)
  for (const node of added) {
    const speaking = node.matches('[data-say]') ? node : node.querySelector('[data-say]')
    if (speaking) announce(speaking.dataset.say)
  }
  const lists = new Map()
  for (const item of added.filter(node => node.parentElement?.hasAttribute('data-newer') && disturbs(node))) {
    lists.set(item.parentElement, [...(lists.get(item.parentElement) ?? []), item])
  }
  for (const [list, items] of lists) setBehind(list, items)
}

/** A stream that was ended for good took its element along: one's own part then says where one stands now. */
function dismissed() {
  if (!listens || stream()) return
  listens = false
  document.querySelector('[data-mine]')?.dispatchEvent(new CustomEvent('refresh'))
}

export function watchLive() {
  listens = Boolean(stream())
  const on = (name, act) => document.addEventListener(name, act)
  on('htmx:sse:after:connection', found)
  on('htmx:sse:after:message', ({ detail, target }) => { if (target.id === 'live') target.dataset.seen = detail.connection.lastEventId ?? '' })
  on('htmx:sse:error', ({ detail }) => { lost(); if (detail.status === 403) renew() })
  on('htmx:sse:close', ({ target }) => { if (target.isConnected) lost() })
  on('htmx:response:error', ({ target, detail }) => { if (target.id === 'live') { lost(); if (detail.ctx.response?.status === 403) renew() } })
  on('htmx:error', ({ target }) => { if (target.id === 'live') lost() })
  on('htmx:before:swap', onceOnly)
  on('htmx:after:swap', dismissed)
  on('click', event => { const button = event.target.closest('[data-show-newer]'); if (button) showNewer(button) })
  addEventListener('offline', lost)
  addEventListener('online', () => { if (!stream()) found() })
  for (const region of document.querySelectorAll('[data-live], [data-newer]')) {
    new MutationObserver(arrived).observe(region, { childList: true, subtree: true })
  }
}
