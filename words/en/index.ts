import { limits } from './limits'
import { recovery } from './recovery'
import { signIn } from './sign-in'

/** Every sentence in English, by area; `as const`, so that keys and placeholders are types. See docs/words.md. */
export const en = { signIn, recovery, limits } as const
