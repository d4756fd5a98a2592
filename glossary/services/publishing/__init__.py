"""How a record becomes public: rules, revision, document and change-log row in one transaction, or none."""
