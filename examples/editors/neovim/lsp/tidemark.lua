return { cmd = { "tidemark", "lsp" }, filetypes = { "tide" }, root_markers = { ".git" } }
