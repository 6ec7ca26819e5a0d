"""The store: vocabulary, tables, engine and migrations."""
