// Anonymous acts in the browser. Without WebCrypto (no HTTPS, an old device) nothing here runs, and the forms stay shut:
// the page says so, and there is no other way to hand in.

import { tokensAsked, watch } from './forms.js'
import { fetchTokens } from './tokens.js'

if (globalThis.crypto?.subtle) {
  const ask = () => fetchTokens().finally(() => tokensAsked(document))
  watch(document)
  ask()
  addEventListener('online', ask)
} else {
  document.querySelectorAll('[data-anonymous-unable]').forEach(sentence => (sentence.hidden = false))
}
