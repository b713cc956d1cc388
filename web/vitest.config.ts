import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [react()],
  test: {
    environment: 'jsdom',
    environmentOptions: { jsdom: { url: 'http://localhost/' } },
    setupFiles: ['tests/setup.ts'],
    include: ['tests/**/*.test.{ts,tsx}'],
    testTimeout: 60_000,
    // Times must be right wherever the reader is: the tests read them from the far side of the world.
    env: { TZ: 'Pacific/Auckland', LANG: 'en_US.UTF-8' },
    css: false,
  },
})
