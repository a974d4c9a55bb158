/// The syntax file of Vim and Neovim.
enum VimSyntax {
  static let text = """
    " Rule files of tidemark.
    if exists("b:current_syntax")
      finish
    endif

    syn iskeyword @,48-57,_
    \(keyword("tideClause", EditorWords.clauses))
    \(keyword("tideFunction", EditorWords.functions.filter { !$0.contains(".") }))
    syn match tideFunction /\\<\\(\(dotted)\\)\\>/
    \(keyword("tideType", EditorWords.types))
    \(keyword("tideConstant", EditorWords.constants))
    \(keyword("tideOperator", EditorWords.operators))
    syn match tideDeclaration /^\\s*\\(\(EditorWords.declarations.joined(separator: "\\|"))\\)\\>/
    syn match tideNumber /\\<\\d[0-9_]*\\(\\.\\d[0-9_]*\\)\\?\\([eE][+-]\\?\\d\\+\\)\\?%\\?/
    syn match tideNumber /\\<\\d\\{4}-\\d\\d-\\d\\d\\(T[0-9:.]\\+Z\\)\\?/
    syn match tideQuoted /`[^`]*`/
    syn match tideRegex /\\(matches\\|[(\\[,:={]\\)\\@<=\\s*\\/[^\\/*]\\([^\\/\\\\]\\|\\\\.\\)*\\/[imsxu]*/
    syn match tideEscape /\\\\\\([nt"\\\\]\\|u{\\x\\+}\\)/ contained
    syn match tidePlaceholder /{\\w\\+}/ contained
    syn region tideString start=/"/ skip=/\\\\"/ end=/"\\|$/ contains=tideEscape,tidePlaceholder
    syn region tideString start=/\"""/ end=/\"""/ contains=tideEscape
    syn match tideComment /\\/\\/.*$/
    syn region tideComment start=/\\/\\*/ end=/\\*\\// contains=tideComment

    hi def link tideDeclaration Keyword
    hi def link tideClause Statement
    hi def link tideOperator Operator
    hi def link tideFunction Function
    hi def link tideType Type
    hi def link tideConstant Constant
    hi def link tideNumber Number
    hi def link tideQuoted Identifier
    hi def link tideRegex String
    hi def link tideString String
    hi def link tideEscape SpecialChar
    hi def link tidePlaceholder Special
    hi def link tideComment Comment

    let b:current_syntax = "tide"

    """

  /// Functions whose names have a point in them, which no keyword of Vim has.
  private static var dotted: String {
    EditorWords.functions.filter { $0.contains(".") }
      .map { $0.replacing(".", with: "\\.") }.joined(separator: "\\|")
  }

  private static func keyword(_ group: String, _ words: [String]) -> String {
    // These are options of the command itself.
    let own: Set = ["contains", "contained", "display", "extend", "fold", "oneline", "transparent"]
    let plain = words.filter { !own.contains($0) }
    let rest = words.filter(own.contains).map { "\nsyn match \(group) /\\<\($0)\\>/" }
    return "syn keyword \(group) \(plain.joined(separator: " "))" + rest.joined()
  }
}
