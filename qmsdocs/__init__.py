"""qmsdocs: from one frame and one province's changes, every office's complete ISO 9001 document set."""

__version__ = "0.1.0"
