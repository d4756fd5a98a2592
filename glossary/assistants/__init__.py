"""The door for assistants: the Model Context Protocol, by its official kit (the extra `glossary[mcp]`)."""
