import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

// Chromium 87 is the oldest browser we promise: the field shell must open in the web-views of old phones.
export default defineConfig({
  plugins: [react()],
  resolve: { alias: { '@': here('./src') } },
  build: {
    target: ['chrome87', 'firefox84', 'safari14'],
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    manifest: true, // read by scripts/worker.mjs, then dropped
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      input: { desk: here('./desk.html'), field: here('./field.html') },
    },
  },
  server: {
    port: 8621,
    proxy: {
      '/api': process.env.ANLAN_URL ?? 'http://127.0.0.1:8620',
    },
  },
})
