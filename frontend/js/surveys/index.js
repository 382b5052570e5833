// Filling in a questionnaire: on its page, or after a code was given.

import { beAnonymous, showLeftOver } from './anonymous.js'
import { watchCode } from './codes.js'
import { beNamed } from './named.js'
import { Questionnaire } from './questionnaire.js'

function begin(form) {
  const sheet = new Questionnaire(form)
  if (form.hasAttribute('data-anonymous')) beAnonymous(sheet)
  else beNamed(sheet)
}

document.querySelectorAll('form[data-questionnaire]').forEach(begin)
watchCode(begin)
showLeftOver()
