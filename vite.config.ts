import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/**
 * Writes a .br and a .gz beside each text asset, so that the server compresses nothing at each request.
 * A file that does not shrink (tiny ones) gets no copy.
 */
function precompress(): Plugin {
  const texte = /\.(js|css|html|svg|json)$/
  return {
    name: 'oriflamme-precompress',
    apply: 'build',
    enforce: 'post',
    generateBundle(_, bundle) {
      for (const [fileName, sortie] of Object.entries(bundle)) {
        if (!texte.test(fileName)) continue
        const contenu = Buffer.from(sortie.type === 'chunk' ? sortie.code : sortie.source)
        const copies = {
          br: brotliCompressSync(contenu, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
          gz: gzipSync(contenu, { level: 9 }),
        }
        for (const [suffixe, source] of Object.entries(copies)) {
          if (source.length < contenu.length) {
            this.emitFile({ type: 'asset', fileName: `${fileName}.${suffixe}`, source })
          }
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
  },
  server: { proxy: { '/api': `http://127.0.0.1:${process.env.PORT ?? 3000}` } },
})
