import { useEffect } from 'react'
import { usePending } from '../api/pending.tsx'

const lines = '<path d="M8 11h16M8 16h10M8 21h13" stroke="#fff" stroke-width="2.6" stroke-linecap="round"/>'

function badgeOf(count: number): string {
  const text = count > 9 ? '9+' : String(count)
  const size = text.length > 1 ? 13 : 17
  const font = `font-family="sans-serif" font-weight="700" font-size="${size}" fill="#fff" text-anchor="middle"`
  return `<circle cx="21" cy="21" r="11" fill="#d92d20"/><text x="21" y="${21 + size * 0.36}" ${font}>${text}</text>`
}

function picture(count: number): string {
  const ground = '<rect width="32" height="32" rx="8" fill="#4f46d8"/>'
  const svg = [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">',
    ground,
    count ? badgeOf(count) : lines,
    '</svg>',
  ].join('')
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}

interface BadgingNavigator {
  setAppBadge?: (count: number) => Promise<void>
}

/** The number in the tab's picture, and on the icon where the page is installed as an app. */
export function Favicon() {
  const pending = usePending()
  useEffect(() => {
    if (pending === null) return
    const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]')
    if (link) link.href = picture(pending)
    // Browsers refuse the badge where the page is not installed; then the tab's picture is all there is.
    ;(navigator as BadgingNavigator).setAppBadge?.(pending).catch(() => undefined)
  }, [pending])
  return null
}
