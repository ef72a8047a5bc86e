"""What `argmap --help` says, written by `./dev docs`: loading click takes longer than answering."""

HELP = """\
Usage: argmap [OPTIONS] COMMAND [ARGS]...

  Map legal arguments: check the files, see what stands and why, find what is
  missing, draw it.

  Example: argmap check arguments/

Options:
  --version   Show the version and exit.
  -h, --help  Show this message and exit.

Commands:
  init         Start a project that renders at once.
  new          Put a new entry into a map, to be filled in.
  check        Check that argument files are right: defects only.
  review       Show what an argument lacks, most consequential first.
  explain      Say what a check, defect, standard, scheme or legal test means.
  evaluate     Say what stands, what is contested, what falls, and why.
  why          Show the reason for one label, down to the leaves.
  sensitivity  Show what each issue hangs on.
  diff         Show what differs between two versions, and what that does.
  authorities  Write the table of authorities.
  render       Draw maps as SVG.
  serve        Show maps in the browser, kept current while you edit.
  fmt          Put the layout of argument files into shape.
  rename       Rename an id everywhere, in all files.
  extract      Give an issue a file of its own.
  lsp          Serve an editor: diagnostics, completion, jumps, renaming.
  schema       Print the JSON Schema of argument files.
"""
