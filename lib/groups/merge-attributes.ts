type Attributes = Record<string, unknown>

/** Attributes laid over each other in order: mappings merge, anything else is replaced by what comes later. */
export function mergeAttributes(layers: readonly Attributes[]): Attributes {
  return layers.reduce<Attributes>((below, layer) => mergeTwo(below, layer), {})
}

function mergeTwo(below: Attributes, above: Attributes): Attributes {
  const merged = new Map(Object.entries(below))
  for (const [name, value] of Object.entries(above)) {
    const under = merged.get(name)
    merged.set(name, isMapping(under) && isMapping(value) ? mergeTwo(under, value) : value)
  }
  return Object.fromEntries(merged)
}

function isMapping(value: unknown): value is Attributes {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
