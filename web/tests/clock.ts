const RealDate = Date

/** A Wednesday in the middle of a month, with working days before and after it. */
export const ordinaryDay = '2026-06-10T15:00:00Z'

/**
 * Moves the clock, which goes on running: what a test finds must not hang on the day it is run.
 * SLOTLINE_TEST_NOW runs all of them at another moment, e.g. 2028-02-29T23:30:00Z.
 */
export function startAt(instant: string) {
  const offset = RealDate.parse(instant) - RealDate.now()
  globalThis.Date = class extends RealDate {
    constructor(...parts: [] | [number]) {
      if (parts.length === 0) super(RealDate.now() + offset)
      else super(...parts)
    }

    static override now = () => RealDate.now() + offset
  } as DateConstructor
}
