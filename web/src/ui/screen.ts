import { useSyncExternalStore } from 'react'

/** Where a list and what is chosen from it fit side by side; the stylesheets use the same width. */
const wide = globalThis.matchMedia('(width >= 64rem)')
const narrow = globalThis.matchMedia('(width < 44rem)')

function useMedia(media: MediaQueryList): boolean {
  return useSyncExternalStore(
    (listener) => {
      media.addEventListener('change', listener)
      return () => media.removeEventListener('change', listener)
    },
    () => media.matches,
  )
}

export function useWideScreen(): boolean {
  return useMedia(wide)
}

export function useNarrowScreen(): boolean {
  return useMedia(narrow)
}
