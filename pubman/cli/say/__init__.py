"""Every sentence that a user sees, and the one module that prints."""
