enum ValidatePlaceholder {}
