enum LoadPlaceholder {}
