import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    root: import.meta.dirname,
    // The pictures of the README are made by the same means, when asked for.
    include: [process.env['SLOTLINE_PICTURES'] ? '*.pictures.ts' : '*.journey.ts'],
    globalSetup: ['servers.ts'],
    // All share one server and its clock; one after the other also leaves a small machine the time for a browser.
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 120_000,
  },
})
