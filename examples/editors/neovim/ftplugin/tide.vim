setlocal commentstring=//\ %s comments=:///,:// shiftwidth=2 expandtab
" `gq` and `=` of the whole file go through the formatter.
setlocal formatprg=tidemark\ fmt\ - equalprg=tidemark\ fmt\ -
