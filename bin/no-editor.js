// Stands in the bundle for inquirer's external editor, which no prompt of ours asks for: half a megabyte less to load.
export const editAsync = () => {
  throw new Error('the editor prompt is not built in')
}
