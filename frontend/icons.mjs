// Picks the drawings that pages use from @phosphor-icons/core (MIT) into one file that Python reads,
// so that serving a page needs no Node. Run after adding a name: npm run icons.
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const names = readFileSync(join(here, 'icons.txt'), 'utf8').split(/\s+/).filter(Boolean).sort()
const drawn = names.map(name => {
  const svg = readFileSync(join(here, `../node_modules/@phosphor-icons/core/assets/regular/${name}.svg`), 'utf8')
  return [name, svg.replace(/^<svg[^>]*>|<\/svg>\s*$/g, '')]
})
writeFileSync(join(here, '../src/drieslag/web/components/icons.json'), JSON.stringify(Object.fromEntries(drawn), null, 1) + '\n')
