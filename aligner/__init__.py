"""When it was said: audio, acoustics, pronunciation, search and the pipeline."""
