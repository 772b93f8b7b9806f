import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/**
 * Writes a .br and a .gz beside each text asset, so that the server compresses nothing at each request.
 * Done once the files are on disk: until then Vite still rewrites its chunks. A file that does not shrink gets no copy.
 */
function precompress(): Plugin {
  const texte = /\.(js|css|html|svg|json)$/
  return {
    name: 'oriflamme-precompress',
    apply: 'build',
    async writeBundle({ dir }, bundle) {
      for (const fileName of Object.keys(bundle).filter((nom) => texte.test(nom))) {
        const path = join(dir!, fileName)
        const contenu = await readFile(path)
        const copies = {
          br: brotliCompressSync(contenu, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
          gz: gzipSync(contenu, { level: 9 }),
        }
        for (const [suffixe, copie] of Object.entries(copies)) {
          if (copie.length < contenu.length) await writeFile(`${path}.${suffixe}`, copie)
        }
      }
    },
  }
}

export default defineConfig({
  root: 'src/web',
  publicDir: false,
  plugins: [react(), precompress()],
  build: {
    outDir: '../../dist',
    emptyOutDir: true,
    target: 'es2023',
    // The style sheets use light-dark() and nesting as they are written: both are in every browser since mid 2024.
    cssTarget: ['chrome125', 'edge125', 'firefox128', 'safari17.5'],
    // The security policy forbids data: scripts and inline code; small images stay files.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The time of a build is of no use to whoever starts the application.
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  // The server refuses what comes from another site: it must see the address that the browser sees.
  server: {
    proxy: { '/api': { target: `http://127.0.0.1:${process.env.PORT ?? 3000}`, changeOrigin: false } },
  },
})
