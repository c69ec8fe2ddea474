"""Access: who may read what. The three steps are side by side: infer what has no label, filter what a reader gets, collect what is withheld."""
