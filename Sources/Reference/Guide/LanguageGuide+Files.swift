extension LanguageGuide {
  /// Imports, and libraries beside the files that import them.
  static let files = #"""
    ## Several files

    `import "FILE"` brings in what another file declares, by a path relative to the file that says
    it. All files of a program share one set of names; one that is declared twice is an error that
    shows both places. The monitor is that of the importing file; what it does not say comes from
    imported ones. `override` changes an imported rule or check, clause by clause.

    A file that others import is a library. It needs no `edition`, since its edition is that of the
    file that imports it, and no monitor. `check` and `plan` want a main file: give them the one that
    imports the library. `lint`, `test`, `fix` and editors look at libraries, too:

    - A library given beside a file that imports it is judged as that file's part. A `let` or
      `define` of it is unused where no given file reads it: `tidemark lint rules/*.tide` sees all users.
    - A file given alone that has neither `edition` nor `monitor` is taken for a library. A note says
      so (`TM103`); it is no error, and whether its names are used is not asked.
    - A file that says its edition is a main file, until another given file imports it.
    - Tests of a library are run where it is given itself, over its own rules. One without tests adds
      nothing to `tidemark test main.tide library.tide`: its rules count among those of `main.tide`.

    In an editor all `.tide` files of the open folders are given, the unsaved text of open ones first.
    """#
}
