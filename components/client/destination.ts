let heading: string | undefined

/** Where the person has set out for, until they arrive; what leads somewhere by itself must not overtake them. */
export const destination = {
  current: () => heading,
  set(href: string) {
    heading = href
  },
  reached() {
    heading = undefined
  },
}
