// Builds what a browser gets: one sheet, one theme, one main script and page tools apart,
// each also compressed beside it. Run: node frontend/build.mjs (package.json: npm run build).
import { build, transform } from 'esbuild'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const place = join(here, '../src/drieslag/web/static/drieslag')
const out = `${place}.${process.pid}`  // built aside and put in place at once: a server may be reading
const target = ['chrome111', 'firefox113', 'safari16.4']

/** The dark block is written once and stands twice: for who chose it, and for whose device asks. */
const darkTwice = {
  name: 'dark-twice',
  setup(builder) {
    builder.onLoad({ filter: /tokens-dark\.css$/ }, ({ path }) => {
      const block = readFileSync(path, 'utf8')
      const asked = block.replaceAll('[data-look="dark"]', ':root:not([data-look="light"])')
      const contents = `@media screen { ${block} }\n@media screen and (prefers-color-scheme: dark) { ${asked} }`
      return { contents, loader: 'css', resolveDir: dirname(path) }
    })
  },
}

async function styles() {
  await build({
    entryPoints: { drieslag: join(here, 'css/index.css') },
    outdir: out, bundle: true, minify: true, target, plugins: [darkTwice],
    loader: { '.woff2': 'file' }, assetNames: 'fonts/[name]', legalComments: 'none', logLevel: 'warning',
  })
}

/** Names of the custom properties that a sheet reads. */
const reads = css => new Set([...css.matchAll(/var\(\s*(--[\w-]+)/g)].map(match => match[1]))

/** Of a token package, the declarations that our sheet reaches, directly or through another. */
function reached(tokens, wanted) {
  const values = new Map([...tokens.matchAll(/^\s*(--[\w-]+):\s*(.+);$/gm)].map(([, name, value]) => [name, value]))
  const keep = new Map()
  const queue = [...wanted]
  while (queue.length) {
    const name = queue.pop()
    if (keep.has(name) || !values.has(name)) continue
    keep.set(name, values.get(name))
    queue.push(...reads(values.get(name)))
  }
  return [...keep].sort().map(([name, value]) => `${name}: ${value};`).join('\n')
}

async function themes() {
  const sheet = readFileSync(join(out, 'drieslag.css'), 'utf8')
  const mapping = readFileSync(join(here, 'css/theme-voorbeeld.css'), 'utf8')
  const tokens = readFileSync(join(here, '../node_modules/@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css'), 'utf8')
  const kept = mapping.match(/keep: (.+) \*\//)[1].split(' ')
  const own = [...reads(sheet)].filter(name => kept.some(prefix => name.startsWith(prefix)))
  const css = `:root { ${reached(tokens, [...own, ...reads(mapping)])} }\n${mapping}`
  const { code } = await transform(css, { loader: 'css', minify: true, target, legalComments: 'none' })
  writeFileSync(join(out, 'theme-voorbeeld.css'), code)
}

async function scripts() {
  const entries = { drieslag: 'main.js', meeting: 'meeting.js', shield: 'shield.js', anonymous: 'anonymous/index.js', surveys: 'surveys/index.js', push: 'push.js', 'push-worker': 'push-worker.js' }
  const present = Object.entries(entries).map(([name, file]) => [name, join(here, 'js', file)]).filter(([, file]) => existsSync(file))
  await build({
    entryPoints: Object.fromEntries(present),
    outdir: out, bundle: true, format: 'esm', minify: true, target, legalComments: 'none', logLevel: 'warning',
  })
}

function compress(folder) {
  for (const name of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, name.name)
    if (name.isDirectory() || !['.css', '.js', '.svg'].includes(extname(path))) continue
    const bytes = readFileSync(path)
    writeFileSync(path + '.gz', gzipSync(bytes, { level: 9 }))
    writeFileSync(path + '.br', brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }))
  }
}

mkdirSync(out, { recursive: true })
cpSync(join(here, 'static'), out, { recursive: true })
await styles()
await Promise.all([themes(), scripts()])
compress(out)
rmSync(place, { recursive: true, force: true })
renameSync(out, place)
