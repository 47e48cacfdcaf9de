enum DarkWebIDPlaceholder {}
