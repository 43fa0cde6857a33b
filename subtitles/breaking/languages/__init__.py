"""Word lists, one TOML file a language, named by the primary subtag of its BCP 47 tag."""
