import { Actions, Button, Heading, PostForm, Select, Stack } from '#platform/look/index.ts'
import type { DeedProps } from './deed.ts'

const blank = 'Như văn bản'

/** What each file that came along is of its own; the clerk says it, everybody else reads it. */
export function FileKinds({ shown, typed }: DeedProps) {
  const beside = shown.files.filter((file) => file.role !== 'MAIN')
  if (beside.length === 0 || shown.fileKinds.length === 0) return null
  return (
    <div className="lt-pane">
      <Heading>Loại của tệp kèm theo</Heading>
      <Stack>
        {beside.map((file) => (
          <PostForm key={`${file.id} ${file.kind}`}>
            <input type="hidden" name="file" value={file.id} />
            <Select
              name="fileKind"
              id={`loai-tep-${file.id}`}
              label={file.name}
              optional
              blank={blank}
              choices={shown.fileKinds}
              defaultValue={(typed.values.file === file.id ? typed.values.fileKind : file.kind) ?? ''}
              error={typed.values.file === file.id ? typed.errors.fileKind : undefined}
            />
            <Actions>
              <Button size="small" name="intent" value="setFileKind">
                Ghi loại tệp
              </Button>
            </Actions>
          </PostForm>
        ))}
      </Stack>
    </div>
  )
}
