// libFuzzer brings `main`. A target of one file would get one of its own from the compiler.
