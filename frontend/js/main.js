// The one script of every page. Without it all forms still post and all links still lead.

import 'htmx.org/dist/htmx.esm.js'
import 'htmx.org/dist/ext/hx-sse.js'
import { prepareDrafts, watchDrafts } from './drafts.js'
import { watchLive } from './live.js'
import { flush, prepareOutbox, watchOutbox } from './outbox.js'
import { watchRequests } from './requests.js'
import { prepareSmall, watchSmall } from './small.js'
import { dropAll, dropOthers, markShared, tellShared } from './store.js'

function prepare(root) {
  prepareOutbox(root)
  prepareDrafts(root)
  prepareSmall(root)
}

function watchLeaving() {
  document.addEventListener('submit', event => {
    const choice = event.target.querySelector('[data-shared-choice]')
    if (choice) markShared(choice.checked)
    if (event.target.matches('[data-sign-out]')) dropAll()
  })
  document.addEventListener('click', event => { if (event.target.closest('a[data-sign-out]')) dropAll() })
}

tellShared()
dropOthers()
watchRequests()
watchDrafts()
watchOutbox()
watchLive()
watchSmall()
watchLeaving()
prepare(document)
document.addEventListener('htmx:after:swap', () => prepare(document))
flush()
