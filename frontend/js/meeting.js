// Tools of a meeting: the line of time, keys, and the beat that says the facilitator's page is still there.

import { watchKeys } from './keys.js'
import './room.js'
import { pageToken } from './requests.js'
import { watchTimers } from './timer.js'

const BEAT = 20_000

function beat() {
  const place = document.querySelector('[data-beat]')
  if (place) fetch(place.dataset.beat, { method: 'POST', credentials: 'same-origin', keepalive: true, headers: { 'X-CSRFToken': pageToken(), 'HX-Request': 'true' } }).catch(() => {})
}

watchTimers()
watchKeys()
setInterval(beat, BEAT)
