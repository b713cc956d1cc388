import optimizeLocales from '@react-aria/optimize-locales-plugin'
import react from '@vitejs/plugin-react'
import { defineConfig, type PluginOption, type Rolldown } from 'vite'
import { persisted } from './persisted.ts'

const server = process.env['SLOTLINE_SERVER'] ?? 'http://127.0.0.1:5080'

/** The stand-in server for working on screens without a backend: `SLOTLINE_MOCK=1 npm run dev`. Never part of a build. */
async function mock(): Promise<PluginOption[]> {
  if (!process.env['SLOTLINE_MOCK']) return []
  const { mockServer } = await import('./mock/plugin.ts')
  return [mockServer()]
}

/** Which styles win must not depend on the order in which pages happen to load theirs: every file says the order first. */
const layerOrder = {
  name: 'slotline-layer-order',
  enforce: 'pre' as const,
  transform: (code: string, id: string) =>
    id.includes('/web/src/') && id.endsWith('.css') ? `@layer tokens, ground, ui, screens;\n${code}` : undefined,
}

export default defineConfig(async ({ command }) => ({
  plugins: [
    { ...optimizeLocales.vite({ locales: ['en-US', 'de-DE'] }), enforce: 'pre' as const },
    layerOrder,
    react(),
    persisted(),
    ...(command === 'serve' ? await mock() : []),
  ],
  build: {
    target: 'es2023',
    manifest: 'manifest.json',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // Only the GraphQL IDE is this large; it is a page of its own that nobody waits for. The budget check watches the rest.
    chunkSizeWarningLimit: 2_000,
    rollupOptions: {
      input: ['index.html', 'graphiql.html'],
      // The IDE's libraries speak to a compiler that we do not use.
      onLog: (level: Rolldown.LogLevel, log: Rolldown.RolldownLog, report: Rolldown.LogOrStringHandler) => {
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') report(level as never, log)
      },
    },
  },
  worker: { format: 'es' as const },
  // The IDE's worker files cannot be bundled ahead; the development server serves them as they are.
  optimizeDeps: { entries: ['index.html'], exclude: ['graphiql', '@graphiql/react', 'monaco-editor'] },
  server: {
    proxy: process.env['SLOTLINE_MOCK'] ? {} : { '/graphql': { target: server, ws: true } },
  },
}))
