import { Isolated } from '@/components/ui/isolated'
import { AttributeTree } from '../../../../components/ui/attribute-tree'
import { Card } from '../../../../components/ui/card'
import { Nothing } from '../../../../components/ui/facts'

type EffectiveAttributesProps = {
  attributes: Record<string, unknown>
  /** The groups that have a say, the one whose word counts least first. */
  sources: { id: number; name: string }[]
  /** False when there may be groups that the reader does not see. */
  complete: boolean
  description: string
}

/** Attributes as applications are given them, groups and all. */
export function EffectiveAttributes({
  attributes,
  sources,
  complete,
  description,
}: EffectiveAttributesProps) {
  return (
    <Card title="Effective attributes" description={description}>
      <div className="flex flex-col gap-3 text-sm">
        {Object.keys(attributes).length > 0 ? <AttributeTree value={attributes} /> : <Nothing />}
        {sources.length > 0 && (
          <p className="text-muted text-xs">
            From{' '}
            {sources.map(({ id, name }, index) => (
              <span key={id}>
                {index > 0 && ', then '}
                <a href={`/directory/groups/${id}`}>
                  <Isolated>{name}</Isolated>
                </a>
              </span>
            ))}
            . What comes later has the last word.
          </p>
        )}
        {!complete && <p className="text-muted text-xs">Groups outside your view may add to this.</p>}
      </div>
    </Card>
  )
}
