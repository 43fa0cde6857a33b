"""How it is shown: cues, house styles, composing and caption formats."""
