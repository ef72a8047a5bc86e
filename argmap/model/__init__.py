"""What an argument file may say: frozen pydantic models, one noun a file."""
