autocmd BufRead,BufNewFile *.tide setfiletype tide
