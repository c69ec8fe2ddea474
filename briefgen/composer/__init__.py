"""The composer: a page in the browser in which a brief is put together. docs/development/composer.md says how to add to it.

Everything below `commands` may be used here, and nothing but the command `composer` uses this package.
"""
