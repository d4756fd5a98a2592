"""Who may come to the desk: accounts, passwords, second factors, sessions, tokens."""
