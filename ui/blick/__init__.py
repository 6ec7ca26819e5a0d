"""The instant glance: the Überblick as one page that the server draws, without any script."""
