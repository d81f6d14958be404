/** The other end of `askApart`: says that the program stands, and answers one question after the other. */
export function answerApart<Asked>(answer: (asked: Asked) => Promise<unknown>): void {
  process.on('message', async (asked) => {
    process.send?.({ answer: await answer(asked as Asked) })
  })
  process.send?.({ ready: true })
}
