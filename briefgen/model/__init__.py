"""The values that stages hand each other: frozen, typed, importing nothing else of briefgen."""
