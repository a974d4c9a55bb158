/// The grammar of rule files, as the parser reads it.
enum Grammar {
  /// EBNF: `{ }` repeats, `[ ]` may be left out, `|` is a choice, words and signs stand in quotes.
  static let text = #"""
    file        = [ "edition" NUMBER ] { "import" STRING } { declaration } ;
    declaration = monitor | let | define | derive | metric | columns | rule | override | waive | sink
                | test | plugin ;
    monitor     = "monitor" NAME [ STRING ] "{" { monclause } "}" ;
    monclause   = "baseline" STRING | "task" call | "window" window | capture | "drift" call
                | "attributions" expr | "model" call | "owner" STRING | tags | lint
                | default ;
    window      = ( DURATION [ "every" DURATION ] | NUMBER "rows" ) [ "on" path ]
                  { "," ( "allowed" "lateness" DURATION | "timezone" STRING ) } ;
    capture     = "capture" "{" { section ":" "[" [ name { "," name } [ "," ] ] "]" } "}" ;
    section     = "input" | "output" | "truth" | "meta" ;
    tags        = "tags" "{" [ NAME ":" STRING { "," NAME ":" STRING } [ "," ] ] "}" ;
    lint        = "lint" "{" { ( NAME | "style" | "bug" ) level [ "," ] } "}" ;
    level       = "off" | "note" | "warning" | "error" | "on" ;
    default     = "severity" severity | "mode" ( "observe" | "enforce" | "off" )
                | "on" "unknown" ( "ignore" | "hold" | severity )
                | "needs" ( "at" "least" NUMBER "rows"
                          | "labels" "for" "at" "least" RATIO [ "within" DURATION ]
                          | NUMBER "windows" "of" "history" ) ;
    severity    = "info" | "warning" | "critical" ;
    let         = "let" NAME "=" expr ;
    define      = "define" NAME "(" [ NAME { "," NAME } ] ")" "=" expr ;
    override    = "override" ( columns | "rule" NAME "{" { clause } "}" ) ;
    plugin      = "plugin" STRING "version" NUMBER ;
    derive      = "derive" NAME "=" expr ;
    metric      = "metric" NAME "=" expr ;
    sink        = "sink" NAME "=" call ;
    waive       = "waive" ruleid [ "for" expr ] "until" DATE "because" STRING "owner" STRING ;
    ruleid      = ( "columns" | name ) { "." NAME } ;

    columns     = "columns" [ "severity" severity ] "{" { entry } "}" ;
    entry       = ( "no" ( "missing" | "extra" ) "columns" | "columns" "in" "baseline" "order"
                  | selector ":" check { "," check } [ "," ] ) ( NEWLINE | ";" ) ;
    selector    = STRING | REGEX | "all" "columns" | path ;
    check       = ( bound | path [ arguments ] [ bound ] ) [ tolerance ]
                  { "severity" severity | "as" NAME | "suggested" [ arguments ] } ;
    tolerance   = "for" "at" "least" RATIO | "except" "at" "most" ( NUMBER "rows" | RATIO ) ;

    rule        = "rule" NAME [ STRING ] "{" { clause } "}" ;
    clause      = "for" "each" [ NAME ] "column" NAME [ "in" expr ]
                | "by" name { "," name } "at" "most" NUMBER [ "," "at" "least" NUMBER "rows" ]
                | "where" expr | "expect" expr [ "else" severity ]
                | "alert" [ severity ] "when" expr [ persistence ]
                  [ "until" ( bound | expr ) [ persistence ] ]
                | "message" STRING | "runbook" STRING | "owner" STRING
                | "notify" name { "," name } | tags | default ;
    persistence = "for" NUMBER [ "of" NUMBER ] "windows" ;

    test        = "test" STRING "{" { given | then } "}" ;
    given       = "given" ( STRING | "rows" STRING | "series" operand ":" point { point } )
                | "against" ( STRING | "rows" STRING ) ;
    point       = ( "_" | [ "-" ] ( NUMBER | RATIO | DURATION | SIZE ) ) [ "x" DIGITS, touching it ] ;
    then        = "then" ( "others" "pass" | ruleid outcome { "for" expr | "in" "window" NUMBER } ) ;
    outcome     = "violated" | "passes" | "unknown" | "fires" | "pending" ;

    expr        = "if" expr "then" expr "else" expr | or ;
    or          = and { "or" and } ;
    and         = not { "and" not } ;
    not         = "not" not | comparison ;
    comparison  = range [ bound ] { "except" range } ;
    bound       = ( "==" | "!=" | "<=" | ">=" | "<" | ">" ) range
                | [ "not" ] "in" range | within | "matches" operand
                | "is" [ "not" ] ( "null" | NAME ) ;
    within      = "within" ( RATIO | NUMBER "sigma" | NUMBER "points" | sum )
                  "of" ( "last" NUMBER "windows" | sum ) ;
    range       = sum [ ( "..." | "..<" ) sum ] ;
    sum         = term { ( "+" | "-" ) term } ;
    term        = unary { ( "*" | "/" ) unary } ;
    unary       = "-" unary | operand ;
    operand     = literal | "(" expr ")" | "[" [ expr { "," expr } [ "," ] ] "]"
                | "all" "columns" | "columns" arguments | "baseline" [ "(" expr ")" ]
                | "set" "(" "file" ":" STRING ")" | call ;
    literal     = NUMBER | RATIO | DURATION | SIZE | DATE | STRING | REGEX
                | "true" | "false" | "null" ;
    call        = path [ arguments ] ;
    arguments   = "(" [ argument { "," argument } [ "," ] ] ")" ;
    argument    = [ NAME ":" ] expr ;
    path        = name { "." NAME | "[" NUMBER "]" } ;
    name        = NAME without the words not, if, true, false, null, baseline, columns ;
    """#
}
