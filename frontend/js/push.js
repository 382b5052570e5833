// Messages on this device. Nothing is registered before its owner presses the button.

import { announce } from './texts.js'
import { notice, pageToken } from './requests.js'

const place = document.querySelector('[data-push]')
const button = place?.querySelector('[data-push-on]')
const can = 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window

function bytes(text) {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(plain, letter => letter.charCodeAt(0))
}

const worker = () => navigator.serviceWorker.register(place.dataset.pushWorker, { scope: new URL('.', new URL(place.dataset.pushWorker, location.href)).pathname })

async function ready(registration) {
  if (registration.active) return registration
  const coming = registration.installing ?? registration.waiting
  await new Promise(done => coming.addEventListener('statechange', () => { if (coming.state === 'activated') done() }))
  return registration
}

async function switchOn() {
  if (await Notification.requestPermission() !== 'granted') throw new Error('refused')
  const { pushManager } = await ready(await worker())
  const made = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(place.dataset.push) })
  const answer = await fetch(place.dataset.pushAddress, {
    method: 'POST', credentials: 'same-origin', body: JSON.stringify(made),
    headers: { 'Content-Type': 'application/json', 'X-CSRFToken': pageToken() },
  })
  if (!answer.ok) throw new Error('not kept')
}

if (button && can) {
  place.querySelector('[data-push-off]').hidden = true
  button.hidden = false
  button.addEventListener('click', async () => {
    button.disabled = true
    try {
      await switchOn()
      location.reload()
    } catch {
      notice(place.dataset.pushNo)
      announce(place.dataset.pushNo)
      button.disabled = false
    }
  })
}
