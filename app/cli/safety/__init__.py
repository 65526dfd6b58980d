"""Commands that keep the library safe."""
