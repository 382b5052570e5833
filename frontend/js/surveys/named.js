// A questionnaire under one's own name: an ordinary form, whose draft is kept on the server after a pause.

import { tell } from '../drafts.js'
import { clock, text } from '../texts.js'

const PAUSE = 2_000

export function beNamed(sheet) {
  const { form } = sheet
  const address = form.dataset.draftUrl
  let timer = 0
  let dirty = false
  const save = async () => {
    clearTimeout(timer)
    if (!dirty) return
    dirty = false
    const answer = await fetch(address, { method: 'POST', body: new FormData(form), redirect: 'manual' }).catch(() => null)
    if (answer?.ok) tell(form, text('received', { time: clock() }))
    else (dirty = true, tell(form, answer ? text('refused') : text('kept_here', { time: clock() }), 'refused'))
  }
  sheet.changed = () => {
    if (!address) return
    dirty = true
    clearTimeout(timer)
    timer = setTimeout(save, PAUSE)
  }
  form.addEventListener('submit', event => {
    clearTimeout(timer)
    if (event.submitter?.matches('[data-hand-in]') && !sheet.isFine()) event.preventDefault()
    else dirty = false
  })
  addEventListener('pagehide', () => { if (dirty && address) navigator.sendBeacon(address, new FormData(form)) })
}
