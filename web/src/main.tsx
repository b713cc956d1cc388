import './ui/styles/ground.css'
import './ui/styles/tokens.css'
import './ui/styles/page.css'
import { createRoot } from 'react-dom/client'
import { App } from './shell/app.tsx'

/** Old browsers lack Temporal; they fetch it before anything computes with dates. */
if (!('Temporal' in globalThis)) await import('temporal-polyfill/global')
const place = document.getElementById('app')
if (!place) throw new Error('index.html has no #app.')
createRoot(place).render(<App />)
