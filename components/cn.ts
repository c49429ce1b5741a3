import { type ClassValue, clsx } from 'clsx'

/**
 * Joins class names. What a caller may override of a part's look is a class of the components layer, over which
 * every utility wins; so nothing has to work out at run time which of two utilities was meant.
 */
export function cn(...values: ClassValue[]): string {
  return clsx(values)
}
