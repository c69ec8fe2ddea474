"""The file formats of briefgen, each defined once in a module that is loaded where such a file is read; `kinds` lists them."""
